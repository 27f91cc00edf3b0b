"""Every address of the house, in one place."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic.base import RedirectView

from alongside.config.pages import front, home, search

handler400 = "alongside.web.errors.bad_request"
handler403 = "alongside.web.errors.not_found"
handler404 = "alongside.web.errors.not_found"
handler429 = "alongside.web.errors.too_many"  # allauth looks for it when a rate limit is reached
handler500 = "alongside.web.errors.server_error"

ROOMS = (
    "people", "access", "casework", "advice", "quality", "plan", "board", "measures", "notices", "jobs", "ledger",
)  # fmt: skip

urlpatterns: list[URLPattern | URLResolver] = [
    path("", front.root, name="root"),
    path("healthy/", front.healthy, name="healthy"),
    path("robots.txt", front.robots, name="robots"),
    path("favicon.ico", RedirectView.as_view(url="/static/web/favicon.svg", permanent=True)),
    path("account/", include("alongside.access.account_urls")),
    path("calendar/", include("alongside.notices.feed_urls")),
    path("family/case/evidence/", include("alongside.advice.family_urls")),
    path("family/case/audits/", include("alongside.quality.family_urls")),
    path("family/", include("alongside.casework.urls.links")),
    path("api/", include("alongside.advice.api_urls")),
    path("asked/", include("alongside.advice.link_urls")),
    path("<slug:area>/", home.home, name="home"),
    path("<slug:area>/search/", search.search, name="search"),
    *(path(f"<slug:area>/{room}/", include(f"alongside.{room}.urls")) for room in ROOMS),
]
if settings.MODE in {"benchmark", "test"}:
    urlpatterns.append(path("<slug:area>/", include("alongside.web.urls")))
