"""Addresses of meetings, what belongs to one, and the action log."""

from django.urls import path

from alongside.board.pages import (
    agenda,
    attendance,
    follow_ups,
    following_up,
    meeting_papers,
    meetings,
    minutes,
    one_meeting,
    planning,
)

urlpatterns = [
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/plan/", planning.plan_meeting, name="plan_meeting"),
    path("meetings/<str:ref>/", one_meeting.meeting, name="meeting"),
    path("meetings/<str:ref>/change/", planning.change_meeting, name="change_meeting"),
    path("meetings/<str:ref>/move/", planning.move_meeting, name="move_meeting"),
    path("meetings/<str:ref>/cancel/", planning.cancel_meeting, name="cancel_meeting"),
    path("meetings/<str:ref>/items/add/", agenda.add_item, name="add_item"),
    path("meetings/<str:ref>/items/take/", agenda.take_forward_item, name="take_forward_item"),
    path("meetings/<str:ref>/items/order/", agenda.order_agenda, name="order_agenda"),
    path("items/<str:ref>/change/", agenda.change_item, name="change_item"),
    path("items/<str:ref>/take-off/", agenda.take_off_item, name="take_off_item"),
    path("items/<str:ref>/minutes/", minutes.write_minutes, name="write_minutes"),
    path("meetings/<str:ref>/papers/add/", meeting_papers.add_paper, name="add_paper"),
    path("papers/<str:ref>/file/", meeting_papers.paper_file, name="paper_file"),
    path("papers/<str:ref>/take-back/", meeting_papers.withdraw_paper, name="withdraw_paper"),
    path("meetings/<str:ref>/attendance/", attendance.record_attendance, name="record_attendance"),
    path(
        "meetings/<str:ref>/declarations/add/", attendance.add_declaration, name="add_declaration"
    ),
    path(
        "declarations/<str:ref>/take-back/",
        attendance.withdraw_declaration,
        name="withdraw_declaration",
    ),
    path("meetings/<str:ref>/sign/", minutes.sign_minutes, name="sign_minutes"),
    path("meetings/<str:ref>/signature/", minutes.signature, name="signature"),
    path("meetings/<str:ref>/follow-ups/add/", following_up.add_follow_up, name="add_follow_up"),
    path("action-log/", follow_ups.follow_ups, name="follow_ups"),
    path("action-log/<str:ref>/", follow_ups.follow_up, name="follow_up"),
    path("action-log/<str:ref>/move/", following_up.move_follow_up, name="move_follow_up"),
    path("action-log/<str:ref>/done/", following_up.close_follow_up, name="close_follow_up"),
]
