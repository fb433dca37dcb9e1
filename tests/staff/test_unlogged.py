"""Django's own log of the admin is left out wherever verbs write the audit log."""

from django.contrib import admin

from staff.unlogged import Unlogged

#: Lists that are read, or whose saves are not the admin's.
_READ = {"Article", "PublishBlock"}


def test_every_form_of_ours_leaves_it_out() -> None:
    ours = [
        one for model, one in admin.site._registry.items() if model._meta.app_label in {"staff", "media", "articles"}
    ]
    logged = {one.model.__name__ for one in ours if not isinstance(one, Unlogged)}
    assert logged <= _READ
