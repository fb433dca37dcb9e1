"""Files that agencies push: signed or with a token, kept before the answer, once however often they come."""

import base64
import hmac
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from ground import clock
from media.models import Photo
from staff.models import User
from tests import world
from tests.api.conftest import bearer
from tests.media import drawn
from tests.wires.agency import LARGE, data, item
from tests.world import ControlledClock
from wires import connecting, intake, pushing
from wires.models import Connection, Delivery, Feed, Push, WireItem

pytestmark = pytest.mark.django_db
BODY = data(item())
SECRET = "whsec_" + base64.b64encode(b"a harbour light, seen from the sea").decode()


@pytest.fixture(autouse=True)
def _uploads(settings: Settings, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def feed(db: None, time: ControlledClock) -> Feed:
    return Feed.objects.create(name="Harrow Bay Press", slug="harrow")


@pytest.fixture
def push(feed: Feed) -> Connection:
    one = Connection(feed=feed, kind="push")
    return connecting.keep_connection(connection=one, secret=SECRET, by=None, at=clock.now())


def headers(body: bytes = BODY, *, message_id: str = "msg_1", secret: str = SECRET, moment: int = 0) -> dict[str, str]:
    moment = moment or int(clock.now().timestamp())
    signature = pushing.sign(secret=secret, message_id=message_id, moment=moment, body=body)
    return {"webhook-id": message_id, "webhook-timestamp": str(moment), "webhook-signature": signature}


def send(api: Client, body: bytes = BODY, *, slug: str = "harrow", **more: Any) -> Any:
    said = more.pop("headers", None) or headers(body, **more)
    return api.post(f"/api/v1/wire/{slug}", body, content_type="application/octet-stream", headers=said)


def test_a_signed_file_is_kept_read_and_answered(api: Client, push: Connection) -> None:
    answer = send(api)
    kept = Delivery.objects.get()
    assert answer.status_code == 202
    assert answer.json() == {"delivery": kept.pk, "state": "read", "reason": "", "items": 1}
    assert bytes(kept.raw) == BODY
    push.refresh_from_db()
    assert push.last_succeeded_at == clock.now()


def test_the_signature_is_that_of_standard_webhooks(api: Client, push: Connection) -> None:
    """Written out here, so that no change of ours goes unseen."""
    moment = str(int(clock.now().timestamp()))
    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    made = base64.b64encode(hmac.digest(key, f"msg_9.{moment}.".encode() + BODY, "sha256")).decode()
    said = {"webhook-id": "msg_9", "webhook-timestamp": moment, "webhook-signature": f"v1a,zzz v1,bm8= v1,{made}"}
    assert send(api, headers=said).status_code == 202


@pytest.mark.parametrize("message_id", ["msg_1", "msg_2"])
def test_the_same_message_and_the_same_bytes_are_answered_the_same(
    api: Client, push: Connection, message_id: str
) -> None:
    first = send(api)
    again = send(api, message_id=message_id)
    assert (first.status_code, again.status_code) == (202, 200)
    assert again.json() == first.json()
    assert Delivery.objects.count() == WireItem.objects.count() == 1


def test_another_file_under_the_same_id_is_refused_and_said(api: Client, push: Connection) -> None:
    send(api)
    other = data(item("urn:other"))
    answer = send(api, other)
    assert (answer.status_code, answer.json()["type"].rpartition("#")[2]) == (409, "message-id-taken")
    assert Delivery.objects.count() == 1
    assert send(api, other, message_id="msg_2").status_code == 202


@pytest.mark.parametrize(
    ("slug", "more"),
    [
        ("harrow", {"secret": "whsec_" + base64.b64encode(b"another secret of another agency").decode()}),
        ("nobody", {}),
        ("harrow", {"moment": int(world.MORNING.timestamp()) - 301}),
        ("harrow", {"moment": int(world.MORNING.timestamp()) + 301}),
    ],
    ids=["wrong secret", "unknown feed", "old", "from the future"],
)
def test_what_is_not_signed_well_gets_one_and_the_same_answer(
    api: Client, push: Connection, slug: str, more: dict[str, Any]
) -> None:
    answer = send(api, slug=slug, **more)
    said = answer.json()
    assert (answer.status_code, said.pop("instance")) == (401, f"/api/v1/wire/{slug}")
    assert said["type"].endswith("#signature-invalid")
    assert said["detail"] == str(pushing.Unsigned())
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("seconds", [-299, 299])
def test_a_clock_may_differ_by_five_minutes(api: Client, push: Connection, seconds: int) -> None:
    assert send(api, moment=int(clock.now().timestamp()) + seconds).status_code == 202


@pytest.mark.parametrize("part", ["id", "timestamp", "body"])
def test_whatever_is_changed_breaks_the_signature(api: Client, push: Connection, part: str) -> None:
    said, body = headers(), BODY
    if part == "body":
        body += b" "
    else:
        said[f"webhook-{part}"] += "" if part == "timestamp" else "x"
        said["webhook-timestamp"] = str(int(said["webhook-timestamp"]) + (part == "timestamp"))
    assert send(api, body, headers=said).status_code == 401


def test_the_wire_manager_sees_that_a_signature_was_wrong(api: Client, push: Connection) -> None:
    send(api, secret="another secret of another agency")
    push.refresh_from_db()
    assert "its signature fits no secret of this feed" in push.last_error
    send(api)
    push.refresh_from_db()
    assert push.last_error == ""


def test_a_former_secret_opens_for_a_day(api: Client, push: Connection, time: ControlledClock) -> None:
    new = connecting.renew_secret(connection=push, by=None, at=time.at)
    assert send(api, message_id="msg_1").status_code == 202
    assert send(api, message_id="msg_2", secret=new).status_code == 200
    time.move(hours=25)
    assert send(api, message_id="msg_3").status_code == 401
    assert send(api, message_id="msg_4", secret=new).status_code == 200


@pytest.mark.parametrize("what", ["push", "feed"])
def test_what_is_switched_off_takes_nothing(api: Client, push: Connection, what: str) -> None:
    (Connection if what == "push" else Feed).objects.update(active=False)
    assert send(api).status_code == 401


@pytest.mark.parametrize(
    ("said", "status", "kind"),
    [
        ({}, 401, "token-missing"),
        ({"webhook-id": "msg_1"}, 400, "unreadable"),
        ({"webhook-timestamp": "now"}, 400, "unreadable"),
        ({"webhook-timestamp": "1" * 20}, 400, "unreadable"),
        ({"webhook-id": "x" * 201}, 400, "unreadable"),
        ({"webhook-signature": "v1,x " * 11}, 400, "unreadable"),
        ({"authorization": "Basic x"}, 401, "token-missing"),
        ({"authorization": "Bearer nr_nothing"}, 401, "token-invalid"),
    ],
)
def test_headers_that_say_nothing_are_refused_unread(
    api: Client, push: Connection, said: dict[str, str], status: int, kind: str
) -> None:
    whole = {} if said in ({}, {"webhook-id": "msg_1"}) or "authorization" in said else headers()
    answer = send(api, headers={**whole, **said} or {"x": "y"})
    assert (answer.status_code, answer.json()["type"].rpartition("#")[2]) == (status, kind)


def test_an_empty_body_is_refused(api: Client, push: Connection) -> None:
    assert send(api, b"").status_code == 422


@pytest.mark.parametrize("length", ["51", "20"])
def test_a_body_that_is_too_large_is_not_read(api: Client, push: Connection, settings: Settings, length: str) -> None:
    settings.WIRE_MAX_BYTES = 50
    said = {**headers(b"x" * 51), "content-length": length}
    assert send(api, b"x" * 51, headers=said).status_code == (413 if length == "51" else 401)
    assert not Delivery.objects.exists()


def test_a_file_larger_than_its_format_may_be_is_not_kept(api: Client, push: Connection) -> None:
    answer = send(api, LARGE)
    assert answer.status_code == 422
    assert "is ninjs of 11 MB, more than the 10 MB that are read. Nothing was kept." in answer.content.decode()
    assert not Delivery.objects.exists()


def test_more_than_a_minute_takes_is_refused(
    api: Client, push: Connection, time: ControlledClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pushing, "MOST_A_MINUTE", 2)
    bodies = [data(item(f"urn:{number}")) for number in range(3)]
    answers = [send(api, body, message_id=f"msg_{number}") for number, body in enumerate(bodies)]
    assert [answer.status_code for answer in answers] == [202, 202, 429]
    assert answers[2]["Retry-After"] == "60"
    time.move(seconds=61)
    assert send(api, bodies[2], message_id="msg_2").status_code == 202


def test_a_file_that_cannot_be_read_is_kept_and_says_why(api: Client, push: Connection) -> None:
    answer = send(api, b"no format at all")
    assert answer.status_code == 202
    assert answer.json()["state"] == "failed"
    assert "no format read here" in answer.json()["reason"]


def test_a_reader_with_a_fault_of_ours_does_not_lose_the_file(
    api: Client, push: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(intake, "read", fail)
    answer = send(api)
    assert (answer.status_code, answer.json()["state"]) == (202, "received")


def test_a_picture_goes_among_the_photographs(api: Client, push: Connection) -> None:
    body = drawn.jpeg()
    said = {**headers(body), "content-disposition": 'attachment; filename="../lead.jpg"'}
    answer = send(api, body, headers=said)
    assert answer.json() == {"delivery": None, "state": "filed", "reason": "", "items": 0}
    assert send(api, body, headers=said).status_code == 200
    assert Photo.objects.count() == 1


def test_a_name_is_kept_without_its_folders(api: Client, push: Connection) -> None:
    send(api, headers={**headers(), "content-disposition": 'attachment; filename="..\\\\a/b/story.json"'})
    assert Delivery.objects.get().filename == "story.json"


def test_a_token_with_the_scope_sends_without_a_signature(api: Client, feed: Feed) -> None:
    manager = world.person("wenche", "wire manager")
    first, again = (send(api, headers=bearer(manager, "wire:send")) for _ in range(2))
    assert (first.status_code, again.status_code) == (202, 200)
    assert send(api, slug="nobody", headers=bearer(manager, "wire:send")).status_code == 404


def test_a_token_needs_the_scope_and_its_owner_the_right(api: Client, feed: Feed, anna: User) -> None:
    refusals = [send(api, headers=bearer(anna, scope)) for scope in ("drafts:read", "wire:send")]
    kinds = [answer.json()["type"].rpartition("#")[2] for answer in refusals]
    assert kinds == ["scope-missing", "not-allowed"]
    assert not Delivery.objects.exists()


def test_old_messages_are_forgotten(api: Client, push: Connection, time: ControlledClock) -> None:
    send(api)
    assert pushing.forget(at=time.move(hours=47)) == 0
    assert pushing.forget(at=time.at + timedelta(hours=2)) == 1
    assert not Push.objects.exists()
