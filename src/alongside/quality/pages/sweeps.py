"""Sweeps over every EHC plan: the list, beginning one, how far it has come, and what it found."""

from dataclasses import dataclass

from django.http import HttpResponse

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.people.pages.filling import FormPage, fill_in
from alongside.quality import perms
from alongside.quality.forms.sweeping import CandidateFilter, JudgeForm, SweepForm
from alongside.quality.operations import sweeping as operations
from alongside.quality.pages.sweep_parts import (
    advice_items,
    candidate_facts,
    candidate_table,
    figures_of,
    section_items,
    sweep_facts,
    sweep_table,
)
from alongside.quality.pages.trail import at, crumbs
from alongside.quality.pages.views import tabs
from alongside.quality.put_right_words import (
    JUDGE,
    JUDGED_ADVICE,
    JUDGED_OF,
    JUDGED_SIDE,
    SWEEP_COLOURS,
    SWEEP_STATES,
)
from alongside.quality.queries.sweeps import (
    CandidatePage,
    Candidates,
    SweepRow,
    candidate_page,
    candidates_of,
    sweep_row,
    sweeps,
)
from alongside.quality.rules.codes import Judged, SweepState
from alongside.quality.rules.sweeping import check_may_judge
from alongside.web import clock
from alongside.web.addresses import Pagination, paginate
from alongside.web.components import Crumb, Door, KeyFigure, RecordedItem, Row, Tab, Table
from alongside.web.markup import tag
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page

SEES = (perms.LEAD, *perms.JUDGES)
PER_PAGE = 25
AGAIN = "It was judged by mistake: judge it again"
TITLE, BEGIN = "Sweeps over EHC plans", "Begin a sweep"
INTRO = (
    "A sweep looks through every EHC plan in force by rule. What it finds, a clinician judges one by one, or social "
    "care where only section D is missing. What is not appropriate has to be put right, and the family is told."
)
BEGIN_INTRO = "It runs in the background. Nothing is changed in any EHC plan."
COUNTS_ONLY = (
    "Whoever judges what was found sees which EHC plans they are. Here you see the counts."
)

YOURS = (
    "Here stands what you judge. Where only section D is missing, social care judges. Everything else, a clinician "
    "judges. The counts above are of both."
)


@dataclass(frozen=True, slots=True)
class SweepsShown:
    title: str
    intro: str
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    doors: tuple[Door, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class SweepShown:
    """``table`` is None for whoever stops at the counts."""

    title: str
    state: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    figures: tuple[KeyFigure, ...]
    facts: tuple[Row, ...]
    form: CandidateFilter
    table: Table | None
    pagination: Pagination
    closed: str = COUNTS_ONLY
    yours: str = YOURS


@dataclass(frozen=True, slots=True)
class CandidateShown:
    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    facts: tuple[Row, ...]
    says: str
    sections: tuple[RecordedItem, ...]
    asked: str
    advice: tuple[RecordedItem, ...]


@page("GET", needs=SEES)
def listed(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    content = SweepsShown(
        title=TITLE,
        intro=INTRO,
        crumbs=crumbs(actor)[:1],
        tabs=tabs(actor, current="sweeps"),
        doors=(Door(BEGIN, at(actor, "begin_sweep"), is_main=True),),
        table=sweep_table(actor, sweeps(actor)),
    )
    return render_page(request, "quality/sweeps.html", {"page": content})


@page("GET", "POST", needs=SEES)
def begin(request: PageRequest, area: str) -> HttpResponse:
    actor, form = request.actor, SweepForm(request.POST or None)
    content = FormPage(
        title=BEGIN,
        submit="Begin it",
        crumbs=_crumbs(actor, Crumb(BEGIN)),
        after=at(actor, "sweeps"),
        done="It begins within a minute. This page says how far it has come.",
        intro=BEGIN_INTRO,
        onward=lambda made: at(actor, "sweep", made.ref),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.begin_sweep(actor=actor, at=clock.now(), new=form.new_sweep()),
    )


@page("GET", needs=SEES)
def show(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, form = request.actor, CandidateFilter(request.GET)
    row = sweep_row(actor, sweep_ref=ref)
    found = _found(actor, ref, form)
    pagination = paginate(request, total=found.total if found else 0, per_page=PER_PAGE)
    content = SweepShown(
        title=row.title,
        state=tag(SWEEP_STATES[row.state], SWEEP_COLOURS[row.state]),
        crumbs=_crumbs(actor),
        doors=_doors(actor, row),
        figures=tuple(figures_of(row)),
        facts=sweep_facts(row, clock.today()),
        form=form,
        table=candidate_table(actor, found.page(pagination.start, pagination.stop))
        if found
        else None,
        pagination=pagination,
    )
    return render_page(request, "quality/sweep.html", {"page": content})


def _doors(actor: Actor, row: SweepRow) -> tuple[Door, ...]:
    """What a sweep found is written down by whoever keeps lessons."""
    if not actor.may(perms.LEAD) or row.state is SweepState.WAITING:
        return ()
    return (Door("Write down a finding", at(actor, "find_in_sweep", row.ref), is_main=True),)


@page("GET", needs=perms.JUDGES)
def candidate(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = candidate_page(actor, candidate_ref=ref, today=clock.today())
    content = CandidateShown(
        title=f"{found.row.name}: {JUDGED_OF[found.judges]} in the EHC plan",
        caption=f"Case {found.row.case_number}",
        crumbs=_crumbs(actor, Crumb(found.sweep.title, at(actor, "sweep", found.sweep.ref))),
        doors=() if _why_not_judged(found) else (_door_to_judge(actor, found),),
        facts=candidate_facts(found),
        says=f"What the EHC plan says of {JUDGED_SIDE[found.judges]}",
        sections=section_items(found),
        asked=f"{JUDGED_ADVICE[found.judges]} asked for in this case",
        advice=advice_items(actor, found),
    )
    response = render_page(request, "quality/candidate.html", {"page": content})
    return as_look(
        response, subject="casework.case", ref=found.case_ref, reason="A sweep found its EHC plan"
    )


@page("GET", "POST", needs=perms.JUDGES)
def judge(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = candidate_page(actor, candidate_ref=ref, today=clock.today())
    form = JudgeForm(
        request.POST or None, initial={"expected_version": found.version}, judges=found.judges
    )
    back = at(actor, "candidate", ref)
    content = FormPage(
        title=JUDGE[found.judges],
        submit="Save what I judge",
        crumbs=_crumbs(
            actor,
            Crumb(found.sweep.title, at(actor, "sweep", found.sweep.ref)),
            Crumb(f"Case {found.row.case_number}", back),
            Crumb(JUDGE[found.judges]),
        ),
        after=back,
        done="It is saved. Where it is not appropriate, whoever has the case is told.",
        intro="Where another sweep found the same EHC plan for the same reason, this judges it there as well.",
        facts=candidate_facts(found),
        closed=_why_not_judged(found),
    )
    return fill_in(request, form, content, lambda: _judge(actor, ref, form))


def _door_to_judge(actor: Actor, found: CandidatePage) -> Door:
    address, is_first = at(actor, "judge_candidate", found.row.ref), not found.row.judged
    return Door(JUDGE[found.judges] if is_first else AGAIN, address, is_main=is_first)


def _why_not_judged(found: CandidatePage) -> str:
    """Empty where it waits, or may be judged again."""
    try:
        check_may_judge(Judged(found.row.judged) if found.row.judged else None)
    except Refusal as refusal:
        return refusal.sentence
    return ""


def _judge(actor: Actor, ref: str, form: JudgeForm) -> object:
    given = form.cleaned_data
    return operations.judge_candidate(
        actor=actor,
        at=clock.now(),
        candidate_ref=ref,
        expected_version=given["expected_version"],
        judged=Judged(given["judged"]),
        why=given["why"],
    )


def _found(actor: Actor, ref: str, form: CandidateFilter) -> Candidates | None:
    if not any(actor.may(each) for each in perms.JUDGES):
        return None
    return candidates_of(actor, sweep_ref=ref, **form.chosen())


def _crumbs(actor: Actor, *further: Crumb) -> tuple[Crumb, ...]:
    return crumbs(actor, Crumb(TITLE, at(actor, "sweeps")), *further)
