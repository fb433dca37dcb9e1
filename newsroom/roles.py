"""Roles: what each group of staff may do, as one table.

A group's permissions are set to exactly these after every `migrate`, so the table is the truth.
Permissions do not exist yet while a first migration runs; that is why it waits for
`post_migrate`.
"""

from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.models.signals import post_migrate

_VIEW_DESK = {
    "articles.view_article",
    "articles.view_revision",
    "articles.view_edition",
    "articles.view_coverage",
    "articles.view_timelineentry",
    "articles.view_coverageperson",
    "articles.view_section",
    "articles.view_tag",
    "articles.view_author",
    "media.view_photo",
    "wires.view_wireitem",
}
_REPORTER = _VIEW_DESK | {
    "articles.add_article",
    "articles.change_article",
    "articles.add_tag",
    "articles.view_liveupdate",
    "articles.post_liveupdate",
    "media.add_photo",
    "wires.take_wireitem",
    "wires.drop_wireitem",
}
_PICTURES = {"media.add_photo", "media.change_photo", "media.kill_photo", "media.lease_photo"}
_EDITOR = (
    _REPORTER
    | _PICTURES
    | {
        "articles.approve_article",
        "articles.publish_article",
        "articles.withdraw_article",
        "articles.embargo_article",
        "articles.move_article",
        "articles.bypass_approval",
        "articles.view_publishblock",
        "articles.edit_liveupdate",
        "articles.add_coverageperson",
        "articles.change_coverageperson",
        "articles.delete_coverageperson",
        "articles.change_tag",
        "articles.add_coverage",
        "articles.change_coverage",
        "articles.add_timelineentry",
        "articles.change_timelineentry",
        "articles.delete_timelineentry",
        "articles.add_author",
        "articles.change_author",
        "readers.curate_front",
        "readers.add_banner",
        "readers.change_banner",
        "readers.view_banner",
        "readers.view_feedback",
        "readers.change_feedback",
        "wires.view_delivery",
        "wires.view_feed",
        "wires.view_rule",
        "wires.view_topicsection",
    }
)
_DUTY_EDITOR = _EDITOR | {
    "articles.hold_article",
    "readers.add_page",
    "readers.change_page",
    "readers.view_page",
    "staff.view_auditentry",
}
_WIRES = {
    "wires.add_feed",
    "wires.change_feed",
    "wires.view_feed",
    "wires.view_delivery",
    "wires.replay_delivery",
    "wires.add_delivery",
    "wires.view_wireitem",
    "wires.drop_wireitem",
    "wires.add_rule",
    "wires.change_rule",
    "wires.delete_rule",
    "wires.view_rule",
    "wires.add_topicsection",
    "wires.change_topicsection",
    "wires.delete_topicsection",
    "wires.view_topicsection",
    "wires.add_connection",
    "wires.change_connection",
    "wires.delete_connection",
    "wires.view_connection",
}
_ADMINISTRATOR = (
    _DUTY_EDITOR
    | _WIRES
    | {
        "articles.view_site",
        "articles.change_site",
        "articles.add_section",
        "articles.change_section",
        "articles.delete_section",
        "articles.delete_tag",
        "readers.delete_page",
        "readers.add_menuitem",
        "readers.change_menuitem",
        "readers.delete_menuitem",
        "readers.view_menuitem",
        "staff.add_user",
        "staff.change_user",
        "staff.view_user",
        "staff.add_apitoken",
        "staff.change_apitoken",
        "staff.view_apitoken",
    }
)

#: Role → permissions as `app.codename`.
ROLES: dict[str, set[str]] = {
    "reporter": _REPORTER,
    "editor": _EDITOR,
    "picture editor": _VIEW_DESK | _PICTURES,
    "duty editor": _DUTY_EDITOR,
    "wire manager": _VIEW_DESK | _WIRES,
    "administrator": _ADMINISTRATOR,
}


class UnknownPermission(LookupError):
    """ROLES names a permission that no app has."""


def apply(**_: Any) -> None:
    """Make the groups hold exactly what ROLES says."""
    for config in apps.get_app_configs():
        create_permissions(config, verbosity=0)
    rows = Permission.objects.select_related("content_type")
    known = {f"{row.content_type.app_label}.{row.codename}": row for row in rows}
    for role, wanted in ROLES.items():
        if missing := wanted - known.keys():
            raise UnknownPermission(f"The role {role} names {', '.join(sorted(missing))}, which no app has.")
        Group.objects.get_or_create(name=role)[0].permissions.set(known[name] for name in wanted)


def connect() -> None:
    """Apply the table after the last app has migrated."""
    post_migrate.connect(apply, sender=apps.get_app_config("staff"), dispatch_uid="newsroom.roles")
