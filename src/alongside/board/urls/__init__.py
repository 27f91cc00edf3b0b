"""Addresses of the board's work, below /<area>/board/: one module a subject."""

from alongside.board.urls import (
    activity,
    assurances,
    challenges,
    contribution,
    decisions,
    governance,
    meetings,
    overview,
    packs,
    reports,
    revisits,
    visits,
)

app_name = "board"
urlpatterns = [
    *overview.urlpatterns,
    *meetings.urlpatterns,
    *reports.urlpatterns,
    *challenges.urlpatterns,
    *decisions.urlpatterns,
    *contribution.urlpatterns,
    *assurances.urlpatterns,
    *activity.urlpatterns,
    *visits.urlpatterns,
    *revisits.urlpatterns,
    *packs.urlpatterns,
    *governance.urlpatterns,
]
