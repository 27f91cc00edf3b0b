"""Addresses of access, below /<area>/access/."""

from django.urls import path

from alongside.access.pages import accounts, emergencies, grants

app_name = "access"
urlpatterns = [
    path("", grants.grants, name="grants"),
    path("give/", grants.give, name="give"),
    path("grants/<str:ref>/end/", grants.end, name="end"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/add/", accounts.add, name="add_account"),
    path("accounts/<str:ref>/", accounts.account, name="account"),
    path("accounts/<str:ref>/reset-password/", accounts.reset_password, name="reset_password"),
    path(
        "accounts/<str:ref>/reset-second-step/",
        accounts.reset_second_step,
        name="reset_second_step",
    ),
    path("accounts/<str:ref>/new-link/", accounts.new_link, name="new_link"),
    path("accounts/<str:ref>/close/", accounts.close, name="close_account"),
    path("accounts/<str:ref>/open/", accounts.reopen, name="open_account"),
    path("emergency/", emergencies.take, name="take_emergency"),
    path("emergency/finish/", emergencies.finish, name="finish_emergency"),
    path("emergencies/", emergencies.emergencies, name="emergencies"),
    path("emergencies/<str:ref>/", emergencies.emergency, name="emergency"),
]
