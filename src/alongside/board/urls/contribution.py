"""Addresses of contribution."""

from django.urls import path

from alongside.board.pages import contribution

urlpatterns = [
    path("contribution/", contribution.contribution, name="contribution"),
]
