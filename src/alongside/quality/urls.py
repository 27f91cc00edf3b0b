"""Addresses of audits and learning, below /<area>/quality/. They hold no name and no number of a child."""

from django.urls import path

from alongside.quality.learning_urls import LEARNING
from alongside.quality.pages import (
    consenting,
    copies,
    items,
    marking,
    moderating,
    own,
    planning,
    rounds,
    seating,
    tools,
)
from alongside.quality.put_right_urls import PUT_RIGHTS

app_name = "quality"
urlpatterns = [
    path("rounds/", rounds.listed, name="rounds"),
    path("rounds/plan/", planning.plan, name="plan_round"),
    path("rounds/<str:ref>/", rounds.show, name="round"),
    path("rounds/<str:ref>/change/", planning.change, name="change_round"),
    path("rounds/<str:ref>/take-back/", planning.take_back, name="take_back_round"),
    path("rounds/<str:ref>/draw/", rounds.draw, name="draw"),
    path("rounds/<str:ref>/draws/<str:draw_ref>/", rounds.check_draw, name="check_draw"),
    path("rounds/<str:ref>/share-out/", seating.share_out, name="share_out"),
    path("rounds/<str:ref>/meeting/", moderating.meeting, name="meeting"),
    path("rounds/<str:ref>/close/", rounds.close, name="close_round"),
    path("items/<str:ref>/", items.show, name="item"),
    path("items/<str:ref>/assign/", seating.assign, name="assign"),
    path("items/<str:ref>/agree/", moderating.agree, name="agree"),
    path("items/<str:ref>/agree-answer/", moderating.agree_answer, name="agree_answer"),
    path("items/<str:ref>/copy/", copies.show, name="copy"),
    path("items/<str:ref>/copy/release/", copies.release, name="release_copy"),
    path("tools/", tools.listed, name="tools"),
    path("tools/<str:code>/<int:version>/", tools.show, name="tool"),
    path("mine/", marking.mine, name="mine"),
    path("audits/<str:ref>/", marking.show, name="audit"),
    path("audits/<str:ref>/read/", marking.read, name="read"),
    path("audits/<str:ref>/mark/<str:code>/", marking.mark, name="mark"),
    path("audits/<str:ref>/submit/", marking.submit, name="submit"),
    path("audits/<str:ref>/conflict/", marking.conflict, name="conflict"),
    path("audits/<str:ref>/evidence/<str:question>/", marking.add_evidence, name="add_evidence"),
    path("audits/<str:ref>/give-back/", seating.give_back, name="give_back"),
    path("audits/<str:ref>/clear/", seating.clear_conflict, name="clear_conflict"),
    path("evidence/<str:ref>/", marking.evidence, name="evidence"),
    path("own/", own.listed, name="own"),
    path("own/<str:ref>/", own.show, name="own_item"),
    path("own/<str:ref>/comment/", own.comment, name="comment"),
    path("cases/<str:ref>/consent/", consenting.record, name="consent"),
    path("family/<str:ref>/consent/", consenting.own, name="own_consent"),
    *LEARNING,
    *PUT_RIGHTS,
]
