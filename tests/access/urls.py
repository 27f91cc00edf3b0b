"""Addresses for the tests of access: the rooms' own, and pages that show who came in."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from alongside.access.pages.mine import front_door
from alongside.web.pages import PageRequest, page

handler400 = "alongside.web.errors.bad_request"
handler403 = "alongside.web.errors.not_found"
handler404 = "alongside.web.errors.not_found"


@page("GET", needs=None)
def home(request: PageRequest, area: str) -> HttpResponse:
    return HttpResponse(f"{request.actor.name} in {request.actor.area_slug}")


@page("GET", "POST", needs="plan.view")
def plan(request: PageRequest, area: str) -> HttpResponse:
    return HttpResponse("The action plan")


def without_rule(request: HttpRequest, area: str) -> HttpResponse:
    return HttpResponse("This should be closed")


def open_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [
    path("", front_door, name="root"),
    path("healthy/", open_page, name="healthy"),
    path("robots.txt", open_page),
    path("calendar/<str:secret>.ics", lambda request, secret: HttpResponse(secret)),
    path("account/", include("alongside.access.account_urls")),
    path("<slug:area>/", home, name="home"),
    path("<slug:area>/plan/", plan),
    path("<slug:area>/closed/", without_rule),
    path("<slug:area>/access/", include("alongside.access.urls")),
    path("<slug:area>/people/", include("alongside.people.urls")),
]
