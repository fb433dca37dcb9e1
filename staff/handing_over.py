"""What an administrator is told after inviting somebody: that a mail is on its way, or else the link, once."""

from django.conf import settings
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from staff import links
from staff.models import User


def after_inviting(request: HttpRequest, person: User) -> HttpResponse:
    """The answer to the form or the button. The link stands in no message, log or session."""
    if settings.MAIL_IS_SENT:
        messages.success(request, f"{person} is invited: the link is on its way to {person.email}.")
        return redirect("admin:staff_user_changelist")
    context = {
        **admin.site.each_context(request),
        "title": f"{person} is invited",
        "person": person,
        "link": links.INVITATION.address(person),
        "days": links.INVITATION.lifetime.days,
        "folder": settings.EMAIL_FILE_PATH,
    }
    return TemplateResponse(request, "staff/invited.html", context, headers={"Cache-Control": "private, no-store"})
