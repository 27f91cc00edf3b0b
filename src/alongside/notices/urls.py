"""Addresses of messages: mounted at /<area>/notices/."""

from django.urls import path

from alongside.notices.pages import choices, outbox, own

app_name = "notices"
urlpatterns = [
    path("", own.notices, name="notices"),
    path("read/", own.read_all, name="read_all"),
    path("settings/", choices.choose, name="settings"),
    path("calendar/", choices.calendar, name="calendar"),
    path("calendar/revoke/", choices.revoke, name="revoke_calendar"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/again/", outbox.try_again, name="try_again"),
    path("<str:ref>/read/", own.read, name="read"),
]
