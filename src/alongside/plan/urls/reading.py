"""Addresses for reading the action plan."""

from django.urls import path

from alongside.plan.pages.reading import (
    attention,
    document,
    drawn,
    exports,
    line,
    risks,
    since,
    statement,
    statements,
    waiting,
    workstreams,
)

urlpatterns = [
    path("", statements.statements, name="statements"),
    path("date-changes/", waiting.date_changes, name="date_changes"),
    path("questions/", waiting.questions, name="questions"),
    path("late/", attention.overdue, name="overdue"),
    path("no-owner/", attention.ownerless, name="ownerless"),
    path("lines/<str:ref>/", line.line, name="line"),
    path("risks/<str:ref>/", risks.risk, name="risk"),
    path("workstreams/<str:ref>/", workstreams.workstream, name="workstream"),
    path("plans/<str:ref>/", statement.statement, name="statement"),
    path("plans/<str:ref>/timeline/", drawn.timeline, name="timeline"),
    path("plans/<str:ref>/progress-by-date/", drawn.history, name="history"),
    path("plans/<str:ref>/changes/", since.changes, name="changes"),
    path("plans/<str:ref>/not-moved/", since.unmoved, name="unmoved"),
    path("plans/<str:ref>/late/", attention.overdue, name="overdue"),
    path("plans/<str:ref>/no-owner/", attention.ownerless, name="ownerless"),
    path("plans/<str:ref>/risks/", risks.risks, name="risks"),
    path("plans/<str:ref>/workstreams/", workstreams.workstreams, name="workstreams"),
    path("plans/<str:ref>/document/", document.document, name="document"),
    path("plans/<str:ref>/action-plan.<str:kind>", exports.export, name="export"),
]
