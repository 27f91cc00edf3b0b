"""The results of audits, for whoever may read them: counted for everybody alike, and shown by what each may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from alongside.disclosure.policy import Policy
from alongside.kernel.actor import Actor
from alongside.kernel.dates import add_months, first_of_month
from alongside.kernel.refusals import Hidden
from alongside.ledger.remembering import remembered
from alongside.measures.pictures import Picture, picture_from
from alongside.measures.queries.protected import sees_small
from alongside.measures.rules.protecting import POLICY_OF
from alongside.quality import perms
from alongside.quality.marked import (
    Period,
    auditors_in,
    marked_by_families,
    marked_items,
    meetings_in,
)
from alongside.quality.models import MonthsDrawn
from alongside.quality.queries.learning_readings import shares_told
from alongside.quality.rules.codes import About, Present
from alongside.quality.rules.comparison_told import RELEASE
from alongside.quality.rules.results import Moderated, Results, moderated, results_of
from alongside.quality.rules.results_beside import PERIODS, held_beside, held_beside_lessons
from alongside.quality.rules.tools import Tool
from alongside.quality.tools import tool_in_force

SEES_ALL = (perms.LEAD, perms.AUDIT)
"""Whoever leads or marks audits reads the records behind every count."""


@dataclass(frozen=True, slots=True)
class Shown:
    """``policy`` says what is hidden from this reader; None hides nothing."""

    results: Results
    moderated: Moderated
    period: Period
    policy: Policy | None


def results(actor: Actor, *, about: About, months: int, today: date) -> Shown:
    """Of what was issued or held in so many whole months before this one, and in this one. Whoever reads no small
    numbers reads of each period what may be told beside the others and beside lessons. Raises Hidden.
    """
    if not any(actor.may(each) for each in perms.READS_RESULTS):
        raise Hidden("results")
    policy, period = policy_for(actor), _period(months, today)
    found, met = _remembered(actor.area_id, about, months, today)
    if policy is not None:
        before = (
            _remembered(actor.area_id, about, each, today)[0] for each in _told_before(months)
        )
        found = held_beside([*before, found])
        tool = tool_in_force(about.value, today)
        found = held_beside_lessons(found, shares_told(actor.area_id, tool.code, policy))
    return Shown(found, met, period, policy)


def _told_before(months: int) -> tuple[int, ...]:
    return PERIODS[: PERIODS.index(months)] if months in PERIODS else PERIODS


def _remembered(area_id: int, about: About, months: int, today: date) -> tuple[Results, Moderated]:
    period, tool = _period(months, today), tool_in_force(about.value, today)
    key = ("quality.results", area_id, about, period)
    return remembered(key, lambda: _counted(area_id, tool, months, period))


@dataclass(frozen=True, slots=True)
class DrawnMonths:
    picture: Picture
    as_at: datetime


def months_drawn(actor: Actor, *, about: About) -> DrawnMonths | None:
    """The chart by month as the worker drew it last; None before. Who may see its counts is for the caller.
    Raises Hidden.
    """
    if not any(actor.may(each) for each in perms.READS_RESULTS):
        raise Hidden("results")
    row = MonthsDrawn.objects.visible_to(actor).filter(about=about.value).first()
    picture = picture_from(row.content) if row else None
    return DrawnMonths(picture, row.as_at) if row and picture else None


def policy_for(actor: Actor) -> Policy | None:
    """Which small numbers this person may not see; None for none. Whoever enters figures sees small ones
    everywhere in this house.
    """
    if sees_small(actor) or any(actor.may(each) for each in SEES_ALL):
        return None
    return POLICY_OF[RELEASE]


def _period(months: int, today: date) -> Period:
    until = add_months(first_of_month(today), 1)
    return Period(add_months(until, -months), until)


def _counted(area_id: int, tool: Tool, months: int, period: Period) -> tuple[Results, Moderated]:
    about = tool.about
    before = Period(add_months(period.from_on, -months), period.from_on)
    if about is About.FAMILY:
        items = marked_by_families(area_id, period=period)
    else:
        found = marked_items(area_id, about=about, period=period)
        items = tuple(each.marked for each in found)
    known = auditors_in(area_id, about=about, period=before)
    came = [_present(each) for each in meetings_in(area_id, period=period)]
    return results_of(items, before=known, tool=tool), moderated(came)


def _present(meeting: Any) -> Mapping[Present, int]:
    return {Present(each.present_as): each.count for each in meeting.present.all()}
