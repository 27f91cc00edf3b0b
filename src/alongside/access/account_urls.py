"""Addresses below /account/: one's own pages, and those of allauth that this house uses.

What allauth offers and this house does not (sign-up, changing one's address, joining accounts by
hand) is closed here, before allauth's own addresses are read.
"""

from allauth.socialaccount.views import login_cancelled, login_error
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path, re_path

from alongside.access.pages import mine


def closed(request: HttpRequest, **rest: str) -> HttpResponse:
    raise Http404


own = [
    path("", mine.page, name="page"),
    path("areas/", mine.areas, name="areas"),
    path("second-step/", mine.second_factor_choice, name="second_factor"),
    path("sessions/end-others/", mine.end_others, name="end_other_sessions"),
    path("sessions/<str:ref>/end/", mine.end_session, name="end_session"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((own, "mine"))),
    path("signup/", closed),
    path("email/", closed),
    re_path(r"^confirm-email/", closed),
    re_path(r"^login/code/", closed),
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
    path("oidc/cancelled/", login_cancelled, name="socialaccount_login_cancelled"),
    path("oidc/error/", login_error, name="socialaccount_login_error"),
    path("oidc/sign-up/", closed, name="socialaccount_signup"),
    path("oidc/connections/", closed, name="socialaccount_connections"),
    path("", include("allauth.socialaccount.providers.openid_connect.urls")),
]
