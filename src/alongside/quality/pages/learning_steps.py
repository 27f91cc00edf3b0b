"""Doing one thing for learning: one form for each, and one operation."""

from collections.abc import Sequence

from django.http import HttpResponse

from alongside.kernel.actor import Actor
from alongside.people.choices import post_choices_by_organisation
from alongside.people.pages.filling import FormPage, fill_in
from alongside.people.queries import posts_of
from alongside.quality import perms
from alongside.quality.forms.learning import (
    BEFORE_CODE,
    ChangeForm,
    CompareForm,
    DecisionForm,
    FileFindingForm,
    FindingForm,
    LessonForm,
    MadeForm,
    ThemeForm,
)
from alongside.quality.learning_words import CHANGE_KINDS
from alongside.quality.operations import comparing as compare_operations
from alongside.quality.operations import learning as operations
from alongside.quality.pages.deciding import being_compared, decided_on, why_not_decided
from alongside.quality.pages.learning import FILE
from alongside.quality.pages.learning_trail import (
    lesson_crumbs,
    theme_crumbs,
    themes_crumbs,
)
from alongside.quality.pages.trail import at
from alongside.quality.queries.learning import (
    change_to_make,
    finding,
    found_in_audit,
    found_in_sweep,
    lesson_page,
    theme_page,
    themes,
)
from alongside.quality.queries.learning_values import FoundIn
from alongside.quality.rules.codes import Verdict
from alongside.quality.rules.learning import NO_FINDING
from alongside.quality.tools import tools
from alongside.web import clock
from alongside.web.components import Crumb, Row
from alongside.web.forms import Groups
from alongside.web.pages import PageRequest, page
from alongside.web.writing import counted, day

FIND, NAME = "Write down a finding", "Name a theme"
WRITE, PLAN, MADE = "Write a lesson", "Plan a change", "Record that it was made"
COMPARE, DECIDE = "Compare now", "Decide for the board"
FINDS = (perms.LEAD, perms.AUDIT)
ASKS = (perms.LEAD, perms.DECIDE)


@page("GET", "POST", needs=FINDS)
def find_in_audit(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    return _find(request, found_in_audit(actor, audit_ref=ref), audit=ref)


@page("GET", "POST", needs=perms.LEAD)
def find_in_sweep(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    return _find(request, found_in_sweep(actor, sweep_ref=ref), sweep=ref)


@page("GET", "POST", needs=perms.LEAD)
def add_theme(request: PageRequest, area: str) -> HttpResponse:
    actor, form = request.actor, ThemeForm(request.POST or None)
    content = FormPage(
        title=NAME,
        submit="Name it",
        crumbs=themes_crumbs(actor, Crumb(NAME)),
        after=at(actor, "themes"),
        done="The theme is named. Put findings under it.",
        onward=lambda made: at(actor, "theme", made.ref),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.name_theme(actor=actor, at=clock.now(), **form.cleaned_data),
    )


@page("GET", "POST", needs=perms.LEAD)
def file_finding(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, found = request.actor, finding(request.actor, finding_ref=ref)
    form = FileFindingForm(request.POST or None)
    form.offer("theme", _themes(actor))
    content = FormPage(
        title=FILE,
        submit="Put it there",
        crumbs=themes_crumbs(actor, Crumb(FILE)),
        after=at(actor, "themes"),
        done="It stands under the theme.",
        facts=(Row("Finding", found.words), Row("Found in", found.source)),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.put_finding_under_theme(
            actor=actor, at=clock.now(), finding_ref=ref, theme_ref=form.cleaned_data["theme"]
        ),
    )


@page("GET", "POST", needs=perms.LEAD)
def write_lesson(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    found = theme_page(actor, theme_ref=ref, today=today)
    form = LessonForm(request.POST or None)
    form.offer("compared", _questions())
    form.offer("owner", post_choices_by_organisation(actor, today=today))
    content = FormPage(
        title=WRITE,
        submit="Write it down",
        crumbs=theme_crumbs(actor, found.row, Crumb(WRITE)),
        after=at(actor, "theme", ref),
        done="The lesson is written. Say next what is changed for it.",
        intro="A lesson has a post that sees to it, a day, and something by which it will be compared.",
        onward=lambda made: at(actor, "lesson", made.ref),
        facts=(Row("Theme", f"{found.row.title}: {counted(len(found.findings), 'finding')}"),),
        closed="" if found.findings else NO_FINDING,
    )
    instead_of = request.GET.get("instead_of", "")
    return fill_in(
        request,
        form,
        content,
        lambda: operations.write_lesson(
            actor=actor, at=clock.now(), new=form.new_lesson(theme=ref, instead_of=instead_of)
        ),
    )


@page("GET", "POST", needs=perms.LEAD)
def plan_change(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    found = lesson_page(actor, lesson_ref=ref, today=today)
    form = ChangeForm(request.POST or None)
    form.offer("owner", post_choices_by_organisation(actor, today=today))
    form.offer_or_leave_out("teams", _teams(actor))
    content = FormPage(
        title=PLAN,
        submit="Set it up",
        crumbs=lesson_crumbs(actor, found.row, Crumb(PLAN)),
        after=at(actor, "lesson", ref),
        done="The change is planned. Record the day on which it is made.",
        facts=(Row("Lesson", found.words),),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.plan_change(
            actor=actor, at=clock.now(), lesson_ref=ref, new=form.new_change()
        ),
    )


@page("GET", "POST", needs=perms.READS_RESULTS)
def make_change(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    lesson, found = change_to_make(actor, change_ref=ref, today=today)
    form = MadeForm(request.POST or None, initial={"done_on": today})
    content = FormPage(
        title=MADE,
        submit="Record it",
        crumbs=lesson_crumbs(actor, lesson, Crumb(MADE)),
        after=at(actor, "lesson", lesson.ref),
        done="It is recorded. What is written from that day on is compared.",
        facts=(Row(CHANGE_KINDS[found.kind], found.words), Row("Due", day(found.due_on))),
        closed=f"It was made on {day(found.done_on)}." if found.done_on else "",
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.make_change(
            actor=actor, at=clock.now(), change_ref=ref, done_on=form.cleaned_data["done_on"]
        ),
    )


@page("GET", "POST", needs=ASKS)
def compare(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = lesson_page(actor, lesson_ref=ref, today=clock.today())
    form = CompareForm(request.POST if request.method == "POST" else None)
    content = FormPage(
        title=COMPARE,
        submit=COMPARE,
        crumbs=lesson_crumbs(actor, found.row, Crumb(COMPARE)),
        after=at(actor, "lesson", ref),
        done="It is being compared. The answer appears here by itself.",
        intro="It is compared once a month by itself. Asking more often changes no answer.",
        closed=found.why_not_compare,
    )
    return fill_in(
        request,
        form,
        content,
        lambda: compare_operations.ask_to_compare(actor=actor, at=clock.now(), lesson_ref=ref),
    )


@page("GET", "POST", needs=perms.DECIDE)
def decide(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    found = lesson_page(actor, lesson_ref=ref, today=today)
    last = found.readings[0] if found.readings else None
    form = DecisionForm(request.POST or None, initial={"seen": last.pk if last else None})
    form.ask_if_sure(is_too_early=last is not None and last.verdict is Verdict.TOO_EARLY)
    content = FormPage(
        title=DECIDE,
        submit="Record the decision",
        crumbs=lesson_crumbs(actor, found.row, Crumb(DECIDE)),
        after=at(actor, "lesson", ref),
        done="The decision is recorded.",
        warning=being_compared(found),
        facts=decided_on(found, today),
        closed=why_not_decided(found),
        is_grave=True,
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.decide_on_lesson(
            actor=actor, at=clock.now(), lesson_ref=ref, new=form.new_decision()
        ),
    )


def _find(
    request: PageRequest, found: FoundIn, *, audit: str = "", sweep: str = ""
) -> HttpResponse:
    actor, form = request.actor, FindingForm(request.POST or None)
    form.offer_or_leave_out("question", found.questions)
    form.offer_or_leave_out("theme", _themes(actor) if actor.may(perms.LEAD) else ())
    content = FormPage(
        title=FIND,
        submit="Write it down",
        crumbs=themes_crumbs(actor, Crumb(FIND)),
        after=at(actor, "themes"),
        done="The finding is written down.",
        facts=(Row("Found in", found.title),),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.record_finding(
            actor=actor, at=clock.now(), new=form.new_finding(audit=audit, sweep=sweep)
        ),
    )


def _themes(actor: Actor) -> list[tuple[str, str]]:
    """Each with how much stands under it already."""
    return [
        (each.ref, f"{each.title} ({counted(each.finding_count, 'finding')})")
        for each in themes(actor)
    ]


def _questions() -> Groups:
    """Of the newest version of each tool."""
    newest = {each.code: each for each in tools()}
    return [
        (
            tool.title,
            [
                (f"{tool.code}{BEFORE_CODE}{each.code}", f"{each.code}: {each.asks}")
                for each in tool.questions
            ],
        )
        for tool in newest.values()
    ]


def _teams(actor: Actor) -> Sequence[tuple[str, str]]:
    return [(name, name) for name in sorted({each.team for each in posts_of(actor)} - {""})]
