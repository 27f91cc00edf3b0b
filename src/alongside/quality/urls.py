"""Addresses of audits and learning, below /<area>/quality/. They hold no name and no number of a child."""

from django.urls import URLPattern

app_name = "quality"
urlpatterns: list[URLPattern] = []
