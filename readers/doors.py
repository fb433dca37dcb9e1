"""The doors beside the pages: reads and feedback in, photographs and the logo out."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponseRedirect
from django.utils.cache import get_conditional_response
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from articles import logos, reading, surrogates
from articles.models import Edition, Site
from ground import clock
from ground.shown import shown
from readers import feedback, origins, reads, rendering, showing
from readers.forms import FeedbackForm
from readers.rendering import Head
from readers.showing import File

_YEAR = 365 * 24 * 3600
_MINUTE = 60
_LONGEST_READ = 64
_FOREIGN = _("The answer came from another site, so nothing was stored. Open the story here and send it again.")
_TOO_MUCH = _(
    "Many readers are writing at this moment, so your answer was not stored. "
    "It is still in front of you: please send it again in a minute."
)


@csrf_exempt
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """One read of the story whose public id is the body. The answer is the same whether it counts."""
    if not origins.is_own(request):
        return HttpResponse(status=403)
    try:
        public_id = UUID(request.read(_LONGEST_READ).decode("ascii"))
    except ValueError:
        return HttpResponse(status=400)
    reads.note(public_id=public_id, agent=request.headers.get("User-Agent", ""))
    return HttpResponse(status=204)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def give_feedback(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """“Help us improve”: the form on its own page, and where it is sent to."""
    edition = _public(public_id)
    if request.method != "POST":
        shown(request, surrogates.of_article(edition.article), surrogates.FURNITURE, until=edition.live_until)
        return _feedback_page(edition, FeedbackForm())
    form = FeedbackForm(request.POST)
    if not origins.is_own(request):
        return _feedback_page(edition, form, problem=_FOREIGN, status=403)
    if not form.is_valid():
        return _feedback_page(edition, form, status=422)
    try:
        _receive(edition, form)
    except feedback.TooMuch:
        return _feedback_page(edition, form, problem=_TOO_MUCH, status=429)
    return HttpResponseRedirect(f"{edition.path}#feedback-thanks", status=303)


def _public(public_id: UUID) -> Edition:
    edition = Edition.objects.live(at=clock.now()).filter(article__public_id=public_id).for_cards().first()
    if edition is None:
        raise Http404
    return edition


def _receive(edition: Edition, form: FeedbackForm) -> None:
    """Store the answer. A program that fell into the trap is thanked and nothing is stored."""
    if not form.is_trapped:
        given = form.cleaned_data
        feedback.receive(edition=edition, helpful=given["helpful"], comment=given["comment"], at=clock.now())


def _feedback_page(
    edition: Edition, form: FeedbackForm, *, problem: Promise | None = None, status: int = 200
) -> HttpResponse:
    facts = {"form": form, "problem": problem, "feedback_id": edition.public_id, "edition": edition}
    head = Head(_("Help us improve"), language=edition.language, indexed=False)
    site, at = reading.furniture(), clock.now()
    response = rendering.page("readers/feedback.html", site=site, head=head, at=at, status=status, **facts)
    if status == 429:
        response["Retry-After"] = str(_MINUTE)
    return response


def photo(request: HttpRequest, public_id: UUID, name: str) -> HttpResponse | FileResponse:
    """A photograph, while something public shows it."""
    file = showing.find(public_id=public_id, name=name, at=clock.now())
    if file is None:
        return HttpResponseNotFound("There is no such photograph.", content_type="text/plain; charset=utf-8")
    shown(request, *file.keys, until=file.until)
    response = get_conditional_response(request, etag=file.tag) or _sent(file)
    response["ETag"] = file.tag
    response["Cache-Control"] = _keep(file)
    return response


def _sent(file: File) -> FileResponse:
    return FileResponse(file.place.open("rb"), content_type=file.content_type)


def _keep(file: File) -> str:
    """An exact address is kept as long as the right to the photograph lasts; another one for a minute."""
    if not file.exact:
        return f"public, max-age={_MINUTE}"
    if file.until is None:
        return f"public, max-age={_YEAR}, immutable"
    left = int((file.until - clock.now()).total_seconds())
    return f"public, max-age={max(0, min(_YEAR, left))}"


def logo(request: HttpRequest, name: str) -> HttpResponse | FileResponse:
    """The newspaper's logo. Another logo has another address."""
    shown(request, surrogates.FURNITURE)
    site = Site.objects.filter(logo=f"{logos.FOLDER}{name}").first()
    try:
        file = site.logo.open("rb") if site else None
    except FileNotFoundError:
        file = None
    if file is None:
        return HttpResponseNotFound("There is no such logo.", content_type="text/plain; charset=utf-8")
    response = FileResponse(file, content_type=logos.content_type(name))
    response["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
    return response
