"""Addresses that systems call, mounted at /api/. Each checks for itself who calls."""

from django.urls import path

from alongside.advice.api import views

app_name = "advice_api"
urlpatterns = [
    path("<slug:area>/token", views.token, name="token"),
    path("<slug:area>/openapi.json", views.openapi, name="openapi"),
    path("<slug:area>/fhir/metadata", views.metadata, name="metadata"),
    path("<slug:area>/fhir/$process-message", views.process_message, name="process_message"),
    path("<slug:area>/fhir/Task", views.tasks, name="tasks"),
    path("<slug:area>/fhir/Task/<str:ref>/$message", views.message, name="message"),
]
