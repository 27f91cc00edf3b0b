"""Early notifications by health (section 23): the list, a notice with its steps, and what it says."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

from alongside.advice import perms
from alongside.advice.forms.early import BeginForm, DecideEarlyForm, EarlyStepForm
from alongside.advice.operations import early as operations
from alongside.advice.pages.trail import at, crumbs
from alongside.advice.queries.early import (
    EarlyStepView,
    NoticePage,
    NoticeRow,
    alike_of,
    early_notices,
    notice_page,
    rows_of,
)
from alongside.advice.rules.early import HEALTH_BODIES, EarlyStep, Says
from alongside.advice.words import EARLY_DOORS, EARLY_STEPS, SAYS
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.choices import post_choices_by_organisation
from alongside.people.pages.filling import FormPage, fill_in
from alongside.people.queries import organisations
from alongside.web import clock
from alongside.web.components import Cell, Column, Crumb, Door, RecordedItem, Row, Table
from alongside.web.markup import tag
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import day, instant

TITLE, BEGIN, DECIDE = "Early notifications", "Begin a notification", "Decide what it says"
READS = (*perms.EARLY, perms.OVERSEE_HEALTH)
SUBJECT = "advice.early_notice"
MOST = 200
DECIDE_INTRO = (
    "If it says that the child has or may have special educational needs, time runs from the day on "
    "which it was received (section 24). Look first whether the child is here already."
)


@dataclass(frozen=True, slots=True)
class EarlyShown:
    title: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class NoticeShown:
    title: str
    caption: str
    state: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    facts: tuple[Row, ...]
    opinion: str
    basis: str
    steps: tuple[RecordedItem, ...]


@page("GET", needs=READS)
def listed(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    content = EarlyShown(
        title=TITLE,
        crumbs=crumbs(actor, Crumb(TITLE)),
        doors=tuple(_doors(actor)),
        table=notice_table(actor, rows_of(early_notices(actor)[:MOST]), empty="None came yet."),
    )
    return render_page(request, "advice/early.html", {"page": content})


@page("GET", "POST", needs=perms.NOTIFY)
def begin(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    form = BeginForm(request.POST or None)
    rows = organisations().filter(kind__in=HEALTH_BODIES)
    form.offer("body", [(each.ref, each.name) for each in rows])
    content = FormPage(
        title=BEGIN,
        submit="Record it",
        crumbs=crumbs(actor, Crumb(TITLE, at(actor, "early")), Crumb(BEGIN)),
        after=at(actor, "early"),
        done="It is recorded. The authority does not have it yet.",
        intro="Of a child under compulsory school age. The parent is told first, and has an opportunity "
        "to discuss it, before it goes to the authority.",
        onward=lambda made: at(actor, "early_notice", made.ref),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.begin_early_notice(actor=actor, at=clock.now(), new=form.new_notice()),
    )


@page("GET", needs=READS)
def show(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = notice_page(actor, notice_ref=ref)
    response = render_page(request, "advice/early_notice.html", {"page": _shown(actor, found)})
    return as_look(response, subject=SUBJECT, ref=ref, reason="An early notification")


@page("GET", "POST", needs=perms.EARLY)
def step(request: PageRequest, area: str, ref: str, step: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    found, what = notice_page(actor, notice_ref=ref), _step(actor, step)
    form = EarlyStepForm(request.POST or None, initial={"on": today})
    closed = "" if what in found.may else "This cannot be recorded now. Look at the steps so far."
    return fill_in(
        request,
        form,
        _page(actor, found, EARLY_DOORS[what], EARLY_STEPS[what] + ".", closed=closed),
        lambda: operations.record_early_step(
            actor=actor,
            at=clock.now(),
            notice_ref=ref,
            step=what,
            on=form.cleaned_data["on"],
            note=form.cleaned_data["note"],
        ),
    )


@page("GET", "POST", needs=perms.RECORD_EARLY)
def decide(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    found = notice_page(actor, notice_ref=ref)
    alike = alike_of(actor, notice_ref=ref, today=today)
    form = DecideEarlyForm(request.POST or None)
    form.offer_cases([(each.ref, f"{each.words}: the same child") for each in alike if each.ref])
    form.offer("post", post_choices_by_organisation(actor, today=today))
    hidden = " ".join(each.words for each in alike if not each.ref)
    intro = f"{DECIDE_INTRO} {hidden}".strip()
    return fill_in(
        request,
        form,
        _page(actor, found, DECIDE, intro, closed=found.why_not_decide),
        lambda: operations.decide_early_notice(
            actor=actor, at=clock.now(), notice_ref=ref, new=form.new_decision()
        ),
    )


def notice_table(actor: Actor, rows: tuple[NoticeRow, ...], *, empty: str) -> Table:
    return Table(
        caption=TITLE,
        caption_hidden=True,
        columns=(
            Column("Child", is_wide=True),
            Column("Born"),
            Column("Health body", is_wide=True),
            Column("Opinion"),
            Column("Received"),
            Column("How it stands"),
        ),
        rows=[_row(actor, each) for each in rows],
        stack=True,
        empty=empty,
    )


def _row(actor: Actor, each: NoticeRow) -> tuple[Cell | str, ...]:
    words, colour = _stands(each)
    note = f"Case {each.case_number}" if each.case_number else ""
    return (
        Cell(each.name, at(actor, "early_notice", each.ref), is_header=True, note=note),
        day(each.born_on),
        each.body,
        day(each.days.get(EarlyStep.OPINION)),
        day(each.days.get(EarlyStep.RECEIVED)) or "Not yet",
        Cell(words, tag_colour=colour),
    )


def _stands(each: NoticeRow) -> tuple[str, str]:
    if each.says is Says.NEEDS:
        return ("Time runs", "green") if each.is_start else ("Joined to the case", "green")
    if each.says is Says.NO_NEEDS:
        return "Says no needs", "grey"
    if EarlyStep.RECEIVED in each.days:
        return "Waits for a decision", "amber"
    return ("Sent", "blue") if EarlyStep.SENT in each.days else ("With health", "grey")


def _doors(actor: Actor) -> Iterator[Door]:
    if actor.may(perms.NOTIFY):
        yield Door(BEGIN, at(actor, "begin_early"), is_main=True)
    if actor.may(perms.OVERSEE_HEALTH) or actor.may(perms.RECORD_EARLY):
        yield Door("Compare with health’s list", at(actor, "identified"))


def _shown(actor: Actor, found: NoticePage) -> NoticeShown:
    words, colour = _stands(found.row)
    return NoticeShown(
        title=found.row.name,
        caption=TITLE,
        state=tag(words, colour),
        crumbs=crumbs(actor, Crumb(TITLE, at(actor, "early")), Crumb("Notification")),
        doors=tuple(_notice_doors(actor, found)),
        facts=tuple(_facts(actor, found)),
        opinion=found.opinion,
        basis=found.basis,
        steps=tuple(_item(each) for each in found.steps),
    )


def _notice_doors(actor: Actor, found: NoticePage) -> Iterator[Door]:
    ref = found.row.ref
    for index, each in enumerate(found.may):
        yield Door(EARLY_DOORS[each], at(actor, "early_step", ref, each.value), is_main=index == 0)
    if found.may_decide:
        yield Door(DECIDE, at(actor, "decide_early", ref), is_main=True)


def _facts(actor: Actor, found: NoticePage) -> Iterator[Row]:
    row = found.row
    yield Row("Born", day(row.born_on))
    yield Row("NHS number", found.nhs_number or "Not given: it cannot be matched to health’s list")
    yield Row("Notified by", row.body)
    if row.case_ref and actor.may(perms.RECORD_EARLY):
        case = reverse("casework:case", args=[actor.area_slug, row.case_ref])
        yield Row("Case", row.case_number, case, "Open the case")
    if row.says is not None and found.decided_at is not None:
        yield Row("What it says", f"{SAYS[row.says]}. {found.reasons}")
        yield Row("Decided", f"{instant(found.decided_at)}, {found.decided_by}")


def _item(each: EarlyStepView) -> RecordedItem:
    by = f" by {each.recorded_by}" if each.recorded_by else ""
    return RecordedItem(
        title=f"{day(each.on)}: {EARLY_STEPS[each.step]}",
        body=each.words,
        notes=(f"Recorded on {instant(each.recorded_at)}{by}",),
    )


def _step(actor: Actor, name: str) -> EarlyStep:
    """Raises Hidden for no step, and for one that is not this person’s to record."""
    if name not in set(EARLY_DOORS):
        raise Hidden("step")
    needed = perms.RECORD_EARLY if name == EarlyStep.RECEIVED else perms.NOTIFY
    actor.check_may(needed)
    return EarlyStep(name)


def _page(actor: Actor, found: NoticePage, title: str, intro: str, *, closed: str) -> FormPage:
    here = at(actor, "early_notice", found.row.ref)
    return FormPage(
        title=title,
        submit="Record this",
        crumbs=crumbs(
            actor, Crumb(TITLE, at(actor, "early")), Crumb("Notification", here), Crumb(title)
        ),
        after=here,
        done="It is recorded.",
        intro=intro,
        facts=(Row("Child", f"{found.row.name}, born {day(found.row.born_on)}"),),
        closed=closed,
    )
