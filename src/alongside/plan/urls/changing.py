"""Addresses for changing the action plan."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
