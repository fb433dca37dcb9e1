"""Tokens open what their scopes name, while they are valid; cookies open nothing."""

import pytest
from django.test import Client

from ground import clock
from staff import tokens
from staff.models import ApiToken, User
from tests import world
from tests.api.conftest import bearer, issue
from tests.world import ControlledClock

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(time: ControlledClock) -> str:
    return f"/api/v1/drafts/{world.draft().public_id}"


def test_without_a_token_the_answer_says_how_to_send_one(api: Client, address: str) -> None:
    response = api.get(address)
    assert (response.status_code, response["Content-Type"]) == (401, "application/problem+json")
    assert response["WWW-Authenticate"] == 'Bearer realm="newsroom"'
    assert response.json()["type"].endswith("#token-missing")


@pytest.mark.parametrize("header", ["Bearer nonsense", "Bearer ", "bearer \x00", "Bearer " + "é" * 3, "Bearer a b"])
def test_an_unknown_token_opens_nothing(api: Client, address: str, header: str) -> None:
    response = api.get(address, headers={"Authorization": header})
    assert response.status_code == 401
    assert 'error="invalid_token"' in response["WWW-Authenticate"]


def test_another_scheme_is_no_token(api: Client, address: str) -> None:
    assert api.get(address, headers={"Authorization": "Basic YTpi"}).status_code == 401


def test_a_token_opens_nothing_once_it_expired(api: Client, address: str, anna: User, time: ControlledClock) -> None:
    token = bearer(anna, "drafts:read")
    assert api.get(address, headers=token).status_code == 200
    time.move(days=1)
    assert api.get(address, headers=token).status_code == 401


def test_a_revoked_token_and_one_of_somebody_who_left_open_nothing(api: Client, address: str, anna: User) -> None:
    token = bearer(anna, "drafts:read")
    tokens.revoke(token=ApiToken.objects.get(), by=None, at=clock.now())
    assert api.get(address, headers=token).status_code == 401
    fresh = bearer(anna, "drafts:read")
    User.objects.filter(pk=anna.pk).update(is_active=False)
    assert api.get(address, headers=fresh).status_code == 401


def test_a_token_without_the_scope_is_told_which_one_it_lacks(api: Client, address: str, anna: User) -> None:
    response = api.get(address, headers=bearer(anna, "drafts:publish"))
    assert (response.status_code, response["Content-Type"]) == (403, "application/problem+json")
    assert response.json()["scope"] == "drafts:read"
    assert 'error="insufficient_scope", scope="drafts:read"' in response["WWW-Authenticate"]


def test_a_token_that_reads_does_not_publish(api: Client, address: str, anna: User) -> None:
    headers = {**bearer(anna, "drafts:read"), "If-Match": '"1"'}
    response = api.put(f"{address}/publication", data={}, content_type="application/json", headers=headers)
    assert response.json()["scope"] == "drafts:publish"


def test_a_session_of_the_desk_opens_nothing_here(api: Client, address: str, anna: User) -> None:
    api.force_login(anna)
    assert api.get(address).status_code == 401


def test_the_secret_is_written_nowhere(api: Client, address: str, anna: User) -> None:
    secret = issue(anna, "drafts:read")
    assert secret not in str(ApiToken.objects.values().get())
