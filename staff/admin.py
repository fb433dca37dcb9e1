"""People, tokens and the audit log in the admin."""

from typing import Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from unfold.contrib.filters.admin import DropdownFilter, RelatedDropdownFilter
from unfold.decorators import display
from unfold.forms import AdminPasswordChangeForm
from unfold.paginator import InfinitePaginator
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from ground import clock
from staff import audit, handing_over, inviting, people, tokens
from staff.forms import InvitationForm, PersonForm, TokenForm
from staff.models import ApiToken, AuditEntry, User
from staff.printing import printed
from staff.standing import standing_of
from staff.unlogged import Unlogged

_TONES = {tone: tone for tone in ("success", "info", "warning", "default")}
#: What can be done with an account (staff/standing.py) → the words of its button.
_BUTTONS = {
    "invite-again": "Invite again",
    "withdraw-invitation": "Withdraw the invitation",
    "reactivate": "Reactivate",
}


class _Lasting(Unlogged):
    """The audit log speaks of these rows for good."""

    def has_delete_permission(self, *_: Any, **__: Any) -> bool:
        return False


class StandingFilter(DropdownFilter):
    """Who is here, who is expected, who has left."""

    title = "standing"
    parameter_name = "standing"

    def lookups(self, *_: Any) -> list[tuple[str, str]]:
        return [("active", "Active"), ("invited", "Invited"), ("left", "Deactivated or withdrawn")]

    def queryset(self, _: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        chosen = {
            "active": Q(is_active=True, invited_at=None),
            "invited": Q(invited_at__isnull=False),
            "left": Q(is_active=False),
        }
        return queryset.filter(chosen.get(self.value() or "", Q()))


@admin.register(User)
class PersonAdmin(UserAdmin, _Lasting):
    """Staff. Roles are the groups of newsroom/roles.py; nobody gives more than that here."""

    form = PersonForm
    add_form = InvitationForm
    change_password_form = AdminPasswordChangeForm
    add_form_template = "staff/invite.html"
    change_form_outer_before_template = "staff/_standing.html"
    list_display = ("name", "email", "standing", "role_names", "last_seen")
    list_filter = (StandingFilter, ("groups", RelatedDropdownFilter))
    list_filter_submit = True
    list_per_page = 50
    ordering = ("first_name", "last_name", "username")
    sortable_by = ()
    show_facets = admin.ShowFacets.NEVER
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": ("first_name", "last_name", "byline", "email")}),
        ("Roles", {"fields": ("groups",)}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("first_name", "last_name", "email", "roles")}),)
    readonly_fields = ("last_login", "date_joined")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Who is no superuser cannot become one through the password of another."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or not obj.is_superuser or request.user.is_superuser)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "groups":
            kwargs |= {"widget": UnfoldAdminCheckboxSelectMultipleWidget(), "help_text": "", "label": "Roles"}
            kwargs["queryset"] = Group.objects.order_by("name")
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        facts = {"title": "Invite somebody to the desk", "is_mail_sent": settings.MAIL_IS_SENT, **(extra_context or {})}
        try:
            return super().add_view(request, form_url, facts)
        except people.Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("admin:staff_user_add")

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        facts = {**self._standing_facts(request, object_id), **(extra_context or {})}
        try:
            return super().change_view(request, object_id, form_url, facts)
        except people.Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("admin:staff_user_change", object_id)

    def _standing_facts(self, request: HttpRequest, object_id: str) -> dict[str, Any]:
        """What stands above the form: where the person stands, and the buttons for who may press them."""
        person = self.get_object(request, object_id)
        if person is None:
            return {}
        found = standing_of(person, at=clock.now())
        acts = found.acts if self.has_change_permission(request, person) else ()
        return {
            "standing": found,
            "buttons": [(name, _BUTTONS[name]) for name in acts if name in _BUTTONS],
            "may_deactivate": "deactivate" in acts and person != request.user,
        }

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: Any) -> None:
        given = form.cleaned_data
        if change:
            fields = {name: given[name] for name in form.changed_data if name in people.CHANGED}
            people.change_person(person=obj, fields=fields, by=_by(request), at=clock.now())
            if obj.invited_at and "email" in fields:
                messages.warning(request, "The link that went to the former address is dead. Invite again.")
        else:
            obj.pk = inviting.invite(**given, by=_by(request), at=clock.now()).pk
            obj.refresh_from_db()

    def save_related(self, *_: Any) -> None:
        """The roles were written with the person."""

    def response_add(self, request: HttpRequest, obj: User, *_: Any, **__: Any) -> HttpResponse:
        return handing_over.after_inviting(request, obj)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002
        person = self.get_object(request, id)
        if person is None:
            raise Http404
        with people.changing_password(person=person, by=_by(request)):
            return super().user_change_password(request, id, form_url)

    @display(description="Name", header=True)
    def name(self, person: User) -> list[str]:
        return [str(person), person.username]

    @display(description="Standing", label=_TONES)
    def standing(self, person: User) -> tuple[str, str]:
        found = standing_of(person, at=clock.now())
        return found.tone, found.label

    @admin.display(description="Last login")
    def last_seen(self, person: User) -> str:
        if person.invited_at:
            return f"Invited since {printed(person.invited_at)}"
        return printed(person.last_login) if person.last_login else "Never"

    @admin.display(description="Roles")
    def role_names(self, person: User) -> str:
        return ", ".join(sorted(group.name for group in person.groups.all()))


@admin.register(ApiToken)
class ApiTokenAdmin(_Lasting):
    """Tokens are issued and revoked, never edited."""

    form = TokenForm
    actions: ClassVar = ["revoke_selected"]
    fields = ("user", "name", "scopes", "expires_at")
    list_display = ("name", "user", "scope_names", "created_at", "expires_at", "revoked_at")
    list_select_related = ("user",)

    def has_change_permission(self, request: HttpRequest, obj: ApiToken | None = None) -> bool:
        """To the list for revoking; an issued one is only looked at."""
        return obj is None and super().has_change_permission(request)

    def get_readonly_fields(self, _: HttpRequest, obj: ApiToken | None = None) -> tuple[str, ...]:
        return () if obj is None else ("user", "name", "scope_names", "created_at", "expires_at", "revoked_at")

    def get_fields(self, request: HttpRequest, obj: ApiToken | None = None) -> Any:
        return self.fields if obj is None else self.get_readonly_fields(request, obj)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A token has the rights of its owner: a superuser's are given by a superuser only."""
        if db_field.name == "user":
            people = User.objects.filter(is_active=True)
            kwargs["queryset"] = people if request.user.is_superuser else people.filter(is_superuser=False)
            kwargs["initial"] = request.user.pk
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: ApiToken, form: TokenForm, change: Any) -> None:  # noqa: ARG002
        given = form.cleaned_data
        token, obj.issued_secret = tokens.issue(  # type: ignore[attr-defined]
            user=given["user"],
            name=given["name"],
            scopes=given["scopes"],
            expires_at=given["expires_at"],
            by=_by(request),
            at=clock.now(),
        )
        obj.pk, obj.created_at = token.pk, token.created_at

    def response_add(self, request: HttpRequest, obj: ApiToken, *_: Any, **__: Any) -> HttpResponse:
        """The secret, once: it is in no message, log or session."""
        context = {
            **self.admin_site.each_context(request),
            "title": "The token is issued",
            "token": obj,
            "secret": obj.issued_secret,  # type: ignore[attr-defined]
        }
        return TemplateResponse(
            request, "staff/issued_token.html", context, headers={"Cache-Control": "private, no-store"}
        )

    @admin.action(description="Revoke: close for good", permissions=["change"])
    def revoke_selected(self, request: HttpRequest, queryset: QuerySet[ApiToken]) -> None:
        for token in queryset:
            tokens.revoke(token=token, by=_by(request), at=clock.now())
        messages.success(request, f"Revoked: {len(queryset)}. They open nothing any more.")

    @admin.display(description="Scopes")
    def scope_names(self, token: ApiToken) -> str:
        return ", ".join(token.scopes) or "public only"


@admin.register(AuditEntry)
class AuditEntryAdmin(_Lasting):
    """The log, to be read."""

    actions = ()
    list_display = ("at", "who", "verb", "what", "kind", "more")
    list_per_page = 50
    ordering = ("-at", "-id")
    paginator = InfinitePaginator
    sortable_by = ()

    def has_add_permission(self, *_: Any) -> bool:
        return False

    def has_change_permission(self, *_: Any, **__: Any) -> bool:
        return False

    @admin.display(description="Who")
    def who(self, entry: AuditEntry) -> str:
        return entry.actor_name

    @admin.display(description="What")
    def what(self, entry: AuditEntry) -> str:
        return entry.subject_name

    @admin.display(description="Kind")
    def kind(self, entry: AuditEntry) -> str:
        """The thing's name as people say it; the table's own where it is gone from the house."""
        try:
            return str(apps.get_model(entry.subject_type)._meta.verbose_name)
        except LookupError:
            return entry.subject_type

    @admin.display(description="More", empty_value="")
    def more(self, entry: AuditEntry) -> str:
        return audit.in_words(entry.detail)[:200]


admin.site.unregister(Group)


def _by(request: HttpRequest) -> Any:
    return request.user
