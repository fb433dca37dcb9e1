"""The desk's own addresses, below /admin/."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from desk import (
    acting,
    bulk_page,
    discarding,
    front_page,
    live_desk,
    passwords,
    person_acts,
    previewing,
    suggesting,
    thumbnails,
    update_page,
    wire_acts,
    wire_alerts,
    wire_changes,
    wire_health,
    wire_room,
    wire_tabs,
)


def patterns(guard: Callable[..., Any]) -> list[URLPattern]:
    """Each view behind the guard of the admin site, which lets in staff only; but for _OPEN."""
    return [
        *_OPEN,
        path("desk/stories/<int:article_id>/preview/", guard(previewing.frame), name="desk_preview"),
        path("desk/stories/<int:article_id>/preview/page/", guard(previewing.page), name="desk_preview_page"),
        path("desk/stories/<int:article_id>/discard/", guard(discarding.page), name="desk_discard"),
        path("desk/stories/<int:article_id>/<slug:name>/", guard(acting.act), name="desk_act"),
        path("desk/bulk/<slug:name>/", guard(bulk_page.page), name="desk_bulk"),
        path("desk/fronts/", guard(front_page.overview), name="desk_fronts"),
        path("desk/fronts/<slug:language>/<slug:slug>/", guard(front_page.front), name="desk_front"),
        path("desk/fronts/<slug:language>/<slug:slug>/preview/", guard(front_page.preview), name="desk_front_preview"),
        path("desk/front-editions/<int:edition_id>/", guard(front_page.bring_back), name="desk_front_bring_back"),
        path("desk/live/<int:coverage_id>/", guard(live_desk.page), name="desk_live"),
        path("desk/updates/<int:offer_id>/", guard(update_page.page), name="desk_update"),
        path("desk/updates/<int:offer_id>/<slug:name>/", guard(update_page.act), name="desk_update_act"),
        path("desk/people/<int:person_id>/deactivate/", guard(person_acts.deactivate), name="desk_deactivate"),
        path("desk/people/<int:person_id>/<slug:name>/", guard(person_acts.act), name="desk_person_act"),
        path("desk/suggest/authors/", guard(suggesting.authors), name="desk_suggest_authors"),
        path("desk/suggest/photos/", guard(suggesting.photos), name="desk_suggest_photos"),
        path("desk/suggest/stories/", guard(suggesting.stories), name="desk_suggest_stories"),
        path("desk/suggest/tags/", guard(suggesting.tags), name="desk_suggest_tags"),
        path("wire/", guard(wire_room.page), name="desk_wire"),
        path("wire/live/", guard(wire_room.live), name="desk_wire_live"),
        path("wire/items/<int:item_id>/preview/", guard(wire_room.preview), name="desk_wire_preview"),
        path("wire/items/<int:item_id>/changes/", guard(wire_changes.page), name="desk_wire_changes"),
        path("wire/acts/<slug:name>/", guard(wire_acts.act), name="desk_wire_act"),
        path("wire/alerts/", guard(wire_alerts.unseen), name="desk_alerts"),
        path("wire/alerts/<int:alert_id>/seen/", guard(wire_alerts.seen), name="desk_alert_seen"),
        path("wire/health/", guard(wire_health.page), name="desk_wire_health"),
        path("wire/health/<int:feed_id>/test/", guard(wire_health.test), name="desk_wire_test"),
        path("wire/searches/", guard(wire_tabs.keep), name="desk_wire_save"),
        path("wire/searches/<int:search_id>/<slug:name>/", guard(wire_tabs.change), name="desk_wire_search"),
        path("photos/<uuid:public_id>/<slug:recipe>.<slug:fmt>", guard(thumbnails.photo), name="desk_photo"),
    ]


#: For people without a session. The login page leads to the one that Unfold knows by this name.
_OPEN = [
    path("forgotten-password/", passwords.forgotten, name="admin_password_reset"),
    path("forgotten-password/asked/", passwords.asked, name="desk_reset_asked"),
    path("invitation/<uidb64>/<token>/", passwords.invitation, name="desk_invitation"),
    path("new-password/<uidb64>/<token>/", passwords.new_password, name="desk_new_password"),
]
