"""Addresses of the ledger: mounted at /<area>/ledger/."""

from django.urls import path

from alongside.ledger.pages import entries, erasure

app_name = "ledger"
urlpatterns = [
    path("", entries.entries, name="entries"),
    path("<int:seq>/", entries.entry, name="entry"),
    path("<int:seq>/erase/", erasure.erase, name="erase"),
]
