"""The admin site: what all its pages have in common."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from articles.models import Tag
from ground import clock
from readers.models import Banner
from staff.models import User
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def everywhere() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("chief"))
    return client


@pytest.mark.parametrize("typed", ["abc", "1.5", "99999999999999999999", "9" * 5000])
def test_an_address_that_names_no_row_is_not_found(everywhere: Client, typed: str) -> None:
    for model in admin.site._registry:
        for page in ("change", "delete", "history"):
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
            assert everywhere.get(reverse(name, args=(typed,))).status_code in (403, 404), name
    for name in ("admin:auth_user_password_change", "admin:media_photo_picture"):
        address = reverse(name, args=(1, 320)[: 2 if "picture" in name else 1]).replace("/1/", f"/{typed}/")
        assert everywhere.get(address).status_code == 404, name


def test_no_list_offers_all_of_what_it_does_not_count(everywhere: Client) -> None:
    world.draft()
    Tag.objects.create(name="Ferries", slug="ferries")
    Banner.objects.create(text="Bridge shut", shown_from=clock.now(), shown_until=clock.now() + timedelta(hours=1))
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        page = everywhere.get(reverse(name), follow=True).content.decode()
        assert "999999" not in page, name
