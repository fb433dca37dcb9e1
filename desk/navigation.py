"""The desk's sidebar: the rooms of the house and who may enter them."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy

#: Title of the group, then title, Material symbol, admin list and the permission to see it.
_ROOMS: list[tuple[str, list[tuple[str, str, str, str]]]] = [
    (
        "Copy",
        [
            ("Wire", "rss_feed", "admin:desk_wire", "wires.view_wireitem"),
            ("Stories", "article", "admin:articles_article_changelist", "articles.view_article"),
            ("Alerts", "notification_important", "admin:wires_alert_changelist", "wires.view_wireitem"),
            ("Holds", "front_hand", "admin:articles_publishblock_changelist", "articles.view_publishblock"),
            ("Photographs", "photo_library", "admin:media_photo_changelist", "media.view_photo"),
        ],
    ),
    (
        "Site",
        [
            ("Fronts", "newspaper", "admin:desk_fronts", "readers.curate_front"),
            ("Banners", "campaign", "admin:readers_banner_changelist", "readers.view_banner"),
            ("Coverage", "hub", "admin:articles_coverage_changelist", "articles.view_coverage"),
            ("Sections", "view_agenda", "admin:articles_section_changelist", "articles.view_section"),
            ("Tags", "sell", "admin:articles_tag_changelist", "articles.view_tag"),
            ("Authors", "badge", "admin:articles_author_changelist", "articles.view_author"),
            ("Pages", "description", "admin:readers_page_changelist", "readers.view_page"),
            ("Menus", "menu", "admin:readers_menuitem_changelist", "readers.view_menuitem"),
            ("Feedback", "forum", "admin:readers_feedback_changelist", "readers.view_feedback"),
            ("Site", "settings", "admin:articles_site_changelist", "articles.change_site"),
        ],
    ),
    (
        "Agencies",
        [
            ("Rules", "rule", "admin:wires_rule_changelist", "wires.view_rule"),
            ("Subjects", "account_tree", "admin:wires_topicsection_changelist", "wires.view_topicsection"),
            ("Feeds", "sensors", "admin:wires_feed_changelist", "wires.view_feed"),
            ("Ways in", "login", "admin:wires_connection_changelist", "wires.view_connection"),
            ("Deliveries", "inbox", "admin:wires_delivery_changelist", "wires.view_delivery"),
        ],
    ),
    (
        "Staff",
        [
            ("People", "group", "admin:staff_user_changelist", "staff.view_user"),
            ("Tokens", "key", "admin:staff_apitoken_changelist", "staff.view_apitoken"),
            ("Audit log", "history", "admin:staff_auditentry_changelist", "staff.view_auditentry"),
        ],
    ),
]


def sections(request: HttpRequest) -> list[dict[str, Any]]:
    """The groups for Unfold's sidebar, without the rooms that this person may not enter."""
    return [
        {"title": title, "separator": True, "items": [_item(*room) for room in rooms]}
        for title, rooms in _ROOMS
        if any(request.user.has_perm(room[3]) for room in rooms)
    ]


def _item(title: str, icon: str, view: str, permission: str) -> dict[str, Any]:
    return {"title": title, "icon": icon, "link": reverse_lazy(view), "permission": _holders(permission)}


def _holders(permission: str) -> Callable[[HttpRequest], bool]:
    def may_enter(request: HttpRequest) -> bool:
        return request.user.has_perm(permission)

    return may_enter
