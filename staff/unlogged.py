"""Lists and forms of the admin without Django's own log: the audit log has one row for each thing done."""

from typing import Any

from unfold.admin import ModelAdmin


class Unlogged(ModelAdmin):
    """Base of every list and form whose saves go through verbs, which write their own rows."""

    show_full_result_count = False

    def log_addition(self, *_: Any, **__: Any) -> Any:
        return None

    def log_change(self, *_: Any, **__: Any) -> Any:
        return None

    def log_deletions(self, *_: Any, **__: Any) -> Any:
        return None
