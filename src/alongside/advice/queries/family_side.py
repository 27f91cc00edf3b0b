"""What somebody of a family gave of their own, as they see it: what it is, and how it was considered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from alongside.advice.givers import given_by
from alongside.advice.models import AdviceRequest
from alongside.advice.queries.family_reports import reports_in, view_of
from alongside.advice.queries.use_values import ReportView
from alongside.advice.rules.codes import Adviser
from alongside.casework.families.door import Viewer, viewer_of
from alongside.casework.queries.family_settings import SettingsView, settings_of
from alongside.files.models import StoredFile
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden

NOT_TOLD = (Adviser.FAMILY.value, Adviser.OTHER.value)
"""Requests that a family does not choose from: their own, and those to somebody named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilySide:
    """``may_act`` is false for whoever only looks. ``asked`` are the requests whose advice may have been late,
    each by its ref.
    """

    name: str
    is_young_person: bool
    may_act: bool
    settings: SettingsView
    reports: tuple[ReportView, ...]
    asked: tuple[tuple[str, Adviser, date], ...]


def family_side(actor: Actor, *, case_ref: str, at: datetime) -> FamilySide:
    """Raises Hidden for whoever sees no case."""
    viewer = _viewer(actor, case_ref, at)
    child = viewer.case.child
    return FamilySide(
        name=child.known_as or child.given_names,
        is_young_person=viewer.is_young_person,
        may_act=viewer.standing.may_act,
        settings=settings_of(viewer.case.area_id),
        reports=tuple(view_of(each) for each in _own(actor, viewer)),
        asked=tuple(_asked(viewer)),
    )


def own_report(
    actor: Actor, *, case_ref: str, report_ref: str, at: datetime
) -> tuple[ReportView, bool]:
    """What they gave themselves, and whether they may act. Raises Hidden."""
    viewer = _viewer(actor, case_ref, at)
    found = _own(actor, viewer).filter(ref=report_ref).first()
    if found is None:
        raise Hidden("report")
    return view_of(found), viewer.standing.may_act


def family_file(actor: Actor, *, case_ref: str, report_ref: str, at: datetime) -> StoredFile:
    """Of what they gave themselves. Raises Hidden."""
    viewer = _viewer(actor, case_ref, at)
    found = _own(actor, viewer).select_related("file").filter(ref=report_ref).first()
    if found is None or found.file is None:
        raise Hidden("file")
    file: StoredFile = found.file
    return file


def _viewer(actor: Actor, case_ref: str, at: datetime) -> Viewer:
    viewer = viewer_of(actor, case_ref=case_ref, at=at)
    if not viewer.standing.may_see:
        raise Hidden("case")
    return viewer


def _own(actor: Actor, viewer: Viewer) -> Any:
    return reports_in(actor).filter(given_by(viewer), case=viewer.case)


def _asked(viewer: Viewer) -> Iterable[tuple[str, Adviser, date]]:
    rows = AdviceRequest.objects.in_area(viewer.case.area_id).filter(case=viewer.case)
    for each in rows.exclude(adviser__in=NOT_TOLD).order_by("id"):
        yield each.ref, Adviser(each.adviser), each.asked_on
