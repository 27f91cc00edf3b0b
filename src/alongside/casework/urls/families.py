"""Addresses of families and of the officer's side of them, below /<area>/casework/."""

from django.urls import path

from alongside.casework.pages.family import (
    alerts,
    asked,
    choosing,
    inbox,
    letting_in,
    officers,
    plans,
    reading,
    releasing,
    setting,
    telling,
    where,
)

urlpatterns = [
    path("family/<str:ref>/", where.show, name="family"),
    path("family/<str:ref>/looked/", reading.looked, name="family_looked"),
    path("family/<str:ref>/choose/", choosing.choose, name="family_choose"),
    path("family/<str:ref>/tell/<str:said>/", telling.tell, name="family_tell"),
    path("family/<str:ref>/said/<str:message>/again/", telling.follow, name="family_follow"),
    path("family/<str:ref>/said/<str:message>/file/", reading.file, name="family_file"),
    path("family/<str:ref>/said/<str:message>/everything/", reading.release, name="family_release"),
    path("family/<str:ref>/plan/<str:version>/", plans.simple, name="family_plan"),
    path(
        "family/<str:ref>/plan/<str:version>/paper/", plans.simple_paper, name="family_simple_paper"
    ),
    path("family/<str:ref>/plan/<str:version>/words/", plans.words, name="family_plan_words"),
    path("waiting/", inbox.show, name="inbox"),
    path("requests/", asked.listed, name="requests"),
    path("requests/<str:ref>/", asked.one, name="request"),
    path("requests/<str:ref>/set-aside/", asked.set_aside, name="set_request_aside"),
    path("family-settings/", setting.change, name="family_settings"),
    path("withheld-looks/", setting.protect, name="protect_look"),
    path("alerts/", alerts.listed, name="alerts"),
    path("alerts/<str:ref>/", alerts.one, name="alert"),
    path("said/<str:ref>/", officers.message, name="message"),
    path("said/<str:ref>/file/", officers.file, name="message_file"),
    path("said/<str:ref>/worry/", alerts.raise_about_message, name="raise_about_message"),
    path("said/<str:ref>/hand-over/", releasing.release, name="release_everything"),
    path("way-in/<str:ref>/code/", letting_in.tell_code, name="tell_code"),
    path("way-in/<str:ref>/end/", letting_in.end, name="end_access"),
    path("<str:ref>/family/", officers.side, name="family_side"),
    path("<str:ref>/family/said/", officers.record, name="record_said"),
    path("<str:ref>/family/link/", letting_in.give_link, name="give_link"),
    path("<str:ref>/family/account/", letting_in.give_account, name="give_access"),
    path("<str:ref>/family/choice/", officers.choice, name="record_choice"),
    path("<str:ref>/worry/", alerts.raise_about_case, name="raise_alert"),
]
