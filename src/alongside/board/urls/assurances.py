"""Addresses of the assurances of the area."""

from django.urls import path

from alongside.board.pages import assurances, assuring

urlpatterns = [
    path("assurances/", assurances.assurances, name="assurances"),
    path("assurances/take-over/", assuring.take_over_assurances, name="take_over_assurances"),
    path("assurances/add/", assuring.add_assurance, name="add_assurance"),
    path("assurances/<str:ref>/", assurances.assurance, name="assurance"),
    path("assurances/<str:ref>/evidence/add/", assuring.add_weight, name="add_weight"),
    path("assurances/<str:ref>/judge/", assuring.judge_assurance, name="judge_assurance"),
]
