"""What stands in a query: only what the address takes, and each once."""

from typing import Any

import pytest
from django.test import Client

from articles.models import Coverage
from staff.models import User
from tests import world
from tests.api.conftest import bearer
from tests.world import MORNING

pytestmark = pytest.mark.django_db


def refusal(answer: Any) -> tuple[int, str, str]:
    row = answer.json()["errors"][0]
    return answer.status_code, row["pointer"], row["detail"]


@pytest.mark.parametrize(
    "address",
    "articles articles/{id} articles/{id}/related trending tags tags/{tag} sections coverages coverages/storm "
    "problems".split(),
)
def test_a_parameter_that_there_is_not_is_refused_everywhere(api: Client, address: str) -> None:
    article = world.published(tags=["Ferries"])
    Coverage.objects.create(name="Storm", slug="storm", public_from=MORNING)
    place = f"/api/v1/{address.format(tag='ferries', id=article.public_id)}"
    assert api.get(place).status_code == 200
    said = "There is no parameter “sort”. Leave it out."
    assert refusal(api.get(f"{place}?sort=new")) == (422, "#/sort", said)


def test_a_parameter_that_comes_twice_is_refused(api: Client) -> None:
    world.published(tags=["Ferries"])
    answer = api.get("/api/v1/articles?tag=ferries&tag=fog&limit=2")
    assert refusal(answer) == (422, "#/tag", "“tag” was sent 2 times. Send it once.")


def test_what_is_written_takes_no_parameters(api: Client, anna: User) -> None:
    sent, token = {"headline": "Ferry"}, bearer(anna, "drafts:write")
    answer = api.post("/api/v1/drafts?section=harbour", sent, content_type="application/json", headers=token)
    assert refusal(answer)[:2] == (422, "#/section")
