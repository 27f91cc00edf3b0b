"""Every address of the house, in one place."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic.base import RedirectView

from alongside.config.pages import bench, front

handler400 = "alongside.web.errors.bad_request"
handler403 = "alongside.web.errors.not_found"
handler404 = "alongside.web.errors.not_found"
handler500 = "alongside.web.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", front.root, name="root"),
    path("healthy/", front.healthy, name="healthy"),
    path("robots.txt", front.robots, name="robots"),
    path("favicon.ico", RedirectView.as_view(url="/static/web/favicon.svg", permanent=True)),
]
