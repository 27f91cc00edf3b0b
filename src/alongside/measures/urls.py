"""Addresses of series and their figures, below /<area>/measures/."""

from django.urls import path

from alongside.measures.pages import entering, reading

app_name = "measures"
urlpatterns = [
    path("", reading.all_series, name="all_series"),
    path("add/", entering.add_series, name="add_series"),
    path("figures/<str:ref>/correct/", entering.correct_figure, name="correct_figure"),
    path("<str:ref>/", reading.series, name="series"),
    path("<str:ref>/change/", entering.edit_series, name="edit_series"),
    path("<str:ref>/figures/add/", entering.enter_figure, name="enter_figure"),
]
