"""Addresses for people without an account, mounted at /asked/. They hold the secret of the link once, and
never a name of the case or the request. Each below "request" is closed without a visit.
"""

from django.urls import path

from alongside.advice.pages import entering, rows, steps, submissions, visiting, writing
from alongside.advice.pages.visiting import DOOR

app_name = "asked"
urlpatterns = [
    path("leave/", entering.leave, name="leave"),
    path("request/", DOOR.through(visiting.show), name="request"),
    path("request/write/", DOOR.through(writing.write), name="write"),
    path("request/do/<str:what>/", DOOR.through(steps.do), name="do"),
    path("request/earlier/<str:submission>/", DOOR.through(visiting.earlier), name="earlier"),
    path(
        "request/earlier/<str:submission>/file/",
        DOOR.through(visiting.earlier_file),
        name="earlier_file",
    ),
    path("request/versions/<str:ref>/", DOOR.through(submissions.show), name="submission"),
    path("request/versions/<str:ref>/file/", DOOR.through(submissions.advice_file), name="file"),
    path(
        "request/versions/<str:ref>/file/<int:number>/",
        DOOR.through(submissions.paper),
        name="paper",
    ),
    path(
        "request/earlier/<str:submission>/file/<int:number>/",
        DOOR.through(visiting.earlier_paper),
        name="earlier_paper",
    ),
    path("request/versions/<str:ref>/mark/<str:kind>/", DOOR.through(rows.add), name="add_row"),
    path("request/rows/<str:ref>/change/", DOOR.through(rows.change), name="change_row"),
    path("request/rows/<str:ref>/remove/", DOOR.through(rows.remove), name="remove_row"),
    path("come-in/<str:secret>/", entering.enter, name="enter"),
    path("come-in/<str:secret>/code/", entering.ask_for_code, name="ask_for_code"),
]
