"""Addresses of casework, below /<area>/casework/. They hold no name and no number of a child."""

from django.urls import path

from alongside.casework.pages import assigning, children, one_case, queue, recording

app_name = "casework"
urlpatterns = [
    path("", queue.show, name="queue"),
    path("register/", children.register, name="register"),
    path("<str:ref>/", one_case.show, name="case"),
    path("<str:ref>/chronology/", one_case.chronology, name="chronology"),
    path("<str:ref>/happened/", recording.choose, name="choose_step"),
    path("<str:ref>/happened/<str:kind>/", recording.record, name="record_event"),
    path("<str:ref>/child/", children.change_child, name="change_child"),
    path("<str:ref>/contacts/add/", children.add_contact, name="add_contact"),
    path("<str:ref>/give/", assigning.give, name="give_case"),
    path("<str:ref>/cover/", assigning.cover, name="cover_case"),
    path("contacts/<str:ref>/change/", children.change_contact, name="change_contact"),
    path("events/<str:ref>/correct/", recording.correct, name="correct_event"),
    path("events/<str:ref>/take-back/", recording.take_back, name="take_back_event"),
]
