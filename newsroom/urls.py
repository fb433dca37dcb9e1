"""All addresses, in the order in which they are tried. articles/reserved.py lists their first words."""

from django.contrib import admin
from django.urls import include, path

from newsroom import health

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", health.alive),
    path("readyz", health.ready),
    path("api/v1/", include("api.urls")),
    path("", include("readers.urls")),
]
handler404 = "newsroom.errors.page_not_found"
handler500 = "newsroom.errors.server_error"
