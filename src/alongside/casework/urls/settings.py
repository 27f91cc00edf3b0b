"""Addresses of schools and of the officer's side of them, below /<area>/casework/."""

from django.urls import path

from alongside.casework.pages import (
    closures,
    setting_found,
    setting_officers,
    setting_pupils,
    setting_sending,
)

urlpatterns = [
    path("closures/", closures.give, name="closures"),
    path("pupils/", setting_pupils.listed, name="pupils"),
    path("pupils/ask/", setting_sending.ask, name="ask_for_pupil"),
    path("pupils/<str:ref>/", setting_pupils.one, name="pupil"),
    path("pupils/<str:ref>/send/<str:sent>/", setting_sending.send_in, name="send_from_school"),
    path("pupils/<str:ref>/sent/<str:sending>/", setting_pupils.file, name="own_sent_file"),
    path("pupils/<str:ref>/found/", setting_found.write, name="pupil_found"),
    path(
        "pupils/<str:ref>/sent/<str:sending>/wrong/",
        setting_sending.say_wrong,
        name="say_sent_wrong",
    ),
    path("from-schools/<str:ref>/file/", setting_officers.file, name="school_file"),
    path("<str:ref>/from-schools/", setting_officers.listed, name="from_schools"),
]
