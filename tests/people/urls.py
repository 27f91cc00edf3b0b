"""Addresses for the tests of people's pages."""

from django.urls import include, path

handler404 = "alongside.web.errors.not_found"

urlpatterns = [path("<slug:area>/people/", include("alongside.people.urls"))]
