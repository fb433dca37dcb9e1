"""Roles: the table is what each group may do, after every migration."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from newsroom import roles
from tests import world

pytestmark = pytest.mark.django_db


def test_every_role_of_the_design_is_a_group() -> None:
    names = {"reporter", "editor", "picture editor", "duty editor", "wire manager", "administrator"}
    assert set(Group.objects.values_list("name", flat=True)) == names == set(roles.ROLES)


@pytest.mark.parametrize(
    ("role", "permission", "allowed"),
    [
        ("reporter", "articles.change_article", True),
        ("reporter", "articles.publish_article", False),
        ("reporter", "wires.take_wireitem", True),
        ("editor", "articles.publish_article", True),
        ("editor", "articles.hold_article", False),
        ("editor", "articles.change_site", False),
        ("picture editor", "media.change_photo", True),
        ("picture editor", "articles.change_article", False),
        ("duty editor", "articles.hold_article", True),
        ("duty editor", "readers.change_page", True),
        ("duty editor", "readers.change_menuitem", False),
        ("wire manager", "wires.change_feed", True),
        ("wire manager", "articles.publish_article", False),
        ("wire manager", "wires.take_wireitem", False),
        ("administrator", "staff.change_user", True),
        ("administrator", "articles.publish_article", True),
    ],
)
def test_what_a_role_may_do(role: str, permission: str, allowed: bool) -> None:
    assert world.person("someone", role).has_perm(permission) is allowed


def test_nobody_may_delete_stories_or_audit_entries() -> None:
    everything = set().union(*roles.ROLES.values())
    assert not {"articles.delete_article", "staff.delete_auditentry", "staff.change_auditentry"} & everything


def test_migrating_again_undoes_what_was_changed_by_hand() -> None:
    reporter = Group.objects.get(name="reporter")
    reporter.permissions.set([Permission.objects.get(codename="publish_article")])
    call_command("migrate", verbosity=0)
    held = reporter.permissions.values_list("content_type__app_label", "codename")
    assert {".".join(names) for names in held} == roles.ROLES["reporter"]


def test_a_permission_that_no_app_has_stops_the_migration(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(roles.ROLES, "reporter", {"articles.fly"})
    with pytest.raises(roles.UnknownPermission, match=r"reporter names articles\.fly"):
        roles.apply()
