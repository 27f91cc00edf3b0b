"""Addresses of overview."""

from django.urls import path

from alongside.board.pages import overview

urlpatterns = [
    path("", overview.overview, name="overview"),
]
