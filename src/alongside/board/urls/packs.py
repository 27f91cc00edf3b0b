"""Addresses of packs: issuing, reading and checking them."""

from django.urls import path

from alongside.board.pages import issuing, packs

urlpatterns = [
    path("packs/", packs.packs, name="packs"),
    path("packs/issue/", issuing.choose_meeting, name="choose_meeting"),
    path("packs/check/", issuing.check_file, name="check_file"),
    path("packs/<str:ref>/", packs.pack, name="pack"),
    path("editions/<str:ref>/", packs.edition, name="edition"),
    path("editions/<str:ref>/file/", packs.edition_file, name="edition_file"),
    path("meetings/<str:ref>/pack/issue/", issuing.issue_pack, name="issue_pack"),
    path("meetings/<str:ref>/report/issue/", issuing.issue_upward, name="issue_upward"),
    path("visits/<str:ref>/evidence/freeze/", issuing.issue_evidence, name="issue_evidence"),
]
