"""The addresses of the public site. They come last: a section may have any name that is not taken."""

from django.urls import path, re_path

from readers import doors, feeds, views

urlpatterns = [
    path("", views.front, name="front"),
    path("robots.txt", doors.robots, name="robots"),
    path("reads", doors.read, name="reads"),
    path("feedback/<uuid:public_id>/", doors.give_feedback, name="feedback"),
    path("feeds/front.atom", feeds.front, name="front-feed"),
    path("photos/<uuid:public_id>/<str:name>", doors.photo, name="photo"),
    path("coverage/<slug:slug>/", views.coverage, name="coverage"),
    path("tag/<slug:slug>/", views.tag, name="tag"),
    re_path(r"^[a-z0-9_-]+/[0-9]{4}/[0-9]{2}/[0-9]{2}/[a-z0-9-]+/\Z", views.article, name="article"),
    path("<slug:slug>/", views.section, name="section"),
]
