"""What has to be put right: the list, one of it, and what may be done about it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.http import HttpResponse

from alongside.kernel.actor import Actor
from alongside.people.choices import post_choices
from alongside.people.pages.filling import FormPage, fill_in
from alongside.quality import perms
from alongside.quality.forms.putting_right import (
    CloseForm,
    HandOverForm,
    PutRightFilter,
    TellForm,
    UrgentForm,
)
from alongside.quality.operations import putting_right as operations
from alongside.quality.pages.put_right_parts import (
    CLOSED,
    TITLE,
    doors_of,
    facts_of,
    short_of,
    state_of,
    unneeded_facts,
)
from alongside.quality.pages.put_right_parts import table_of as put_right_table
from alongside.quality.pages.trail import at, crumbs
from alongside.quality.pages.views import tabs
from alongside.quality.put_right_finding import find_item_to_raise
from alongside.quality.put_right_posts import refs_of_posts_that_may
from alongside.quality.put_right_words import BECAUSE
from alongside.quality.queries.putting_right import (
    PutRightList,
    PutRightPage,
    put_right_list,
    put_right_page,
)
from alongside.quality.rules.codes import Because, PutRightState
from alongside.web import clock
from alongside.web.addresses import Pagination, paginate
from alongside.web.components import Crumb, Door, KeyFigure, RecordedItem, Row, Tab, Table
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import day

PER_PAGE = 25
CASE = "casework.case"
TELL, CLOSE = "Record that the family was told", "Close it"
HAND_OVER, URGENT = "Give it to another post", "Raise an urgent concern"
DONE = {
    TELL: "It is recorded. From now on the family’s own page says what was found.",
    CLOSE: "It is closed. What came of it stands on the family’s own page once the family is told.",
    HAND_OVER: "It is with another post now. Whoever holds it is told.",
}
INTRO = (
    "What audits and sweeps found in the cases that you may read. It is closed by a review, by a new version of "
    "the EHC plan, or by a decision with its reason. Nothing closes by itself."
)
URGENT_INTRO = "Whoever has the case is told today. A worry about a child’s safety goes to the named post as well."

SAFETY_INTRO = (
    "An auditor was worried about safety. Say what was arranged at once, by whom and when. Where nothing needs to "
    "be put right, a second person has to agree before it is closed."
)
NOTHING_YET = "No review was held and no final EHC plan was issued since this was found."


@dataclass(frozen=True, slots=True)
class ListShown:
    title: str
    intro: str
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    figures: tuple[KeyFigure, ...]
    form: PutRightFilter
    table: Table
    pagination: Pagination


@dataclass(frozen=True, slots=True)
class OneShown:
    title: str
    caption: str
    state: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    facts: tuple[Row, ...]
    what: str
    words: tuple[str, ...]
    short: tuple[RecordedItem, ...] | None


@page("GET", needs=perms.PUT_RIGHT)
def listed(request: PageRequest, area: str) -> HttpResponse:
    actor, form = request.actor, PutRightFilter(request.GET)
    found = put_right_list(actor, today=clock.today(), what=form.what_is_chosen())
    pagination = paginate(request, total=found.total, per_page=PER_PAGE)
    content = ListShown(
        title=TITLE,
        intro=INTRO,
        crumbs=crumbs(actor)[:1],
        tabs=tabs(actor, current="put_rights"),
        figures=tuple(_figures(found)),
        form=form,
        table=put_right_table(actor, found.page(pagination.start, pagination.stop)),
        pagination=pagination,
    )
    return render_page(request, "quality/put_rights.html", {"page": content})


@page("GET", needs=perms.PUT_RIGHT)
def show(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = put_right_page(actor, put_right_ref=ref, today=clock.today())
    content = OneShown(
        title=f"{found.row.name}: what has to be put right",
        caption=f"Case {found.row.case_number}",
        state=state_of(found.row),
        crumbs=crumbs(actor, Crumb(TITLE, at(actor, "put_rights"))),
        doors=doors_of(actor, found),
        facts=facts_of(found),
        what="" if found.short else found.what,
        words=found.short.words if found.short else (),
        short=short_of(found),
    )
    response = render_page(request, "quality/put_right.html", {"page": content})
    return as_look(
        response, subject=CASE, ref=found.row.case_ref, reason="What has to be put right"
    )


@page("GET", "POST", needs=perms.PUT_RIGHT)
def told(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    found = put_right_page(actor, put_right_ref=ref, today=today)
    first = {"expected_version": found.version, "on": today}
    form = TellForm(request.POST or None, initial=first)
    closed = f"The family was told on {day(found.row.told_on)}." if found.row.told_on else ""
    return fill_in(
        request,
        form,
        _page(actor, found, TELL, closed=closed),
        lambda: operations.tell_family(
            actor=actor,
            at=clock.now(),
            put_right_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            on=form.cleaned_data["on"],
            how=form.cleaned_data["how"],
        ),
    )


@page("GET", "POST", needs=perms.PUT_RIGHT)
def close(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = put_right_page(actor, put_right_ref=ref, today=clock.today())
    form = _close_form(request, found)
    return fill_in(
        request,
        form,
        replace(
            _page(actor, found, CLOSE, closed=_closed(found)),
            intro=_close_intro(found),
            done="It is recorded." if found.is_about_safety else DONE[CLOSE],
        ),
        lambda: operations.close_put_right(
            actor=actor,
            at=clock.now(),
            put_right_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            closing=form.closing(),
        ),
    )


@page("GET", "POST", needs=perms.PUT_RIGHT)
def hand_over(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    found = put_right_page(actor, put_right_ref=ref, today=today)
    form = HandOverForm(request.POST or None, initial={"expected_version": found.version})
    form.offer("post", _posts(actor, found))
    return fill_in(
        request,
        form,
        _page(actor, found, HAND_OVER, closed=_closed(found)),
        lambda: operations.hand_over_put_right(
            actor=actor,
            at=clock.now(),
            put_right_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            post_ref=form.cleaned_data["post"],
        ),
    )


@page("GET", "POST", needs=(perms.AUDIT, perms.AUDIT_FAMILY, perms.LEAD))
def urgent(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    find_item_to_raise(actor, ref)
    form = UrgentForm(request.POST or None)
    back = at(actor, "item", ref) if actor.may(perms.LEAD) else at(actor, "mine")
    content = FormPage(
        title=URGENT,
        submit="Raise it now",
        crumbs=crumbs(actor, Crumb("What you audit", back), Crumb(URGENT)),
        after=back,
        done="It is raised. Whoever has the case is told now.",
        intro=URGENT_INTRO,
    )
    return fill_in(request, form, content, lambda: _raise(actor, ref, form))


def _close_form(request: PageRequest, found: PutRightPage) -> CloseForm:
    first = {
        "expected_version": found.version,
        "arranged": found.arranged,
        "arranged_by": found.arranged_by,
        "arranged_on": found.arranged_on,
    }
    is_urgent = found.row.because is Because.URGENT
    form = CloseForm(request.POST or None, initial=first, is_urgent=is_urgent)
    form.offer_what_was_done(
        [(each.ref, f"Held on {day(each.on)}") for each in found.reviews],
        [(each.ref, f"Issued on {day(each.on)}") for each in found.versions],
    )
    return form


def _close_intro(found: PutRightPage) -> str:
    """What two people have to do, and which ways are not there yet."""
    said = []
    if found.is_about_safety:
        said.append(SAFETY_INTRO)
    if not found.reviews and not found.versions:
        said.append(NOTHING_YET)
    return " ".join(said)


def _posts(actor: Actor, found: PutRightPage) -> list[tuple[str, str]]:
    """Only those whose holders could read it; not the one that has it."""
    may = refs_of_posts_that_may(actor, found.case_id, at=clock.now()) - {found.owner_ref}
    return [each for each in post_choices(actor, today=clock.today()) if each[0] in may]


def _raise(actor: Actor, ref: str, form: UrgentForm) -> object:
    return operations.raise_urgent(
        actor=actor,
        at=clock.now(),
        item_ref=ref,
        what=form.cleaned_data["what"],
        is_about_safety=form.is_about_safety(),
    )


def _figures(found: PutRightList) -> Iterator[KeyFigure]:
    yield KeyFigure("To put right", str(found.open_count))
    yield KeyFigure("Late", str(found.late_count), f"of {found.open_count} to put right")
    yield KeyFigure("Families not told", str(found.untold_count), "of what was found")


def _closed(found: PutRightPage) -> str:
    return CLOSED if found.row.state is PutRightState.CLOSED else ""


def _page(actor: Actor, found: PutRightPage, title: str, *, closed: str) -> FormPage:
    back = at(actor, "put_right", found.row.ref)
    return FormPage(
        title=title,
        submit=title,
        crumbs=crumbs(
            actor,
            Crumb(TITLE, at(actor, "put_rights")),
            Crumb(f"Case {found.row.case_number}", back),
            Crumb(title),
        ),
        after=back,
        done=DONE[title],
        facts=(
            Row("Why", BECAUSE[found.row.because]),
            Row("Due", day(found.row.due_on)),
            *unneeded_facts(found),
        ),
        closed=closed,
    )
