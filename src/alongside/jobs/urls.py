"""Addresses of background work: mounted at /<area>/jobs/."""

from django.urls import path

from alongside.jobs.pages import administrator

app_name = "jobs"
urlpatterns = [
    path("", administrator.jobs, name="jobs"),
    path("<int:job_id>/try-again/", administrator.try_again, name="try_again"),
]
