"""The picture desk's screens call the verbs and answer in sentences."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from media import editing, leasing, renditions
from media.intake import take_in
from media.models import Photo
from staff.models import AuditEntry, User
from tests import world
from tests.media import drawn

LIST, ADD = "admin:media_photo_changelist", "admin:media_photo_add"


@pytest.fixture
def desk(client: Client, picture_editor: User) -> Client:
    client.force_login(picture_editor)
    return client


def said(answer: HttpResponse) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]  # type: ignore[attr-defined]


def change(photo: Photo) -> str:
    return reverse("admin:media_photo_change", args=(photo.pk,))


def opened(desk: Client, photo: Photo) -> dict[str, str]:
    """The form as a browser sends it back: each line ended by two signs."""
    page = html.fromstring(desk.get(change(photo)).content.decode())
    form = next(form for form in page.forms if "caption" in form.fields)
    return {name: value.replace("\n", "\r\n") for name, value in form.form_values() if not name.startswith("_")}


def test_the_list_shows_the_picture_and_finds_it_by_words(desk: Client, ferry: Photo) -> None:
    renditions.make(photo_id=ferry.pk)
    page = desk.get(reverse(LIST), {"q": "solveig"}).content.decode()
    assert reverse("admin:media_photo_picture", args=(ferry.pk, 320)) in page
    assert drawn.FERRY.headline not in desk.get(reverse(LIST), {"q": "train"}).content.decode()


def test_the_list_counts_nothing(desk: Client, ferry: Photo) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert desk.get(reverse(LIST)).status_code == 200
    assert not [query for query in asked.captured_queries if "COUNT(*)" in query["sql"].upper()]


def test_several_files_are_taken_in_and_a_bad_one_gets_its_sentence(desk: Client) -> None:
    good = SimpleUploadedFile("ferry.jpg", drawn.photograph())
    again = SimpleUploadedFile("copy.jpg", drawn.photograph())
    drawing = SimpleUploadedFile("logo.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    nothing = SimpleUploadedFile("nothing.jpg", b"")
    answer = desk.post(reverse(ADD), {"photographs": [nothing, good, drawing, again]})
    assert answer.status_code == 302
    assert [line.split(".")[0] for line in said(answer)] == ["nothing", "ferry", "logo", "copy"]
    assert "empty" in said(answer)[0]
    assert "SVG drawing" in said(answer)[2]
    assert "was here already" in said(answer)[3]
    assert Photo.objects.get().created_by.username == "runa"


def test_an_upload_without_a_file_asks_for_one(desk: Client) -> None:
    page = desk.post(reverse(ADD), {}).content.decode()
    assert "This field is required" in page


def test_the_form_stands_beside_what_the_file_said(desk: Client, ferry: Photo) -> None:
    page = desk.get(reverse("admin:media_photo_change", args=(ferry.pk,))).content.decode()
    assert "photoshop:Headline" in page
    assert "900 × 600 pixels" in page


def test_saving_calls_the_verbs_and_each_writes_its_row(desk: Client, ferry: Photo) -> None:
    answer = desk.post(change(ferry), {**opened(desk, ferry), "caption": "New words", "focal_x": "0.2"})
    assert answer.status_code == 302
    ferry.refresh_from_db()
    assert (ferry.caption, ferry.focal_x, ferry.keywords) == ("New words", 0.2, ["ferry", "storm"])
    entries = AuditEntry.objects.exclude(verb="take in").order_by("pk")
    assert [(entry.verb, entry.actor_name) for entry in entries] == [("edit", "runa"), ("set focal point", "runa")]
    assert entries[0].detail == {"fields": ["caption"]}
    assert not LogEntry.objects.exists()


def test_a_focal_point_outside_the_picture_is_asked_for_again(desk: Client, ferry: Photo) -> None:
    page = desk.post(change(ferry), {**opened(desk, ferry), "focal_y": "2"})
    assert page.status_code == 200
    assert "less than or equal to 1" in page.content.decode()


def test_saving_what_nobody_changed_changes_nothing(desk: Client, db: None) -> None:
    said = replace(drawn.FERRY, usage_terms="One line\nand another", instructions="NO\rARCHIVES")
    photo = take_in(data=drawn.photograph(fields=said), filename="a.jpg", by=None).photo
    assert desk.post(change(photo), opened(desk, photo)).status_code == 302
    photo.refresh_from_db()
    assert (photo.version, photo.usage_terms) == (1, "One line\nand another")
    assert AuditEntry.objects.get().verb == "take in"


def test_a_field_that_was_not_touched_keeps_what_somebody_else_wrote(desk: Client, ferry: Photo) -> None:
    sent = opened(desk, ferry)
    editing.edit(photo=ferry, by=world.editor(), fields={"caption": "Corrected by Anna", "keywords": ["sea"]})
    editing.set_focal_point(photo=ferry, by=world.editor(), x=0.1, y=0.2)
    assert desk.post(change(ferry), {**sent, "credit": "New credit", "focal_y": "0.9"}).status_code == 200
    assert desk.post(change(ferry), {**sent, "credit": "New credit"}).status_code == 302
    ferry.refresh_from_db()
    assert (ferry.caption, ferry.keywords, ferry.credit) == ("Corrected by Anna", ["sea"], "New credit")
    assert (ferry.focal_x, ferry.focal_y) == (0.1, 0.2)


def test_a_field_that_both_changed_is_refused_with_both_texts_and_saved_when_sent_again(
    desk: Client, ferry: Photo
) -> None:
    sent = {**opened(desk, ferry), "caption": "Written by Runa", "place": "Oskeld"}
    editing.edit(photo=ferry, by=world.editor(), fields={"caption": "Corrected by Anna", "place": "Oskeld"})
    answer = desk.post(change(ferry), sent)
    page = html.fromstring(answer.content.decode())
    assert "anna changed this on" in answer.content.decode()
    assert "It says now: “Corrected by Anna”." in answer.content.decode()
    again = next(form for form in page.forms if "caption" in form.fields)
    assert again.fields["caption"].strip() == "Written by Runa"
    ferry.refresh_from_db()
    assert ferry.caption == "Corrected by Anna"
    desk.post(change(ferry), {name: value for name, value in again.form_values() if not name.startswith("_")})
    ferry.refresh_from_db()
    assert ferry.caption == "Written by Runa"


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Pacific/Kiritimati"])
@pytest.mark.parametrize("typed", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_a_year_in_which_nobody_photographed_is_asked_for_again(
    desk: Client, ferry: Photo, typed: str, zone: str
) -> None:
    world.site(zone=zone)
    page = desk.post(change(ferry), {**opened(desk, ferry), "taken_at": typed, "caption": "Typed"})
    assert page.status_code == 200
    assert "cannot be meant" in page.content.decode()
    assert f'value="{typed}"' in page.content.decode()
    assert "Typed" in page.content.decode()


def test_what_is_to_be_killed_is_shown_before(desk: Client, ferry: Photo) -> None:
    world.draft().captions.create(photo=ferry, role="lead", order=1)
    action = {"action": "kill_selected", "_selected_action": ferry.pk, "reason": "Agency withdrew it"}
    page = desk.post(reverse(LIST), action).content.decode()
    assert change(ferry) in page
    assert "In 1 story, live posts not counted" in page
    ferry.refresh_from_db()
    assert ferry.state == "new"
    assert "Killed: 1" in said(desk.post(reverse(LIST), {**action, "kill": "1"}))[-1]
    ferry.refresh_from_db()
    assert (ferry.state, ferry.state_reason) == ("killed", "Agency withdrew it")


def test_killing_needs_a_reason(desk: Client, ferry: Photo) -> None:
    action = {"action": "kill_selected", "_selected_action": ferry.pk, "kill": "1", "reason": " "}
    assert "This field is required." in desk.post(reverse(LIST), action).content.decode()
    ferry.refresh_from_db()
    assert ferry.state == "new"


def test_sizes_are_asked_for_again_from_the_list(desk: Client, ferry: Photo) -> None:
    Photo.objects.update(state="failed", state_reason="No room.")
    answer = desk.post(reverse(LIST), {"action": "make_sizes_again", "_selected_action": ferry.pk})
    assert said(answer) == ["Asked for: 1. Missing sizes are made; of killed photographs none."]
    ferry.refresh_from_db()
    assert ferry.state == "new"


def test_the_desk_sees_the_picture_and_others_do_not(desk: Client, ferry: Photo, passer_by: User) -> None:
    address = reverse("admin:media_photo_picture", args=(ferry.pk, 320))
    assert desk.get(address).status_code == 404
    renditions.make(photo_id=ferry.pk)
    answer = desk.get(address)
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/jpeg", "private")
    User.objects.filter(pk=passer_by.pk).update(is_staff=True)
    desk.force_login(User.objects.get(pk=passer_by.pk))
    assert desk.get(address).status_code == 403
    assert desk.get(reverse(ADD)).status_code == 403


def lease_rows(*rows: dict[str, object], stored: int = 0) -> dict[str, object]:
    fields = {f"leases-{number}-{name}": value for number, row in enumerate(rows) for name, value in row.items()}
    return {"leases-TOTAL_FORMS": len(rows), "leases-INITIAL_FORMS": stored, **fields}


def test_a_lease_is_given_and_ended_beside_the_photograph(desk: Client, ferry: Photo) -> None:
    world.site(zone="Europe/Oslo")
    row = {"kind": "deny", "ends_at": "2091-07-01T14:05", "note": "Family asked"}
    assert desk.post(change(ferry), {**opened(desk, ferry), **lease_rows(row)}).status_code == 302
    lease = ferry.leases.get()
    assert (lease.kind, lease.note, lease.created_by) == ("deny", "Family asked", User.objects.get(username="runa"))
    assert lease.ends_at == datetime(2091, 7, 1, 12, 5, tzinfo=UTC)
    page = desk.get(change(ferry)).content.decode()
    assert "Family asked" in page
    assert "bans. Time in Europe/Oslo." in page
    end = lease_rows({"id": lease.pk, "photo": ferry.pk, "DELETE": "on"}, stored=1)
    assert desk.post(change(ferry), {**opened(desk, ferry), **end}).status_code == 302
    assert not ferry.leases.exists()
    assert set(AuditEntry.objects.values_list("verb", flat=True)) == {"take in", "deny", "end deny"}


def test_a_lease_that_would_end_before_it_begins_is_asked_for_again(desk: Client, ferry: Photo) -> None:
    row = {"kind": "allow", "starts_at": "2031-07-01T14:05", "ends_at": "2031-07-01T14:05", "note": "Typed"}
    page = desk.post(change(ferry), {**opened(desk, ferry), **lease_rows(row)}).content.decode()
    assert "The lease would end before it begins. Give it a later end." in page
    assert 'value="Typed"' in page


def test_who_may_only_look_sees_the_leases_and_gives_none(client: Client, ferry: Photo) -> None:
    leasing.grant(photo=ferry, kind="deny", by=None, note="Family asked")
    client.force_login(world.person("rolf", "reporter"))
    page = client.get(change(ferry)).content.decode()
    assert "Family asked" in page
    assert "leases-0-DELETE" not in page
    assert client.post(change(ferry), lease_rows({"kind": "allow"})).status_code == 403


def test_a_killed_photograph_that_is_sent_again_says_why_it_may_not_be_used(desk: Client, ferry: Photo) -> None:
    renditions.make(photo_id=ferry.pk)
    editing.kill(photo=ferry, reason="Agency withdrew it", by=None)
    answer = desk.post(reverse(ADD), {"photographs": SimpleUploadedFile("x.jpg", drawn.photograph(900, 600))})
    assert said(answer) == ["x.jpg: was here before and may not be used. It was killed: Agency withdrew it."]
    assert "<img" not in desk.get(reverse(LIST)).context["cl"].model_admin.thumbnail(Photo.objects.get())


def test_photographs_are_not_deleted(desk: Client, ferry: Photo) -> None:
    assert desk.post(reverse("admin:media_photo_delete", args=(ferry.pk,)), {"post": "yes"}).status_code == 403
    assert "delete_selected" not in desk.get(reverse(LIST)).content.decode()
