"""Cases that look like one child: the list, two side by side, and making them one."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

from alongside.casework import perms
from alongside.casework.forms.merging import DifferentForm, MergeForm, TwoNumbersForm
from alongside.casework.operations import merging as operations
from alongside.casework.operations.merging import MergeOrder
from alongside.casework.pages.trail import case_address, crumbs
from alongside.casework.queries.merging import (
    OneSide,
    Pair,
    look_alikes,
    refs_of_numbers,
    two_cases,
)
from alongside.casework.rules.child_record import Ethnicity
from alongside.casework.rules.codes import Sex
from alongside.casework.words import ETHNICITIES, SEXES, STAGES
from alongside.kernel.actor import Actor
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.addresses import Pagination, paginate
from alongside.web.components import Cell, Column, Crumb, Door, Table
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import counted, day

TITLE = "Cases that may be of one child"
PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class DuplicatesShown:
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    table: Table
    pagination: Pagination


@page("GET", needs=perms.MERGE)
def duplicates(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    found = look_alikes(actor, today=clock.today())
    pagination = paginate(request, total=len(found), per_page=PER_PAGE)
    content = DuplicatesShown(
        crumbs=crumbs(actor, Crumb(TITLE)),
        doors=(Door("Two cases that I know of", _at(actor, "two_cases"), is_main=True),),
        table=_table(actor, found[pagination.start : pagination.stop]),
        pagination=pagination,
    )
    return render_page(request, "casework/duplicates.html", {"page": content})


@page("GET", "POST", needs=perms.MERGE)
def two(request: PageRequest, area: str) -> HttpResponse:
    """Nothing changes: the numbers lead to both cases, and stand in no address."""
    actor, form = request.actor, TwoNumbersForm(request.POST or None)
    content = FormPage(
        title="Two cases that I know of",
        submit="Look at both",
        crumbs=_crumbs(actor, Crumb("Two cases")),
        after=reverse("casework:duplicates", args=[area]),
        done="Both were found. Look at them before you decide.",
        onward=lambda refs: _at(actor, "merge", *refs),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: refs_of_numbers(
            actor,
            numbers=(form.cleaned_data["first"], form.cleaned_data["second"]),
            today=clock.today(),
        ),
    )


@page("GET", "POST", needs=perms.MERGE)
def merge(request: PageRequest, area: str, ref: str, other: str) -> HttpResponse:
    """``ref`` is kept; ``other`` goes."""
    actor = request.actor
    kept, gone = two_cases(actor, refs=(ref, other), today=clock.today())
    versions = {"expected_version": kept.head.version, "other_version": gone.head.version}
    form = MergeForm(request.POST or None, initial=versions)
    form.ask_of_school(kept.claims or ("" if kept.head.child.school else gone.claims))
    return fill_in(
        request,
        form,
        _merge_page(actor, kept, gone),
        lambda: operations.merge_cases(
            actor=actor,
            at=clock.now(),
            order=MergeOrder(
                kept_ref=ref,
                merged_ref=other,
                kept_version=form.cleaned_data["expected_version"],
                merged_version=form.cleaned_data["other_version"],
                why=form.cleaned_data["why"],
                is_school_known=form.cleaned_data.get("is_school_known", False),
            ),
        ),
    )


@page("GET", "POST", needs=perms.MERGE)
def different(request: PageRequest, area: str, ref: str, other: str) -> HttpResponse:
    actor, form = request.actor, DifferentForm(request.POST or None)
    one, two = two_cases(actor, refs=(ref, other), today=clock.today())
    names = f"{one.head.number} and {two.head.number}"
    content = FormPage(
        title=f"{names} are two children",
        submit="They are two children",
        crumbs=_crumbs(actor, Crumb("Two children")),
        after=reverse("casework:duplicates", args=[area]),
        done="They are no longer shown together.",
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.say_different(actor=actor, at=clock.now(), case_refs=(ref, other)),
    )


MOVES = {
    "events": "event",
    "contacts": "contact",
    "addresses": "address,addresses",
    "ways": "way in for the family,ways in for the family",
}
SEEN = "Whoever has a way in to the case that goes then sees the kept case. End it first if they must not."


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands between the title and the form."""

    table: Table
    swap: Door
    different: Door
    moves: str
    seen: str


def _merge_page(actor: Actor, kept: OneSide, gone: OneSide) -> FormPage:
    pair = (kept.head.ref, gone.head.ref)
    moves = ", ".join(counted(n, MOVES[what]) for what, n in gone.counts.items() if n)
    return FormPage(
        title=f"Keep {kept.head.number}, merge {gone.head.number} into it",
        submit="Make them one",
        crumbs=_crumbs(actor, Crumb("Two cases side by side")),
        after=reverse("casework:duplicates", args=[actor.area_slug]),
        done="They are one case. The other number leads on to it.",
        is_grave=True,
        onward=lambda made: case_address(actor, made.kept.ref),
        template="casework/merge.html",
        beside=Beside(
            table=_side_by_side(actor, kept, gone),
            swap=Door("Keep the other one instead", _at(actor, "merge", *reversed(pair))),
            different=Door("They are two children", _at(actor, "different", *pair)),
            moves=moves or "nothing that was recorded",
            seen=SEEN if gone.counts["ways"] else "",
        ),
    )


def _side_by_side(actor: Actor, kept: OneSide, gone: OneSide) -> Table:
    rows = [
        (Cell(label, is_header=True), mine, theirs, _result(label, mine, theirs, gone.claims))
        for label, mine, theirs in _facts(kept, gone)
        if mine or theirs
    ]
    return Table(
        caption="Both cases",
        caption_hidden=True,
        columns=(
            Column("What"),
            Column(f"Kept: {kept.head.number}", is_wide=True),
            Column(f"Goes: {gone.head.number}", is_wide=True),
            Column("What becomes of it", is_wide=True),
        ),
        rows=rows,
        stack=True,
    )


def _facts(kept: OneSide, gone: OneSide) -> Iterator[tuple[str, str, str]]:
    one, two = kept.head.child, gone.head.child
    yield "Name", one.name, two.name
    yield "Date of birth", day(one.born_on), day(two.born_on)
    yield "Sex", SEXES[Sex(one.sex)], SEXES[Sex(two.sex)]
    yield "NHS number", one.nhs_number, two.nhs_number
    yield "UPN", one.upn, two.upn
    yield "ULN", one.uln, two.uln
    yield "School or setting", one.school, two.school
    yield "Ethnicity", _ethnicity(one.ethnicity), _ethnicity(two.ethnicity)
    yield "Languages at home", one.languages, two.languages
    yield "Where it stands", STAGES[kept.head.stage], STAGES[gone.head.stage]


def _ethnicity(code: str) -> str:
    return ETHNICITIES[Ethnicity(code)] if code else ""


def _result(label: str, mine: str, theirs: str, claims: str) -> str:
    if label == "Where it stands":
        return "Worked out anew from what happened in both"
    if mine == theirs:
        return "The same"
    if label == "Date of birth":
        return "Put the wrong one right first"
    if not mine and claims and theirs == claims:
        return "Only this school says so: left out, unless you tick it below"
    if not mine:
        return "Taken over from the one that goes"
    if not theirs:
        return "Kept"
    if label == "Name":
        return "Kept, and the other is kept as another name"
    return "Kept. The other stays with the case that goes"


def _table(actor: Actor, found: tuple[Pair, ...]) -> Table:
    return Table(
        caption="Pairs of one birth date and close names",
        caption_hidden=True,
        columns=(
            Column("One case", is_wide=True),
            Column("The other", is_wide=True),
            Column("Date of birth"),
            Column("What you can do"),
        ),
        rows=[
            (
                Cell(
                    f"{one.given_names} {one.family_name}",
                    case_address(actor, one.case_ref),
                    note=one.number,
                    is_header=True,
                ),
                Cell(
                    f"{other.given_names} {other.family_name}",
                    case_address(actor, other.case_ref),
                    note=other.number,
                ),
                day(one.born_on),
                Cell("Look at both", _at(actor, "merge", one.case_ref, other.case_ref)),
            )
            for one, other in found
        ],
        stack=True,
        empty="No two cases look alike.",
    )


def _at(actor: Actor, name: str, *refs: str) -> str:
    return reverse(f"casework:{name}", args=[actor.area_slug, *refs])


def _crumbs(actor: Actor, *further: Crumb) -> tuple[Crumb, ...]:
    listed = Crumb(TITLE, reverse("casework:duplicates", args=[actor.area_slug]))
    return crumbs(actor, listed, *further)
