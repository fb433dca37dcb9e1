"""Every door of the desk for every role: what a page offers can be used, and what a role may not do is refused."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
import taggit.models
from django.contrib import admin
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve, reverse
from lxml import html

from articles import withdrawing
from articles.models import Article, Author, Coverage, Tag
from desk.verbs import VERBS
from media import leasing, renditions
from media.intake import take_in
from newsroom.roles import ROLES
from readers.models import Banner, Feedback, MenuItem, Page
from staff import tokens
from tests import world
from tests.media import drawn
from tests.wires import agency
from wires import taking
from wires.models import Connection, Feed, Rule, TopicSection

#: Answers of a door that is open: a page, a way on, or a sentence about what was typed.
OPEN = {200, 302, 409, 422}
REFUSED = {403, 404, 405}
#: Doors out of the desk, which would end the walk.
_OUT = {"logout", "password_change", "jsi18n", "view_on_site"}


@pytest.fixture
def house(db: None) -> Article:
    """One of everything, so that each list has a row; the story is live, held and has a photograph."""
    world.site()
    people = world.person("ada", "administrator")
    photo = take_in(data=drawn.photograph(), filename="quay.jpg", by=None).photo
    renditions.make(photo_id=photo.pk)
    leasing.grant(photo=photo, kind="allow", by=None)
    tokens.issue(
        user=people, name="x", scopes=[], expires_at=world.MORNING.replace(year=2091), by=None, at=world.MORNING
    )
    feed = Feed.objects.create(name="Nordvik", slug="nordvik")
    taking.take(item=agency.received(feed, agency.item(), agency.item("urn:x:gone")), by=None, at=agency.AT)
    agency.received(feed, agency.item("urn:x:gone", version="2", pubstatus="canceled"), filename="kill.json")
    Connection.objects.create(feed=feed, kind=Connection.Kind.HTTP, address="https://harrow.example/feed")
    Rule.objects.create(name="Ferries", changed_at=agency.AT)
    TopicSection.objects.create(topic="20000002", section=world.section())
    Author.objects.create(name="Ása Björklund", slug="asa")
    Tag.objects.create(name="Ferries", slug="ferries")
    storm = Coverage.objects.create(name="Storm", slug="storm")
    article = world.published(captions=[{"role": "lead", "photo": photo}], coverages=[storm])
    Page.objects.create(slug="about", title="About", changed_at=world.MORNING)
    MenuItem.objects.create(label="About", path="/about/")
    Banner.objects.create(text="Wind", shown_from=world.MORNING, shown_until=world.MORNING.replace(year=2091))
    Feedback.objects.create(article=article, comment="More on tides.", created_at=world.MORNING)
    withdrawing.hold(article=article, kind="legal", reason="Wait", by=None)
    return article


#: Roles that may do what others may; they are asked in `--long`.
_LIKE_OTHERS = {"editor", "duty editor", "picture editor"}


@pytest.fixture(params=[pytest.param(role, marks=pytest.mark.long) if role in _LIKE_OTHERS else role for role in ROLES])
def visitor(request: pytest.FixtureRequest, house: Article) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(world.person("someone", request.param))
    client.role = request.param  # type: ignore[attr-defined]
    return client


def test_whatever_a_page_offers_can_be_used(visitor: Client) -> None:
    shut = [f"{where}: {what} answers {status}" for where, what, status in walked(visitor) if status not in OPEN]
    assert shut == []


def test_every_list_and_form_opens_or_is_refused(visitor: Client) -> None:
    answers = {address: visitor.get(address).status_code for address in addresses()}
    assert {address: status for address, status in answers.items() if status not in OPEN | REFUSED} == {}


def test_each_verb_is_for_those_who_have_its_permission(visitor: Client, house: Article) -> None:
    held = ROLES[visitor.role]  # type: ignore[attr-defined]
    for name, verb in VERBS.items():
        address = reverse("admin:desk_act", args=(house.pk, name))
        status = tried(visitor, address, sent(house, name)).status_code
        assert (name, status in OPEN, status == 403) == (name, verb.permission in held, verb.permission not in held)


def sent(article: Article, verb: str) -> dict[str, Any]:
    """Everything that any verb asks for."""
    chosen = {"edition": article.editions.get().pk, "block": article.blocks.get().pk}
    times = dict.fromkeys(("at", "until"), "2031-07-01T14:05")
    words = dict.fromkeys(("notice", "reason"), "Because")
    kind = {"kind": "legal"} if verb == "hold" else {}
    version = {"version": article.version, "revision": article.revisions.get().pk, "slug": "ferry"}
    translation = {"language": "fr", "other": article.pk}
    return {**chosen, **times, **words, **kind, **version, **translation}


def addresses() -> Iterator[str]:
    """The list of each model, its form for a new row, and the form, history and deletion of the newest one."""
    yield reverse("admin:index")
    for model in admin.site._registry.keys() - {taggit.models.Tag}:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        newest = model._default_manager.order_by("pk").last()
        assert newest is not None, f"The house has no {model.__name__}."
        yield from (reverse(f"{name}_{page}") for page in ("changelist", "add"))
        yield from (reverse(f"{name}_{page}", args=(newest.pk,)) for page in ("change", "history", "delete"))


def walked(client: Client) -> Iterator[tuple[str, str, int]]:
    """From the home page through each kind of page that links lead to: (page, what it offers, the answer)."""
    seen, waiting = {"index"}, ["/admin/"]
    while waiting:
        where = waiting.pop()
        answer = client.get(where, follow=True)
        yield where, "the page", answer.status_code
        page = html.fromstring(answer.content.decode()) if "html" in answer["Content-Type"] else html.Element("html")
        for address in links(page, where):
            name = resolve(address).url_name or ""
            if name not in seen | _OUT:
                seen.add(name)
                waiting.append(address)
        yield from ((where, what, tried(client, what, fields).status_code) for what, fields in offers(page, where))


def links(page: html.HtmlElement, where: str) -> Iterator[str]:
    for link in page.iter("a"):
        address = urlsplit(urljoin(where, link.get("href", "")))
        if address.path.startswith("/admin/") and not address.netloc:
            yield address.path


def offers(page: html.HtmlElement, where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """What can be sent from the page: each form as it stands, each button with its own address, each action."""
    row = [box.get("value") for box in page.iter("input") if box.get("name") == "_selected_action"][:1]
    for form in page.iter("form"):
        address = urlsplit(urljoin(where, form.get("action") or where)).path
        sends = form.xpath(".//button[not(@type) or @type='submit'] | .//input[@type='submit']")
        if sends and form.get("method", "").lower() == "post" and resolve(address).url_name not in _OUT:
            yield address, dict(form.form_values())
        yield from ((button.get("formaction"), {}) for button in form.iter("button") if button.get("formaction"))
        for option in form.xpath(".//select[@name='action']/option[@value!='']"):
            yield address, {"action": option.get("value"), "_selected_action": row, "reason": "Because"}


def tried(client: Client, address: str, fields: dict[str, Any]) -> HttpResponse:
    """The answer to the form, which leaves the house as it was."""
    with transaction.atomic():
        answer = client.post(address, fields)
        transaction.set_rollback(True)
    return answer
