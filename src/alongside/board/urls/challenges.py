"""Addresses of challenges and of scrutiny's recommendations."""

from django.urls import path

from alongside.board.pages import answering, challenges, challenging

urlpatterns = [
    path("challenges/", challenges.challenges, name="challenges"),
    path("challenges/raise/", challenging.raise_challenge, name="raise_challenge"),
    path("challenges/recommend/", challenging.recommend, name="recommend"),
    path("challenges/<str:ref>/", challenges.challenge, name="challenge"),
    path("challenges/<str:ref>/answer/", answering.answer_challenge, name="answer_challenge"),
    path("challenges/<str:ref>/good/", answering.find_answer_good, name="find_answer_good"),
    path("challenges/<str:ref>/again/", challenging.ask_again, name="ask_again"),
    path(
        "challenges/<str:ref>/withdraw/",
        challenging.withdraw_challenge,
        name="withdraw_challenge",
    ),
    path("challenges/<str:ref>/give/", challenging.give_challenge, name="give_challenge"),
]
