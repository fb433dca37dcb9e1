"""Photographs in the admin: list, search, upload, words and focal point. The verbs rule."""

import json
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.text import format_lazy
from unfold.admin import TabularInline
from unfold.paginator import InfinitePaginator

from ground import clock
from media import editing, files, leasing, renditions
from media.forms import KillForm, LeaseForm, PhotoForm, UploadForm
from media.intake import Intake, UnusableImage, take_in
from media.models import Lease, Photo, PhotoQuerySet
from staff.moments import IN_ZONE
from staff.unlogged import Unlogged

#: Width in pixels of the pictures that the admin shows: in the list and on the form.
_THUMBNAIL, _PREVIEW = 320, 800
_SCROLLING = "max-height: 30rem; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere"


class LeaseInline(TabularInline):
    """The leases of a photograph: given and ended, never edited."""

    model = Lease
    form = LeaseForm
    fields = ("kind", "starts_at", "ends_at", "note")
    extra = 0
    hide_title = True
    verbose_name_plural = format_lazy("leases: leave to use it, and bans. {}", IN_ZONE)

    def has_view_permission(self, request: HttpRequest, *_: Any) -> bool:
        return request.user.has_perm("media.view_photo")

    def has_change_permission(self, *_: Any, **__: Any) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest, *_: Any) -> bool:
        return request.user.has_perm("media.lease_photo")

    has_delete_permission = has_add_permission


@admin.register(Photo)
class PhotoAdmin(Unlogged):
    form = PhotoForm
    actions: ClassVar = ["make_sizes_again", "kill_selected"]
    inlines: ClassVar = [LeaseInline]
    list_display = ("thumbnail", "__str__", "byline", "credit", "place", "taken_at", "state")
    list_display_links = ("thumbnail", "__str__")
    list_filter = ("state",)
    list_per_page = 50
    ordering = ("-id",)
    paginator = InfinitePaginator
    search_fields = ("caption",)
    search_help_text = "Words of the caption, title, credit, byline, place or file name"
    readonly_fields = ("preview", "facts_of_the_file", "what_the_file_said", "state", "state_reason")
    fieldsets = (
        (None, {"fields": ("preview", "facts_of_the_file", "state", "state_reason", "focal_x", "focal_y")}),
        ("What readers see", {"fields": ("title", "caption", "alt_text", "byline", "credit")}),
        ("Origin and rights", {"fields": ("source", "copyright_notice", "usage_terms", "instructions")}),
        ("Filing", {"fields": ("place", "taken_at", "keywords", "language", "digital_source_type")}),
        ("As it came", {"fields": ("what_the_file_said",)}),
    )

    def get_urls(self) -> list[URLPattern]:
        shown = self.admin_site.admin_view(self.picture_view, cacheable=True)
        return [path("<int:photo_id>/picture/<int:width>/", shown, name="media_photo_picture"), *super().get_urls()]

    def get_search_results(self, _: HttpRequest, queryset: Any, search_term: str) -> tuple[PhotoQuerySet, bool]:
        return queryset.search(search_term), False

    def has_delete_permission(self, *_: Any, **__: Any) -> bool:
        """Photographs are killed, not deleted: the log and old editions still speak of them."""
        return False

    def add_view(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
        if form.is_valid():
            self._take_in(request, form)
            return redirect("admin:media_photo_changelist")
        context = {**self.admin_site.each_context(request), "title": "Add photographs", "form": form, "opts": self.opts}
        return TemplateResponse(request, "media/upload.html", context)

    def _take_in(self, request: HttpRequest, form: UploadForm) -> None:
        """Each file by itself: a bad one does not stop the others."""
        for file in form.cleaned_data["photographs"]:
            try:
                intake = take_in(data=file, filename=file.name, by=request.user)  # type: ignore[arg-type]
            except UnusableImage as refusal:
                messages.error(request, f"{file.name}: {refusal}")
            else:
                level, said = _taken(intake)
                messages.add_message(request, level, f"{file.name}: {said}")

    def changeform_view(self, request: HttpRequest, object_id: Any = None, *args: Any, **kwargs: Any) -> HttpResponse:
        """Nobody else changes the photograph between the form's comparison and its save."""
        with transaction.atomic():
            if request.method == "POST":
                Photo.objects.select_for_update().filter(pk=object_id).first()
            return super().changeform_view(request, object_id, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Photo, form: Any, *_: Any) -> None:
        user: Any = request.user
        editing.edit(photo=obj, by=user, fields=form.edited())
        if moved := form.focal_point():
            editing.set_focal_point(photo=obj, by=user, **moved)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: Any) -> None:  # noqa: ARG002
        user: Any = request.user
        given = formset.save(commit=False)
        for lease in formset.deleted_objects:
            leasing.end(lease=lease, by=user)
        for lease in given:
            values = {name: getattr(lease, name) for name in LeaseInline.fields}
            leasing.grant(photo=lease.photo, by=user, **values)

    @admin.action(description="Make the sizes again", permissions=["change"])
    def make_sizes_again(self, request: HttpRequest, queryset: QuerySet[Photo]) -> None:
        for photo in queryset:
            renditions.make_again(photo=photo, by=request.user)  # type: ignore[arg-type]
        messages.success(request, f"Asked for: {len(queryset)}. Missing sizes are made; of killed photographs none.")

    @admin.action(description="Kill: take out of use everywhere, for good", permissions=["kill"])
    def kill_selected(self, request: HttpRequest, queryset: QuerySet[Photo]) -> HttpResponse | None:
        """What was chosen is shown before it is killed, and the reason is asked for."""
        form = KillForm(request.POST if "kill" in request.POST else None)
        if not form.is_valid():
            return self._asked_before_killing(request, queryset, form)
        for photo in queryset:
            editing.kill(photo=photo, reason=form.cleaned_data["reason"], by=request.user)  # type: ignore[arg-type]
        messages.success(request, f"Killed: {len(queryset)}. Readers do not get them any more.")
        return None

    def _asked_before_killing(self, request: HttpRequest, photos: Any, form: KillForm) -> HttpResponse:
        photos = photos.annotate(stories=Count("uses__article", distinct=True))
        for photo in photos:
            photo.picture = self.thumbnail(photo)
        facts = {"title": "Kill photographs", "photos": photos, "form": form, "opts": self.opts}
        return TemplateResponse(request, "media/kill.html", {**self.admin_site.each_context(request), **facts})

    def has_kill_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("media.kill_photo")

    def picture_view(self, request: HttpRequest, photo_id: int, width: int) -> FileResponse:
        """The desk's own way to a picture, whether or not readers may see it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        photo = get_object_or_404(Photo, pk=photo_id)
        place = files.nearest_rendition(photo=photo, crop="full", width=width, fmt="jpg")
        if place is None:
            raise Http404
        return FileResponse(place.open("rb"), content_type="image/jpeg", headers={"Cache-Control": "private"})

    @admin.display(description="Picture")
    def thumbnail(self, photo: Photo) -> str:
        return self._image(photo, _THUMBNAIL, "max-height: 5rem; max-width: 8rem")

    @admin.display(description="Picture")
    def preview(self, photo: Photo) -> str:
        return self._image(photo, _PREVIEW, "max-height: 24rem; max-width: 100%")

    def _image(self, photo: Photo, width: int, style: str) -> str:
        if not photo.is_visible:
            return format_html('<span title="{}">–</span>', photo.get_state_display())
        address = reverse("admin:media_photo_picture", args=(photo.pk, width))
        return format_html(
            '<img src="{}?v={}" alt="{}" style="{}">', address, photo.ready_version, photo.alt_text, style
        )

    @admin.display(description="File")
    def facts_of_the_file(self, photo: Photo) -> str:
        size = f"{photo.width} × {photo.height} pixels, {photo.byte_size / 1_000_000:.1f} MB"
        return f"{photo.filename}: {photo.mime_type}, {size}"

    @admin.display(description="Metadata of the file")
    def what_the_file_said(self, photo: Photo) -> str:
        said = json.dumps(photo.source_metadata, indent=1, ensure_ascii=False)
        return format_html('<pre tabindex="0" style="{}">{}</pre>', _SCROLLING, said)


def _taken(intake: Intake) -> tuple[int, str]:
    """What became of a file that was sent, and how grave that is."""
    if intake.photo.state == Photo.State.KILLED:
        return messages.ERROR, f"was here before and may not be used. {intake.photo.hindrance(at=clock.now())}"
    return messages.SUCCESS, "stored. Its sizes are being made." if intake.created else "was here already."
