"""Putting a version of the outcomes framework in use: a day, a second look, then it stands."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from alongside.kernel.actor import Actor
from alongside.measures import operations, perms
from alongside.measures.codes import FrameworkState
from alongside.measures.forms.framework import PutInUseForm
from alongside.measures.pages.changing_framework import CLOSED
from alongside.measures.pages.framework import framework_crumbs, version_address, version_words
from alongside.measures.queries.framework import (
    FrameworkHead,
    FrameworkPage,
    framework_page,
    frameworks,
)
from alongside.measures.rules.frameworks import check_may_use
from alongside.people.pages.filling import FormPage
from alongside.web import clock
from alongside.web.components import Crumb, Row
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import day

CONFIRM, CHANGE = "confirm", "change"


@dataclass(frozen=True, slots=True)
class CheckPage:
    """``kept`` are the answers, sent again with the button."""

    title: str
    crumbs: tuple[Crumb, ...]
    answers: tuple[Row, ...]
    consequence: str
    submit: str
    kept: tuple[tuple[str, str], ...]


@page("GET", "POST", needs=perms.DEFINE)
def put_in_use(request: PageRequest, area: str, ref: str) -> HttpResponse:
    shown, before = _shown(request.actor, ref)
    initial = {"from_on": clock.today(), "expected_version": shown.head.version}
    form = PutInUseForm(request.POST or None, initial=initial)
    step = request.POST.get("step", "")
    if request.method == "POST" and step != CHANGE and form.is_valid():
        with form.refusals() as outcome:
            if step == CONFIRM:
                _put_in_use(request.actor, ref, form)
            else:
                _check(shown, before, form.cleaned_data["from_on"])
        if outcome.accepted and step != CONFIRM:
            check = _check_page(request.actor, shown, before, form.cleaned_data["from_on"])
            return render_page(request, "measures/check_use.html", {"page": check})
        if outcome.accepted:
            messages.success(request, _done(shown, form))
            return redirect("measures:framework", area)
    content = {"page": _form_page(request.actor, shown), "form": form}
    return render_page(request, "people/fill_in.html", content, status=form.answer_status)


def _shown(actor: Actor, ref: str) -> tuple[FrameworkPage, FrameworkHead | None]:
    """The version itself, and the one that it would take the place of."""
    actor.check_may(perms.DEFINE)
    used = (each for each in frameworks(actor) if each.state is FrameworkState.IN_USE)
    return framework_page(actor, ref), next(used, None)


def _put_in_use(actor: Actor, ref: str, form: PutInUseForm) -> None:
    operations.put_in_use(
        actor=actor,
        at=clock.now(),
        framework_ref=ref,
        expected_version=form.cleaned_data["expected_version"],
        from_on=form.cleaned_data["from_on"],
    )


def _done(shown: FrameworkPage, form: PutInUseForm) -> str:
    return f"{version_words(shown.head)} is in use from {day(form.cleaned_data['from_on'])}."


def _form_page(actor: Actor, shown: FrameworkPage) -> FormPage:
    head, title = shown.head, f"Put {version_words(shown.head).lower()} in use"
    return FormPage(
        title=title,
        submit="Continue",
        crumbs=_trail(actor, shown, title),
        after=version_address(actor, head.ref),
        done="",
        facts=(
            Row("Version", f"{head.number}, {head.title}"),
            Row("Statements", [each.text for each in shown.statements]),
        ),
        intro="You can look at it once more before it counts.",
        closed=CLOSED[head.state],
    )


def _check(shown: FrameworkPage, before: FrameworkHead | None, from_on: date) -> None:
    """Asked before the second look, so that nobody is shown what will be refused."""
    check_may_use(
        from_on,
        statement_count=len(shown.statements),
        today=clock.today(),
        before_from=before.in_use_from if before else None,
    )


def _check_page(
    actor: Actor, shown: FrameworkPage, before: FrameworkHead | None, from_on: date
) -> CheckPage:
    head = shown.head
    last = f"It ends on {day(from_on - timedelta(days=1))} and stays readable." if before else ""
    return CheckPage(
        title="Check before it is used",
        crumbs=_trail(actor, shown, "Check before it is used"),
        answers=(
            Row("Version", f"{head.number}, {head.title}"),
            Row("In use from", day(from_on)),
            Row("Takes the place of", f"{version_words(before)}. {last}" if before else "Nothing"),
            Row("How it was made", head.made_with),
            Row("Statements", [each.text for each in shown.statements]),
        ),
        consequence=(
            "From then on its wording stays as it is here: only measures and services may be "
            "changed. Another wording needs the next version."
        ),
        submit="Put it in use",
        kept=_kept(head, from_on),
    )


def _kept(head: FrameworkHead, from_on: date) -> tuple[tuple[str, str], ...]:
    """The version as it is shown now: if it changes before the button is pressed, that is said."""
    return (
        ("from_on_day", str(from_on.day)),
        ("from_on_month", str(from_on.month)),
        ("from_on_year", str(from_on.year)),
        ("expected_version", str(head.version)),
    )


def _trail(actor: Actor, shown: FrameworkPage, title: str) -> tuple[Crumb, ...]:
    here = Crumb(version_words(shown.head), version_address(actor, shown.head.ref))
    return framework_crumbs(actor, here, Crumb(title))
