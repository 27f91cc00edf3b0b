"""The list of background work, and the button that tries failed work again."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.access import perms
from alongside.jobs import operations, queries
from alongside.jobs.models import FAILED, STATES, Job
from alongside.jobs.words import STATE_COLOURS, STATE_WORDS, work_words
from alongside.kernel.refusals import Refusal
from alongside.web import clock, markup
from alongside.web.addresses import Pagination, paginate, with_query
from alongside.web.components import Cell, Column, Crumb, Tab, Table
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page

COLUMNS = (
    Column("Work"),
    Column("State"),
    Column("Asked for"),
    Column("Ended"),
    Column("Attempts", is_number=True),
    Column("Progress", is_wide=True),
)


@dataclass(frozen=True, slots=True)
class JobsPage:
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    table: Table
    pagination: Pagination
    failed: tuple[tuple[str, str], ...]


@page("GET", needs=perms.ADMINISTER)
def jobs(request: PageRequest, area: str) -> HttpResponse:
    state = request.GET.get("state", "")
    state = state if state in STATES else ""
    found = queries.jobs(request.actor, state=state)
    pagination = paginate(request, total=found.count(), per_page=50)
    shown = list(found[pagination.start : pagination.stop])
    content = JobsPage(
        crumbs=(Crumb("Home", f"/{area}/"), Crumb("Background work")),
        tabs=_tabs(request, state),
        table=_table(shown),
        pagination=pagination,
        failed=_failed(area, shown),
    )
    return render_page(request, "jobs/jobs.html", {"page": content})


@page("POST", needs=perms.ADMINISTER)
def try_again(request: PageRequest, area: str, job_id: int) -> HttpResponse:
    try:
        job = operations.try_again(actor=request.actor, at=clock.now(), job_id=job_id)
    except Refusal as refusal:
        messages.warning(request, refusal.sentence)
    else:
        messages.success(request, f"{work_words(job.name)} will be tried again.")
    return redirect("jobs:jobs", area)


def _tabs(request: PageRequest, current: str) -> tuple[Tab, ...]:
    counts = queries.state_counts(request.actor)
    everything = Tab(
        "All", with_query(request, state=None, page=None), not current, sum(counts.values())
    )
    return everything, *(
        Tab(
            STATE_WORDS[state],
            with_query(request, state=state, page=None),
            state == current,
            counts[state],
        )
        for state in STATES
    )


def _table(shown: list[Job]) -> Table:
    return Table(
        caption="Background work, newest first",
        columns=COLUMNS,
        rows=[_row(job) for job in shown],
        empty="There is no such work.",
    )


def _row(job: Job) -> tuple[Cell | str, ...]:
    progress = f"{job.done_count} of {job.total_count}. " if job.total_count else ""
    return (
        work_words(job.name),
        Cell(STATE_WORDS[job.state], tag_colour=STATE_COLOURS[job.state]),
        markup.instant(job.enqueued_at),
        markup.instant(job.finished_at) if job.finished_at else "",
        str(job.attempt_count),
        f"{progress}{job.sentence}",
    )


def _failed(area: str, shown: list[Job]) -> tuple[tuple[str, str], ...]:
    """Words and address of each button that tries failed work again."""
    return tuple(
        (
            f"{work_words(job.name)}, asked for {markup.instant(job.enqueued_at)}",
            reverse("jobs:try_again", args=[area, job.pk]),
        )
        for job in shown
        if job.state == FAILED
    )
