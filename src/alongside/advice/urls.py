"""Addresses of advice, below /<area>/advice/. They hold no name and no number of a child."""

from django.urls import path

from alongside.advice.pages import asking, boards, one_request, rows, steps, submissions, writing

app_name = "advice"
urlpatterns = [
    path("", boards.look_after, name="board"),
    path("mine/", boards.own, name="mine"),
    path("ask/<str:ref>/", asking.ask, name="ask"),
    path("submissions/<str:ref>/", submissions.show, name="submission"),
    path("submissions/<str:ref>/file/", submissions.advice_file, name="file"),
    path("submissions/<str:ref>/check/", submissions.check, name="check"),
    path("submissions/<str:ref>/mark/<str:kind>/", rows.add, name="add_row"),
    path("rows/<str:ref>/change/", rows.change, name="change_row"),
    path("rows/<str:ref>/remove/", rows.remove, name="remove_row"),
    path("<str:ref>/", one_request.show, name="request"),
    path("<str:ref>/do/<str:what>/", steps.do, name="do"),
    path("<str:ref>/share/", asking.share, name="share"),
    path("<str:ref>/reuse/", asking.reuse, name="reuse"),
    path("<str:ref>/write/", writing.write, name="write"),
    path("<str:ref>/enter/", writing.enter, name="enter"),
]
