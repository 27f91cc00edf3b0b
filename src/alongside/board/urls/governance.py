"""Addresses of boards, their lines, their seats and their own work."""

from django.urls import path

from alongside.board.pages import board_work, changing_boards, governance, one_board

urlpatterns = [
    path("boards/", governance.boards, name="boards"),
    path("boards/set-up/", changing_boards.add_board, name="add_board"),
    path("boards/lines/add/", changing_boards.add_reporting_line, name="add_reporting_line"),
    path("lines/<str:ref>/end/", changing_boards.end_line, name="end_line"),
    path("boards/<str:ref>/", one_board.board, name="board"),
    path("boards/<str:ref>/change/", changing_boards.change_board, name="change_board"),
    path("boards/<str:ref>/seats/add/", changing_boards.add_seat, name="add_seat"),
    path("seats/<str:ref>/end/", changing_boards.end_seat, name="end_seat"),
    path("boards/<str:ref>/terms/add/", board_work.add_terms, name="add_terms"),
    path("terms/<str:ref>/", one_board.terms, name="terms"),
    path("terms/<str:ref>/file/", one_board.terms_file, name="terms_file"),
    path(
        "boards/<str:ref>/standing-items/add/",
        board_work.add_standing_item,
        name="add_standing_item",
    ),
    path("standing-items/<str:ref>/end/", board_work.end_standing_item, name="end_standing_item"),
    path(
        "boards/<str:ref>/forward-plan/add/", board_work.add_forward_item, name="add_forward_item"
    ),
    path(
        "forward-plan/<str:ref>/withdraw/",
        board_work.withdraw_forward_item,
        name="withdraw_forward_item",
    ),
]
