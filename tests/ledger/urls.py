"""The ledger's and background work's pages where config mounts them."""

from django.urls import include, path

handler404 = "alongside.web.errors.not_found"

urlpatterns = [
    path("<slug:area>/ledger/", include("alongside.ledger.urls")),
    path("<slug:area>/jobs/", include("alongside.jobs.urls")),
]
