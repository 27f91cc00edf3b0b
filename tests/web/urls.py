"""The web room's own pages, at the addresses where config mounts them, and nothing else."""

from django.urls import include, path

handler404 = "alongside.web.errors.not_found"
handler500 = "alongside.web.errors.server_error"

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("<slug:area>/web/", include("alongside.web.urls")),
]
