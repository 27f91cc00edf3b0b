"""The results of audits: rates with their ranges, and whether this sample can show what was promised.

One part of them at a time, so that a page is short. The statistics are loaded when somebody opens this page,
and by no other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse

from alongside.measures.queries.counted import CountedMeasure
from alongside.quality import perms
from alongside.quality.forms.results import USUAL, ResultsForm
from alongside.quality.pages.followed import (
    Followed,
    followed_for,
    followed_measures,
    promises_of,
)
from alongside.quality.pages.learning_trail import lessons_crumbs
from alongside.quality.pages.months import MonthsShown, months_shown
from alongside.quality.pages.result_tables import (
    Rates,
    meeting_facts,
    promise_table,
    quarters_shown,
    rates_shown,
    worst_first,
)
from alongside.quality.pages.trail import at
from alongside.quality.pages.views import RESULTS, tabs
from alongside.quality.queries.results import Shown, results
from alongside.quality.result_words import (
    HELD_BACK,
    INTRO,
    NEW_MIX,
    PARTS,
    RANGE,
    SMALL,
    SPREAD,
    Part,
)
from alongside.quality.words import ABOUT, AGENCIES
from alongside.web import clock
from alongside.web.components import Crumb, Row, Tab, Table
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import counted, day, in_a_sentence

GOOD = "Good or better"
WITH_MEASURES = (Part.PROMISED, Part.TIME)


@dataclass(frozen=True, slots=True)
class ResultsShown:
    """``promises`` is None for a part that is not about them, and ``rates`` for the one that is. ``followed``
    are measures with their charts; on the first page the most important alone.
    """

    title: str
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    parts: tuple[Tab, ...]
    form: ResultsForm
    intro: str
    notes: tuple[str, ...]
    promises: Table | None
    rates: Rates | None
    range: str
    spread: str
    meetings: tuple[Row, ...]
    months: MonthsShown | None
    followed: tuple[Followed, ...]
    held_back: str


@page("GET", needs=perms.READS_RESULTS)
def show(request: PageRequest, area: str) -> HttpResponse:
    actor, form = request.actor, ResultsForm({**USUAL, **request.GET.dict()})
    about, part = form.chosen_about(), form.chosen_part()
    shown = results(actor, about=about, months=form.chosen_months(), today=clock.today())
    measures = followed_measures(actor, opens_all=shown.policy is None)
    promises, rates = _tables(part, shown, measures)
    content = ResultsShown(
        title=f"{RESULTS}: {in_a_sentence(ABOUT[about])}",
        crumbs=lessons_crumbs(actor, Crumb(RESULTS)),
        tabs=tabs(actor, current="results"),
        parts=_parts(at(actor, "results"), form, part),
        form=form,
        intro=INTRO,
        notes=tuple(_notes(shown)),
        promises=promises,
        rates=rates,
        range=RANGE,
        spread=SPREAD if part is Part.TIME else "",
        meetings=meeting_facts(shown.moderated) if part is Part.PROMISED else (),
        months=months_shown(actor, about, shown.policy) if part is Part.TIME else None,
        followed=_followed(part, shown, measures),
        held_back=HELD_BACK if shown.policy is None and part in WITH_MEASURES else "",
    )
    return render_page(request, "quality/results.html", {"page": content})


def _tables(
    part: Part, shown: Shown, measures: Sequence[CountedMeasure]
) -> tuple[Table | None, Rates | None]:
    """What was promised, or the rates of a part. The statistics are loaded here."""
    proving: Any = import_module("alongside.quality.rules.proving")
    if part is not Part.PROMISED:
        return None, _rates(part, shown, proving)
    return promise_table(shown.results, promises_of(measures), shown.policy, proving), None


def _followed(part: Part, shown: Shown, measures: Sequence[CountedMeasure]) -> tuple[Followed, ...]:
    """All of them over time, and beside the promises the most important alone."""
    if part not in WITH_MEASURES:
        return ()
    found = followed_for(measures, tuple(shown.results.promises))
    return found if part is Part.TIME else found[:1]


def _parts(address: str, form: ResultsForm, part: Part) -> tuple[Tab, ...]:
    """Each part with what was chosen besides."""
    chosen = {"about": form.chosen_about().value, "months": form.chosen_months()}
    return tuple(
        Tab(
            title,
            f"{address}?{urlencode({**chosen, 'part': each.value})}",
            is_current=each is part,
        )
        for each, title in PARTS.items()
    )


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


def _rates(part: Part, shown: Shown, proving: Any) -> Rates:
    found, policy, title = shown.results, shown.policy, PARTS[part]
    if part is Part.SECTION:
        return rates_shown(title, "Section", proving.rates(found.sections, policy))
    if part is Part.QUESTION:
        return worst_first(title, "Question", proving.rates(found.questions, policy))
    if part is Part.TEAM:
        teams = [replace(each, name=each.name or "No team") for each in found.teams]
        return rates_shown(title, "Team", proving.rates(teams, policy, total=GOOD))
    if part is Part.AGENCY:
        agencies = [replace(tally, name=AGENCIES[x]) for x, tally in found.agencies.items()]
        return rates_shown(title, "Whose work", proving.rates(agencies, policy))
    return quarters_shown(found.quarters, policy, proving)
