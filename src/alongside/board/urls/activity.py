"""Addresses of what was done since the inspection."""

from django.urls import path

from alongside.board.pages import activity

urlpatterns = [
    path("activity/", activity.activity, name="activity"),
    path("activity/add/", activity.add_activity, name="add_activity"),
]
