"""Writing by a program: created once, changed by the version that was read, refused in sentences."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from articles import drafting
from articles.models import Article, Author, Caption, Coverage, Edition
from media.intake import take_in
from media.models import Photo
from staff.models import AuditEntry, User
from tests import world
from tests.api.conftest import bearer
from tests.media import drawn
from tests.world import ControlledClock

pytestmark = pytest.mark.django_db


@pytest.fixture
def token(anna: User) -> dict[str, str]:
    return bearer(anna, "drafts:read", "drafts:write", "drafts:publish")


@pytest.fixture
def photo(settings: Any, tmp_path: Any) -> Photo:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return take_in(data=drawn.photograph(900, 600), filename="ferry.jpg", by=None).photo


def post(api: Client, token: dict[str, str], **wish: Any) -> Any:
    return api.post("/api/v1/drafts", data=wish, content_type="application/json", headers=token)


def patch(api: Client, article: Article, token: dict[str, str], match: str = '"1"', **wish: Any) -> Any:
    path = f"/api/v1/drafts/{article.public_id}"
    return api.patch(path, data=wish, content_type="application/json", headers={**token, "If-Match": match})


def errors(answer: Any) -> list[tuple[str, str]]:
    assert answer.status_code == 422, answer.content
    return [(row["pointer"], row["detail"]) for row in answer.json()["errors"]]


def test_a_story_is_created_with_all_that_it_has(api: Client, token: dict[str, str], anna: User, photo: Photo) -> None:
    world.section("harbour")
    author = Author.objects.create(name="Runa Hald", slug="runa")
    Coverage.objects.create(name="Storm", slug="storm")
    pick, use = world.draft("Quay closes"), str(uuid4())
    answer = post(
        api,
        token,
        headline="Ferry leaves",
        body_html=f'<p>Wind.</p><figure data-caption="{use}"></figure>',
        section="harbour",
        tags=["Ferries", "Storm"],
        coverages=["storm"],
        bylines=[{"author": "runa"}, {"name": "A reader"}],
        captions=[{"uuid": use, "photo": str(photo.public_id), "text": "The ferry.", "credit": "R. Hald", "alt": "A"}],
        related=[str(pick.public_id)],
    )
    assert answer.status_code == 201, answer.content
    article = Article.objects.get(headline="Ferry leaves")
    assert answer["Location"] == f"http://localhost:8000/api/v1/drafts/{article.public_id}"
    assert answer["ETag"] == '"1"'
    assert (article.created_by, article.section.slug) == (anna, "harbour")  # type: ignore[union-attr]
    assert sorted(article.tags.names()) == ["Ferries", "Storm"]
    assert [str(row) for row in article.bylines.all()] == [str(author), "A reader"]
    caption = article.captions.get()
    assert (str(caption.uuid), caption.photo, caption.text, caption.credit) == (use, photo, "The ferry.", "R. Hald")
    assert answer.json()["captions"][0]["photo"]["id"] == str(photo.public_id)
    assert answer.json()["related"] == [str(pick.public_id)]


@pytest.mark.parametrize("member", [{"headline": "a\ud800"}, {"tags": ["a\udfff"]}, {"bylines": [{"name": "\ud83d"}]}])
def test_half_a_character_is_refused_in_words_of_ours(api: Client, token: dict[str, str], member: Any) -> None:
    answer = post(api, token, **{"headline": "Ferry", **member})
    assert answer.status_code == 422
    [error] = answer.json()["errors"]
    assert error["detail"] == "It holds half of a character, a lone surrogate. Write whole ones."
    assert not Article.objects.exists()


def test_the_same_request_twice_makes_one_story(api: Client, token: dict[str, str]) -> None:
    chosen = str(uuid4())
    answers = [post(api, token, id=chosen, headline="Ferry leaves") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 200]
    assert [answer.json()["id"] for answer in answers] == [chosen, chosen]
    assert AuditEntry.objects.filter(verb="create").count() == 1


def test_an_id_that_is_taken_is_refused(api: Client, token: dict[str, str]) -> None:
    answer = post(api, token, id=str(world.draft().public_id), headline="Another story")
    assert answer.status_code == 409
    assert "A story that somebody else has made has this id" in answer.json()["detail"]


def test_an_id_of_the_same_words_by_somebody_else_is_not_called_other_words(
    api: Client, token: dict[str, str], anna: User
) -> None:
    chosen, bo = str(uuid4()), bearer(world.person("bo", "editor"), "drafts:write")
    assert post(api, bo, id=chosen, headline="Ferry leaves").status_code == 201
    answer = post(api, token, id=chosen, headline="Ferry leaves")
    assert answer.status_code == 409
    said = "A story that somebody else has made has this id. Nothing was written. Send this one with another id"
    assert answer.json()["detail"].startswith(said)


def test_an_id_of_ones_own_story_is_refused_for_other_words(api: Client, token: dict[str, str]) -> None:
    chosen = str(uuid4())
    post(api, token, id=chosen, headline="Ferry leaves", body_html="<p>Wind.</p>")
    answer = post(api, token, id=chosen, headline="Ferry leaves", body_html="<p>Calm.</p>")
    assert answer.status_code == 409
    assert answer.json()["detail"].startswith("Another story, with other words, has this id.")
    assert Article.objects.get().body == "<p>Wind.</p>"


def test_a_change_writes_what_was_sent_and_leaves_the_rest(api: Client, token: dict[str, str]) -> None:
    article = world.draft("Ferry leaves", summary="Two ships.", tags=["Ferries"])
    answer = patch(api, article, token, tags=["Storm"])
    assert (answer.status_code, answer["ETag"]) == (200, '"2"')
    article.refresh_from_db()
    assert (article.headline, article.summary, list(article.tags.names())) == ("Ferry leaves", "Two ships.", ["Storm"])


def test_what_is_cleared_with_null_is_empty(api: Client, token: dict[str, str]) -> None:
    article = world.draft(urgency=2)
    answer = patch(api, article, token, section=None, urgency=None)
    assert (answer.json()["section"], answer.json()["urgency"]) == (None, None)


def test_nobody_is_written_over(api: Client, token: dict[str, str]) -> None:
    article = world.draft("Ferry leaves")
    world.save(article, headline="Ferry stays", by=world.person("bo", "editor"))
    answer = patch(api, article, token, headline="Ferry sinks")
    assert answer.status_code == 412
    assert answer.json()["changed"] == ["headline"]
    assert answer.json()["changed_by"] == "bo"
    assert answer.json()["detail"].startswith("bo saved version 2 at ")
    assert "in front of you" not in answer.json()["detail"]
    article.refresh_from_db()
    assert article.headline == "Ferry stays"


def test_a_change_needs_the_version_that_was_read(api: Client, token: dict[str, str]) -> None:
    path = f"/api/v1/drafts/{world.draft().public_id}"
    answer = api.patch(path, data={"headline": "x"}, content_type="application/json", headers=token)
    assert answer.status_code == 428


def test_readers_see_a_change_once_it_is_published(api: Client, token: dict[str, str], time: ControlledClock) -> None:
    article = world.published("Ferry leaves")
    patch(api, article, token, headline="Ferry stays")
    assert Edition.objects.get().headline == "Ferry leaves"
    time.move(minutes=1)
    path = f"/api/v1/drafts/{article.public_id}/publication"
    api.put(path, data={}, content_type="application/json", headers={**token, "If-Match": '"2"'})
    assert api.get(f"/api/v1/articles/{article.public_id}").json()["headline"] == "Ferry stays"


@pytest.mark.parametrize(
    ("wish", "pointer"),
    [
        ({"section": "nowhere"}, "#/section"),
        ({"coverages": ["nothing"]}, "#/coverages/0"),
        ({"bylines": [{"author": "nobody"}]}, "#/bylines/0/author"),
        ({"captions": [{"photo": str(uuid4())}]}, "#/captions/0/photo"),
        ({"related": [str(uuid4())]}, "#/related/0"),
        ({"headline": "a\0b"}, "#/headline"),
        ({"headline": "x" * 301}, "#/headline"),
        ({"language": "xx"}, "#/language"),
        ({"urgency": 10}, "#/urgency"),
        ({"urgency": True}, "#/urgency"),
        ({"sensitive": "yes"}, "#/sensitive"),
        ({"bylines": [{}]}, "#/bylines/0"),
        ({"bylines": ["Runa Hald"]}, "#/bylines/0"),
        ({"captions": [{"photo": str(uuid4()), "crop": "zz"}]}, "#/captions/0/crop"),
        ({"tags": [""]}, "#/tags/0"),
        ({"body": "<p>The member is called body_html.</p>"}, "#/body"),
    ],
)
def test_what_cannot_be_used_is_named(api: Client, token: dict[str, str], wish: dict[str, Any], pointer: str) -> None:
    assert [place for place, _ in errors(post(api, token, **wish))] == [pointer]
    assert not Article.objects.exists()


def test_everything_that_cannot_be_used_is_named_at_once(api: Client, token: dict[str, str]) -> None:
    known = world.section("harbour").slug
    answer = post(api, token, section="nowhere", coverages=["one", "two"], bylines=[{"name": "Ann"}, {"author": "no"}])
    assert {place for place, _ in errors(answer)} == {
        "#/section",
        "#/coverages/0",
        "#/coverages/1",
        "#/bylines/1/author",
    }
    assert "coverages/1: There is none called “two”." in answer.json()["detail"]
    assert post(api, token, section=known).status_code == 201


def test_a_story_is_not_related_to_itself(api: Client, token: dict[str, str]) -> None:
    article = world.draft("Ferry leaves")
    answer = patch(api, article, token, related=[str(article.public_id)])
    assert errors(answer) == [("#/related/0", "This is the story itself. Leave it out.")]
    assert not article.related_picks.exists()


def test_two_leads_are_refused(api: Client, token: dict[str, str], photo: Photo) -> None:
    lead = {"photo": str(photo.public_id), "role": "lead"}
    assert errors(post(api, token, captions=[lead, lead]))[0][0] == "#/captions"


def test_two_captions_under_one_uuid_are_refused(api: Client, token: dict[str, str], photo: Photo) -> None:
    use, other = ({"uuid": str(uuid4()), "photo": str(photo.public_id)} for _ in range(2))
    said = [("#/captions/2/uuid", drafting.TWINS)]
    assert errors(post(api, token, captions=[use, other, use])) == said
    assert errors(patch(api, world.draft(), token, captions=[use, other, use])) == said
    assert not Caption.objects.exists()


def test_writing_needs_the_scope_and_the_right(api: Client, anna: User) -> None:
    assert post(api, bearer(anna, "drafts:read"), headline="x").status_code == 403
    wire = world.person("wim", "wire manager")
    assert post(api, bearer(wire, "drafts:write"), headline="x").status_code == 403
    assert post(api, {}, headline="x").status_code == 401
    assert not Article.objects.exists()


def test_the_answer_says_what_was_taken_out_of_the_body(api: Client, token: dict[str, str]) -> None:
    sent = '<p class="a">Wind<img src="x.jpg"></p><figure data-caption="nope"></figure><script>x()</script>'
    warnings = post(api, token, headline="Ferry leaves", body_html=sent).json()["warnings"]
    assert [sentence.partition(" taken out.")[0] for sentence in warnings] == [
        "1 picture was",
        "1 figure was",
        "1 script was",
        "Styles, classes and handlers were",
    ]


def test_the_answer_says_which_figures_and_links_readers_will_not_see(api: Client, token: dict[str, str]) -> None:
    sent = f'<p><a data-story="{uuid4()}">Wind</a></p><figure data-caption="{uuid4()}"></figure>'
    answer = post(api, token, headline="Ferry leaves", body_html=sent)
    assert [sentence.split()[:3] for sentence in answer.json()["warnings"]] == [
        ["1", "figure", "stands"],
        ["1", "link", "leads"],
    ]
    article = Article.objects.get(headline="Ferry leaves")
    assert patch(api, article, token, headline="Ferry is late").json()["warnings"] == []
    assert len(patch(api, article, token, '"2"', captions=[]).json()["warnings"]) == 2
