"""Every address of the house, with the measures that these pages lead to."""

from django.urls import include, path

from alongside.config.urls import handler400, handler403, handler404, handler500
from alongside.config.urls import urlpatterns as house

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [path("<slug:area>/measures/", include("alongside.measures.urls")), *house]
