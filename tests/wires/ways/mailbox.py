"""A small IMAP server: as much of RFC 9051 as the way in speaks, over TLS, on this machine."""

import re
import socket
import ssl
import threading
from dataclasses import dataclass, field
from pathlib import Path

_COMMAND = re.compile(rb"(\S+) (?:UID )?(\S+) ?(.*)", re.IGNORECASE)


@dataclass
class Mail:
    """A mail: its bytes, and what is marked on it."""

    data: bytes
    flags: set[str] = field(default_factory=set)


class MailServer:
    """Mailboxes by name, each with mails by number; `said` is every command that came."""

    def __init__(self, certificate: Path) -> None:
        self.boxes: dict[str, dict[int, Mail]] = {"INBOX": {}, "Done": {}}
        self.validity = 7
        self.moves = True
        self.said: list[str] = []
        #: Numbers whose fetching is refused, and whether every answer is kept back.
        self.refuses: set[int] = set()
        self.hangs = False
        #: Whether it never comes to the end of its greeting.
        self.drips = False
        self.over = threading.Event()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self._context = context
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def deliver(self, number: int, data: bytes, box: str = "INBOX") -> None:
        self.boxes[box][number] = Mail(data)

    def stop(self) -> None:
        self.over.set()
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._speak, args=(client,), daemon=True).start()

    def _speak(self, client: socket.socket) -> None:
        try:
            with self._context.wrap_socket(client, server_side=True) as stream, stream.makefile("rwb") as file:
                while self.drips and not self.over.wait(0.05):
                    file.write(b"*")
                    file.flush()
                file.write(b"* OK here\r\n")
                file.flush()
                box = ""
                for line in file:
                    box = self._answer(file, line, box)
                    file.flush()
        except OSError:
            return

    def _answer(self, file, line: bytes, box: str) -> str:  # type: ignore[no-untyped-def]
        match = _COMMAND.match(line.strip())
        assert match
        tag, name, rest = match[1], match[2].decode().upper(), match[3].decode()
        self.said.append(line.decode().strip().partition(" ")[2])
        if self.hangs:
            self.over.wait(5)
        if name == "LOGIN" and "paper-boats" not in rest:
            file.write(tag + b" NO [AUTHENTICATIONFAILED] wrong\r\n")
            return box
        if name in {"SELECT", "EXAMINE"}:
            box = rest.strip('"')
            if box not in self.boxes:
                file.write(tag + b" NO there is none\r\n")
                return ""
            file.write(b"* %d EXISTS\r\n* OK [UIDVALIDITY %d] ok\r\n" % (len(self.boxes[box]), self.validity))
        act = getattr(self, f"_{name.lower()}", None)
        said = act(file, box, rest) if act else b"OK"
        file.write(tag + b" " + said + b" done\r\n")
        return box

    def _capability(self, file, *_: str) -> bytes:  # type: ignore[no-untyped-def]
        file.write(b"* CAPABILITY IMAP4rev1 UIDPLUS" + (b" MOVE" if self.moves else b"") + b"\r\n")
        return b"OK"

    def _logout(self, file, *_: str) -> bytes:  # type: ignore[no-untyped-def]
        file.write(b"* BYE\r\n")
        return b"OK"

    def _search(self, file, box: str, rest: str) -> bytes:  # type: ignore[no-untyped-def]
        least = int(rest.rpartition(" ")[2].partition(":")[0])
        numbers = sorted(self.boxes[box])
        found = [number for number in numbers if number >= least] or numbers[-1:]
        file.write(b"* SEARCH " + b" ".join(b"%d" % number for number in found) + b"\r\n")
        return b"OK"

    def _fetch(self, file, box: str, rest: str) -> bytes:  # type: ignore[no-untyped-def]
        numbers = [int(number) for number in re.findall(r"\d+", rest.partition(" ")[0])]
        for number in numbers:
            if mail := self.boxes[box].get(number):
                if "SIZE" in rest:
                    file.write(b"* 1 FETCH (UID %d RFC822.SIZE %d)\r\n" % (number, len(mail.data)))
                    continue
                if number in self.refuses:
                    return b"NO"
                if "PEEK" not in rest:
                    mail.flags.add("\\Seen")
                file.write(b"* 1 FETCH (UID %d BODY[] {%d}\r\n%s)\r\n" % (number, len(mail.data), mail.data))
        return b"OK"

    def _store(self, file, box: str, rest: str) -> bytes:  # type: ignore[no-untyped-def]
        numbers, _, flags = rest.partition(" ")
        for number in re.findall(r"\d+", numbers):
            self.boxes[box][int(number)].flags |= set(re.findall(r"\\\w+", flags))
        return b"OK"

    def _move(self, file, box: str, rest: str) -> bytes:  # type: ignore[no-untyped-def]
        said = self._copy(file, box, rest)
        for number in re.findall(r"\d+", rest.partition(" ")[0]):
            del self.boxes[box][int(number)]
        return said

    def _copy(self, file, box: str, rest: str) -> bytes:  # type: ignore[no-untyped-def]
        numbers, _, target = rest.partition(" ")
        there = self.boxes[target.strip('"')]
        for number in re.findall(r"\d+", numbers):
            there[len(there) + 1] = self.boxes[box][int(number)]
        return b"OK"

    def _expunge(self, file, box: str, rest: str) -> bytes:  # type: ignore[no-untyped-def]
        self.boxes[box] = {number: mail for number, mail in self.boxes[box].items() if "\\Deleted" not in mail.flags}
        return b"OK"
