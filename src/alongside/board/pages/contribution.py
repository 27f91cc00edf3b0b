"""Contribution by partner: a plain sentence first, then one table with the base of each figure, then
month by month. The same facts are asked of every partner.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString

from alongside.board import perms
from alongside.board.forms.contribution import ContributionFilterForm
from alongside.board.pages.report_words import month_or
from alongside.board.pages.views import crumbs, tabs
from alongside.board.queries.contribution import ContributionPage, Partner, contribution_page
from alongside.board.rules.contribution import (
    NO_SEAT,
    NONE_EXPECTED,
    Contribution,
    Dues,
    action_sentence,
    base_words,
    late_recorded_words,
    lower,
    meeting_words,
    nobody_words,
    sentences,
)
from alongside.board.words import LEADS_NONE, NOT_ANSWERED, NOT_RECEIVED
from alongside.kernel.dates import first_of_month, month_in_words
from alongside.kernel.proportion import Proportion
from alongside.web import clock
from alongside.web.components import Cell, Column, Crumb, Tab, Table
from alongside.web.markup import muted, progress
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page

WHOLE = (
    Column("Partner"),
    Column("Meetings attended"),
    Column("Reports filed in time"),
    Column("Challenges answered in time"),
    Column("Actions that are late today"),
)
NO_MEETING = "No meeting"
NOT_EXPECTED = "Not expected"
NONE_DUE = "None due"
Told = Callable[[Contribution], Cell | str]


@dataclass(frozen=True, slots=True)
class PartnerCard:
    """``first`` is the sentence about meetings, ``last`` the one about actions; each bar comes with
    what its figure leaves unsaid. ``posts`` says who they are where the name does not.
    """

    name: str
    first: str
    bars: tuple[tuple[SafeString, str], ...]
    last: str
    posts: str


@dataclass(frozen=True, slots=True)
class ContributionView:
    """``is_told`` is False when the address names a month that the board has no figures of."""

    period: str
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    has_board: bool
    is_told: bool
    cards: tuple[PartnerCard, ...]
    nobody: str
    whole: Table
    months: tuple[Table, ...]
    clear: str


@page("GET", needs=perms.VIEW)
def contribution(request: PageRequest, area: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    form = ContributionFilterForm(request.GET)
    last = month_or(request.GET.get("until", ""), first_of_month(today), today)
    found = contribution_page(actor, last=last, today=today)
    form.offer("until", [(f"{m:%Y-%m}", month_in_words(m)) for m in found.choices])
    is_told = not found.has_board or last in found.choices
    content = ContributionView(
        period=f"{month_in_words(found.months[-1])} to {month_in_words(found.months[0])}",
        crumbs=crumbs(actor, Crumb("Contribution by partner")),
        tabs=tabs(actor, current="contribution"),
        has_board=found.has_board,
        is_told=is_told,
        cards=tuple(_card(each) for each in found.partners),
        nobody=nobody_words(found.nobody_leads),
        whole=_whole(found),
        months=tuple(_months(found)),
        clear=reverse("board:contribution", args=[area]) if form.chosen() or not is_told else "",
    )
    return render_page(request, "board/contribution.html", {"page": content, "filters": form})


def _card(partner: Partner) -> PartnerCard:
    one = partner.whole
    return PartnerCard(
        name=partner.name,
        first=sentences(partner.in_sentence, one)[0],
        bars=(
            (_bar(one.meetings, "Meetings attended", meeting_words(one)), _meeting_notes(one)),
            (
                _bar(one.reports.in_time, "Reports filed in time"),
                _due_notes(one.reports, NOT_RECEIVED),
            ),
            (
                _bar(one.answers.in_time, "Challenges answered in time"),
                _due_notes(one.answers, NOT_ANSWERED),
            ),
        ),
        last=action_sentence(lower(partner.in_sentence), one),
        posts=f"Posts: {'; '.join(partner.posts)}." if partner.posts else "",
    )


def _bar(part: Proportion, label: str, nothing: str = NONE_EXPECTED) -> SafeString:
    if not part.denominator:
        return muted(f"{label}: {nothing.lower()}")
    return progress(part.numerator, part.denominator, label)


def _whole(found: ContributionPage) -> Table:
    rows = [
        (
            Cell(each.name, is_header=True),
            _meetings(each.whole),
            _dues(each.whole.reports, NOT_RECEIVED),
            _dues(each.whole.answers, NOT_ANSWERED),
            _actions(each.whole),
        )
        for each in found.partners
    ]
    return Table("Every figure with its base", WHOLE, rows, stack=True)


def _meetings(one: Contribution) -> Cell:
    return Cell(meeting_words(one), note=_meeting_notes(one))


def _meeting_notes(one: Contribution) -> str:
    notes = [f"{one.deputy_count} by a deputy only"] if one.deputy_count else []
    notes += [f"{one.meetings.missing} not recorded"] if one.meetings.missing else []
    late = late_recorded_words(one)
    notes += [late] if late else []
    return ", ".join(notes)


def _dues(dues: Dues, missing: str) -> Cell:
    return Cell(base_words(dues.in_time), note=_due_notes(dues, missing))


def _due_notes(dues: Dues, missing: str) -> str:
    notes = [f"{dues.late_count} late"] if dues.late_count else []
    notes += [f"{dues.missing_count} {missing}"] if dues.missing_count else []
    notes += [f"{dues.in_time.excluded} not due yet"] if dues.in_time.excluded else []
    return ", ".join(notes)


def _actions(one: Contribution) -> Cell:
    if not one.late_actions.denominator:
        return Cell(LEADS_NONE)
    done = f"{one.done_count} done" if one.done_count else ""
    return Cell(str(one.late_actions), note=done)


def _months(found: ContributionPage) -> Iterator[Table]:
    """The newest first, as in the view of reports."""
    yield _meetings_by_month(found)
    yield _by_month("Reports filed in time, by month of the report", found, _of_reports)
    yield _by_month("Challenges answered in time, by month due", found, _of_answers)
    yield _by_month("Actions late of those led, at each month’s end", found, _actions)


def _by_month(caption: str, found: ContributionPage, told: Told) -> Table:
    rows = [
        (Cell(each.name, is_header=True), *(told(month) for month in reversed(each.months)))
        for each in found.partners
    ]
    return Table(caption, (Column("Partner"), *_columns(found)), rows)


def _columns(found: ContributionPage) -> Iterator[Column]:
    """Time goes from left to right. The month that is running has not ended, so its column says so."""
    for month in reversed(found.months):
        so_far = " so far" if month == found.running else ""
        yield Column(f"{month:%b}\n{month:%Y}{so_far}")


def _meetings_by_month(found: ContributionPage) -> Table:
    """A month without a meeting is told from one in which the partner had no member's seat."""
    return _by_month("Meetings attended, by month", found, _month_of_meetings)


def _month_of_meetings(one: Contribution) -> Cell | str:
    if not (one.meetings.denominator or one.meetings.missing):
        return NO_SEAT if one.held_count else NO_MEETING
    return _meetings(one) if one.meetings.denominator else "Not recorded"


def _of_reports(one: Contribution) -> Cell | str:
    return _month_of_dues(one.reports, NOT_EXPECTED, NOT_RECEIVED)


def _of_answers(one: Contribution) -> Cell | str:
    return _month_of_dues(one.answers, NONE_DUE, NOT_ANSWERED)


def _month_of_dues(dues: Dues, nothing: str, missing: str) -> Cell | str:
    return _dues(dues, missing) if dues.in_time.denominator or dues.in_time.excluded else nothing
