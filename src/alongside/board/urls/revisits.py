"""Addresses of the letters of revisits."""

from django.urls import path

from alongside.board.pages import letter_import, letters, remaining, revisits

urlpatterns = [
    path("revisits/", revisits.revisits, name="revisits"),
    path("revisits/import/", letter_import.import_letter, name="import_revisit"),
    path("revisits/write-down/", letters.begin_letter, name="begin_letter"),
    path("revisits/<str:ref>/", revisits.revisit, name="revisit"),
    path("revisits/<str:ref>/letter.json", revisits.revisit_export, name="revisit_export"),
    path("revisits/<str:ref>/letter/", revisits.revisit_letter, name="revisit_letter"),
    path("revisits/<str:ref>/letter/keep/", letters.keep_letter_file, name="keep_letter_file"),
    path("revisits/<str:ref>/change/", letters.change_letter, name="change_letter"),
    path("revisits/<str:ref>/findings/add/", letters.add_finding, name="add_finding"),
    path("revisits/<str:ref>/people/add/", letters.add_letter_person, name="add_letter_person"),
    path("revisits/<str:ref>/complete/", letters.complete_letter, name="complete_letter"),
    path("revisits/<str:ref>/give-up/", letters.discard_letter, name="discard_letter"),
    path("revisits/<str:ref>/withdraw/", letters.withdraw_letter, name="withdraw_letter"),
    path("findings/<str:ref>/change/", letters.change_finding, name="change_finding"),
    path("findings/<str:ref>/take-out/", letters.remove_finding, name="remove_finding"),
    path(
        "letter-people/<str:ref>/take-out/",
        letters.remove_letter_person,
        name="remove_letter_person",
    ),
    path("remaining/<str:ref>/action/", remaining.turn_into_action, name="turn_into_action"),
    path("remaining/<str:ref>/link/", remaining.link_action, name="link_action"),
]
