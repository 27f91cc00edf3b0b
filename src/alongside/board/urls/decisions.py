"""Addresses of decisions and of the look-backs on them."""

from django.urls import path

from alongside.board.pages import deciding, decisions

urlpatterns = [
    path("decisions/", decisions.decisions, name="decisions"),
    path("decisions/<str:ref>/", decisions.decision, name="decision"),
    path("decisions/<str:ref>/look-back/", deciding.look_back, name="look_back"),
    path("meetings/<str:ref>/decisions/add/", deciding.record_decision, name="record_decision"),
]
