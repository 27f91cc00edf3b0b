"""Addresses of the action plan, below /<area>/plan/: for reading, and for changing."""

from alongside.plan.urls import changing, reading

app_name = "plan"
urlpatterns = [*reading.urlpatterns, *changing.urlpatterns]
