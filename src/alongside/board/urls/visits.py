"""Addresses of visits."""

from django.urls import path

from alongside.board.pages import visit_changes, visits

urlpatterns = [
    path("visits/", visits.visits, name="visits"),
    path("visits/plan/", visit_changes.plan_visit, name="plan_visit"),
    path("visits/<str:ref>/", visits.visit, name="visit"),
    path("visits/<str:ref>/change/", visit_changes.change_visit, name="change_visit"),
    path("visits/<str:ref>/call-off/", visit_changes.call_off_visit, name="call_off_visit"),
    path("visits/<str:ref>/papers/add/", visit_changes.add_visit_paper, name="add_visit_paper"),
    path(
        "visits/<str:ref>/letter/file/", visit_changes.file_visit_letter, name="file_visit_letter"
    ),
    path("visits/<str:ref>/letter/", visits.visit_letter, name="visit_letter"),
    path("visit-papers/<str:ref>/", visits.visit_paper, name="visit_paper"),
    path("visit-papers/<str:ref>/take-out/", visit_changes.take_out_paper, name="take_out_paper"),
]
