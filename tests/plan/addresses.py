"""The addresses that the plan room leads to, for tests of its verbs and queries without its pages."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def _nothing(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse()


_AREA_WIDE = ("statements", "ownerless", "overdue", "questions", "date_changes")
_WITH_REF = ("statement", "line", "timeline", "history", "changes", "unmoved", "risks", "risk", "workstreams", "workstream")
_plan = [path(f"{name}/", _nothing, name=name) for name in _AREA_WIDE]
_plan += [path(f"{name}/<str:ref>/", _nothing, name=name) for name in _WITH_REF]

urlpatterns = [path("<slug:area>/plan/", include((_plan, "plan")))]
