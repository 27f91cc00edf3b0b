"""The one address of this room that needs no sign-in: mounted at /calendar/."""

from django.urls import path

from alongside.notices.pages import feed

urlpatterns = [path("<str:secret>.ics", feed.own_calendar, name="own_calendar")]
