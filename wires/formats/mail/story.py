"""An e-mail made into the neutral story."""

from dataclasses import dataclass, field, replace
from email.message import Message

from articles import body as vocabulary
from wires import decoding, text
from wires.formats.judging import Remarks, judged
from wires.formats.mail import conversation, endings, identity, messages, pages, parts, plain, subjects
from wires.formats.mail.parts import Content, File
from wires.formats.mail.subjects import Subject
from wires.formats.refusals import Skipped, Unreadable
from wires.formats.telex import datelines, orders, tongues
from wires.stories import CANCELED, WireImage, WireRelated, WireStory
from wires.times import Reading, read_time

#: Letters of a note that are carried over: a thread of mails may be long, and the file keeps it.
_LONGEST_NOTE = 4000
#: Letters that are read, markup included: the longest newsletters have half of that.
_LONGEST_PAGE, _LONGEST_PLAIN = 1_000_000, 400_000
#: Bytes of a picture inside a page that is an icon, a rule or a spacer.
_DECORATION = 3000
#: Letters of a text that only introduces the messages sent with it.
_INTRODUCTION = 600
_MOST_INNER, _DEEPEST = 50, 5
#: Letters of a first line that is a headline, where there is no subject.
_LONGEST_HEADLINE = 120
#: Beginnings of media types of files in which the text of a mail may be.
_DOCUMENTS = ("application/msword", "application/vnd.", "application/pdf", "application/rtf", "text/")


@dataclass(slots=True)
class _Texts:
    """The texts of a message as one body, and what was taken out of them."""

    html: str = ""
    images: list[WireImage] = field(default_factory=list)
    #: Content-IDs of the pictures that stand in the text.
    shown: set[str] = field(default_factory=set)
    embeds: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def stories(message: Message, *, depth: int = 0) -> list[WireStory]:
    """The story of a message, or those of the messages in it where it only passes them on."""
    _refuse_automatic(message)
    content = parts.content(message)
    read = _read_texts(content)
    subject = subjects.read(messages.field(message, "Subject"))
    words = vocabulary.text(read.html)
    passes_on = subject.is_forward or messages.media_type(message) == "multipart/digest" or not words
    if content.inner and passes_on and len(words) <= _INTRODUCTION and depth < _DEEPEST:
        return _inner_stories(content.inner, words, depth)
    return [_story(message, content, read, subject)]


def _refuse_automatic(message: Message) -> None:
    """Answers of machines are no copy; what a press office sends out by machine is."""
    if messages.field(message, "Auto-Submitted").lower().startswith("auto-replied"):
        raise Skipped("This is an automatic answer, not a story.")


def _inner_stories(inner: list[Message], words: str, depth: int) -> list[WireStory]:
    found: list[WireStory] = []
    refusals: list[Unreadable] = []
    for message in inner[:_MOST_INNER]:
        try:
            found += stories(message, depth=depth + 1)
        except Unreadable as refusal:
            refusals.append(refusal)
    if not found:
        raise refusals[0]
    note = [f"Written above it: {words}"] if words else []
    left = len(inner) - _MOST_INNER
    warnings = [*map(str, refusals), *([f"{left} more messages in this one were not read."] if left > 0 else [])]
    first = replace(
        found[0],
        ed_note="\n".join(filter(None, (*note, found[0].ed_note))),
        warnings=(*found[0].warnings, *warnings),
    )
    return [first, *found[1:]]


def _read_texts(content: Content) -> _Texts:
    """The texts of a message, one behind the other."""
    read = _Texts()
    _refuse_too_long(content)
    names = {file.cid: file.name for file in content.files if file.cid}
    for part in content.texts:
        is_page = messages.media_type(part) == "text/html"
        data = messages.payload(part)
        declared = messages.parameter(part, "charset") or (pages.charset(data) if is_page else "")
        decoded = decoding.decode(data, declared=declared)
        read.warnings += decoded.warnings
        if is_page:
            _add_page(read, decoded.text, names)
        else:
            _add_plain(read, part, decoded.text)
    return read


def _refuse_too_long(content: Content) -> None:
    for is_page, longest in ((True, _LONGEST_PAGE), (False, _LONGEST_PLAIN)):
        told = [part for part in content.texts if (messages.media_type(part) == "text/html") is is_page]
        if sum(map(messages.size, told)) > longest:
            raise Unreadable(f"The text of this e-mail has more than {longest:,} letters. That is no story.")


def _add_page(read: _Texts, html: str, names: dict[str, str]) -> None:
    body = pages.read(html, names)
    before = text.paragraphs(read.html)
    read.images += [
        WireImage(image.href, role="inline", alt=image.alt, caption=image.caption, position=before + image.position)
        for image in body.images
    ]
    read.shown |= pages.cids(html)
    read.html += body.html
    read.embeds += body.embeds
    read.notes += [("", note) for note in body.notes]
    read.warnings += body.warnings


def _add_plain(read: _Texts, part: Message, told: str) -> None:
    flowed = messages.parameter(part, "format") == "flowed"
    html, signature = plain.read(told, flowed=flowed, delsp=messages.parameter(part, "delsp") == "yes")
    read.html += html
    read.notes += [("Signature", signature)] if signature else []


def _story(message: Message, content: Content, read: _Texts, subject: Subject) -> WireStory:
    remarks = Remarks(list(read.warnings))
    said = conversation.part(read.html, is_forward=subject.is_forward, is_answer=subject.is_answer)
    framed = endings.part(said)
    html = "".join(block.html for block in framed.blocks)
    words = vocabulary.text(html)
    inner = subjects.read(said.subject) if said.subject else subject
    state = orders.strongest(subject.state, inner.state, orders.in_text(words), CANCELED if subject.is_recall else "")
    headline = inner.headline or subject.headline or _first_line(words)
    time = _sent(message, remarks)
    images, files = _files(content, read)
    sender = said.sender or identity.sender(message)
    known = identity.known(message, subject=headline, words=words, moment=time.moment)
    continues = subject.continues or not subject.is_answer
    told = WireStory(
        **(known.of_kill() if state == CANCELED else known.of_story(continues=continues)),
        version=" ".join(dict.fromkeys(filter(None, (subject.version, inner.version)))),
        type="text",
        pubstatus=remarks.pubstatus(state or None),
        headline=headline,
        byline=framed.byline,
        dateline=datelines.read(words).place,
        language=messages.field(message, "Content-Language").partition(",")[0] or tongues.guess(f"{headline}\n{words}"),
        version_created=time.moment,
        version_created_naive=time.naive,
        credit=messages.field(message, "Organization") or sender,
        source=sender,
        keywords=_keywords(message),
        priority=_priority(message),
        ed_note=_notes(said.notes + framed.notes + read.notes),
        body_html=html,
        images=tuple(images),
        related=tuple(files),
        embeds=tuple(dict.fromkeys(read.embeds)),
        advisory=subject.is_for_desks and state != CANCELED,
        **remarks.embargo_in_words(framed.embargo or subject.embargo or inner.embargo),
    )
    remarks.warn(*_oddities(content, told, known))
    return judged(told, remarks)


def _first_line(words: str) -> str:
    line = words.partition("\n")[0]
    return line if len(line) <= _LONGEST_HEADLINE else ""


def _sent(message: Message, remarks: Remarks) -> Reading:
    """When it was sent; where that cannot be read, when the last server took it."""
    date = remarks.time(messages.field(message, "Date"), "Date")
    return date if date.moment or date.naive else read_time(messages.field(message, "Received").rpartition(";")[2])


def _files(content: Content, read: _Texts) -> tuple[list[WireImage], list[WireRelated]]:
    """Pictures for readers, and what else came: documents, messages, icons, pictures that are only linked."""
    files = {file.name: file for file in content.files}
    shown = [
        image for image in read.images if image.href in files and messages.size(files[image.href].part) >= _DECORATION
    ]
    images = [replace(image, mime_type=files[image.href].media_type) for image in shown]
    linked = [
        WireRelated(role="picture", headline=image.alt, href=image.href) for image in read.images if ":" in image.href
    ]
    sent = [file for file in content.files if not (file.is_picture and file.cid in read.shown)]
    images += [_picture(file) for file in sent if file.is_picture]
    documents = [_document(file) for file in sent if not file.is_picture]
    return images, [*documents, *linked, *map(_inner, content.inner[:_MOST_INNER])]


def _picture(file: File) -> WireImage:
    described = messages.field(file.part, "Content-Description")
    caption = described if " " in described and described != file.title else ""
    return WireImage(file.name, role="attachment", caption=caption, mime_type=file.media_type)


def _document(file: File) -> WireRelated:
    return WireRelated(role="attachment", headline=file.title, href=file.name, mime_type=file.media_type)


def _inner(message: Message) -> WireRelated:
    """A message that was sent along with the story."""
    try:
        html = _read_texts(parts.content(message)).html
    except Unreadable:
        html = ""
    subject = subjects.read(messages.field(message, "Subject"))
    guid = messages.message_id(message)
    return WireRelated(role="message", guid=guid, type="text", headline=subject.headline, body_html=html)


def _keywords(message: Message) -> tuple[str, ...]:
    words = messages.field(message, "Keywords").replace(";", ",").split(",")
    return tuple(dict.fromkeys(word.strip() for word in words if word.strip()))


def _priority(message: Message) -> int | None:
    """1 is the highest, 5 the lowest, as mail programs have it (X-Priority; RFC 4021, Importance)."""
    said = messages.field(message, "X-Priority")[:1]
    if said in ("1", "2", "3", "4", "5"):
        return int(said)
    return {"high": 1, "normal": 3, "low": 5}.get(messages.field(message, "Importance").lower())


def _notes(notes: list[tuple[str, str]]) -> str:
    told = [f"{what}: {words[:_LONGEST_NOTE]}" if what else words[:_LONGEST_NOTE] for what, words in notes]
    return text.tidy("\n".join(dict.fromkeys(told)))


def _oddities(content: Content, told: WireStory, known: identity.Known) -> list[str]:
    """What an editor must know about a mail whose story is not all there, or not clearly named."""
    documents = [file.title for file in content.files if file.media_type.startswith(_DOCUMENTS)]
    packed = any(file.media_type == "application/ms-tnef" for file in content.files)
    sentences = {
        "The mail has no subject.": not told.headline,
        "This mail cancels a story and answers none, so it does not say which. Look for it by hand.": (
            told.pubstatus == CANCELED and not known.thread
        ),
        f"The text may be in an attachment ({', '.join(documents)[:120]}), which is not read.": (
            bool(documents) and not told.body_html
        ),
        "What came with the mail is packed by Outlook (winmail.dat) and cannot be opened here.": packed,
        "The mail holds parts that lie too deep in others and were not read.": content.is_cut,
    }
    return [sentence for sentence, holds in sentences.items() if holds]
