"""The results of audits: rates with their ranges, and whether this sample can show what was promised.

The statistics are loaded when somebody opens this page, and by no other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.http import HttpResponse

from alongside.quality import perms
from alongside.quality.forms.results import USUAL, ResultsForm
from alongside.quality.pages.learning_trail import lessons_crumbs
from alongside.quality.pages.result_tables import (
    followed_items,
    meeting_facts,
    promise_table,
    quarter_table,
    rate_table,
)
from alongside.quality.pages.views import RESULTS, tabs
from alongside.quality.queries.results import Shown, results
from alongside.quality.result_words import INTRO, NEW_MIX, RANGE, SMALL, SPREAD
from alongside.quality.rules.results import Results, Tally
from alongside.quality.words import ABOUT, AGENCIES
from alongside.web import clock
from alongside.web.components import Crumb, RecordedItem, Row, Tab, Table
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import counted, day, in_a_sentence

GOOD = "Good or better"


@dataclass(frozen=True, slots=True)
class ResultsShown:
    """``parts`` are titles with their tables."""

    title: str
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    form: ResultsForm
    intro: str
    notes: tuple[str, ...]
    promises: Table
    parts: tuple[tuple[str, Table], ...]
    range: str
    spread: str
    meetings: tuple[Row, ...]
    followed: tuple[RecordedItem, ...]


@page("GET", needs=perms.READS_RESULTS)
def show(request: PageRequest, area: str) -> HttpResponse:
    actor, form = request.actor, ResultsForm({**USUAL, **request.GET.dict()})
    about, months = form.chosen_about(), form.chosen_months()
    shown = results(actor, about=about, months=months, today=clock.today())
    proving: Any = import_module("alongside.quality.rules.proving")
    content = ResultsShown(
        title=f"{RESULTS}: {in_a_sentence(ABOUT[about])}",
        crumbs=lessons_crumbs(actor, Crumb(RESULTS)),
        tabs=tabs(actor, current="results"),
        form=form,
        intro=INTRO,
        notes=tuple(_notes(shown)),
        promises=promise_table(_promised(shown.results), shown.policy, proving),
        parts=tuple(_parts(shown, proving)),
        range=RANGE,
        spread=SPREAD,
        meetings=meeting_facts(shown.moderated),
        followed=followed_items(actor),
    )
    return render_page(request, "quality/results.html", {"page": content})


def _notes(shown: Shown) -> Iterator[str]:
    found, period = shown.results, shown.period
    yield f"Issued, held or accepted from {day(period.from_on)}, and before {day(period.until_on)}."
    if found.superseded:
        few = shown.policy is not None and shown.policy.hides(found.superseded)
        some = "Some audits" if few else counted(found.superseded, "audit")
        yield f"{some} of a version that had been superseded: left out."
    if found.mix.has_changed:
        yield NEW_MIX.format(new=found.mix.by_new, all=found.mix.audits)
    if shown.policy is not None:
        yield SMALL


def _promised(found: Results) -> Sequence[tuple[str, Tally]]:
    """The promises that hang on the tool; the grades themselves where none does."""
    if found.promises:
        return [(measure.value, tally) for measure, tally in found.promises.items()]
    return [("", found.overall)]


def _parts(shown: Shown, proving: Any) -> Iterator[tuple[str, Table]]:
    found, policy = shown.results, shown.policy
    yield "By section", rate_table("Section", proving.rates(found.sections, policy))
    agencies = [
        Tally(AGENCIES[each], tally.met, tally.base) for each, tally in found.agencies.items()
    ]
    yield "By agency", rate_table("Whose work", proving.rates(agencies, policy))
    teams = [Tally(each.name or "No team", each.met, each.base) for each in found.teams]
    yield "By team", rate_table("Team", proving.rates(teams, policy, total=GOOD))
    yield "By question", rate_table("Question", proving.rates(found.questions, policy))
    yield "Grades over time", quarter_table(found.quarters, policy, proving)
