"""Addresses that only the benchmark and the tests serve; ``config`` leaves them out elsewhere."""

from django.urls import path

from alongside.web import pages_bare, pages_gallery

app_name = "web"
urlpatterns = [
    path("bare/", pages_bare.bare, name="bare"),
    path("gallery/", pages_gallery.gallery, name="gallery"),
    path("gallery/errors/<slug:kind>/", pages_gallery.error, name="gallery_error"),
]
