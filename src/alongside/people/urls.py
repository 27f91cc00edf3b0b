"""Addresses of organisations, people and posts, below /<area>/people/."""

from django.urls import path

from alongside.people.pages import organisations, partners, persons, posts

app_name = "people"
urlpatterns = [
    path("", persons.persons, name="persons"),
    path("add/", persons.add_person, name="add_person"),
    path("area/", partners.change_area, name="change_area"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/add/", organisations.add_organisation, name="add_organisation"),
    path("organisations/<str:ref>/", organisations.organisation, name="organisation"),
    path(
        "organisations/<str:ref>/change/",
        organisations.change_organisation,
        name="change_organisation",
    ),
    path("organisations/<str:ref>/followed-by/", organisations.succession, name="succession"),
    path("partners/add/", partners.add_partner, name="add_partner"),
    path("partners/<str:ref>/<str:partner>/end/", partners.end_partner, name="end_partner"),
    path("posts/", posts.posts, name="posts"),
    path("posts/add/", posts.add_post, name="add_post"),
    path("posts/<str:ref>/", posts.post, name="post"),
    path("posts/<str:ref>/change/", posts.change_post, name="change_post"),
    path("posts/<str:ref>/appoint/", posts.appoint, name="appoint"),
    path("holdings/<str:ref>/end/", posts.end_holding, name="end_holding"),
    path("<str:ref>/", persons.person, name="person"),
    path("<str:ref>/change/", persons.change_person, name="change_person"),
]
