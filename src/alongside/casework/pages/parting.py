"""Parting two children who were merged as one by mistake: what goes back, and whose each later thing is."""

from django.http import HttpResponse
from django.urls import reverse

from alongside.casework import perms
from alongside.casework.forms.parting import PartForm
from alongside.casework.operations import parting as operations
from alongside.casework.operations.parting import PartOrder
from alongside.casework.pages.trail import at_case, case_crumbs
from alongside.casework.queries.merging import MergedView, merged_into
from alongside.casework.queries.parting import PartingView, parting
from alongside.casework.words import CAME
from alongside.kernel.actor import Actor
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Door, RecordedItem, Row
from alongside.web.pages import PageRequest, page
from alongside.web.writing import counted, day


@page("GET", "POST", needs=perms.MERGE)
def part(request: PageRequest, area: str, ref: str, merge: str) -> HttpResponse:
    actor = request.actor
    found = parting(actor, case_ref=ref, merge_ref=merge, today=clock.today())
    form = PartForm(request.POST or None, initial={"expected_version": found.kept.version})
    form.offer_or_leave_out("goes", list(found.since))
    return fill_in(
        request,
        form,
        _page(actor, found),
        lambda: operations.part_cases(
            actor=actor,
            at=clock.now(),
            order=PartOrder(
                case_ref=ref,
                merge_ref=merge,
                kept_version=form.cleaned_data["expected_version"],
                why=form.cleaned_data["why"],
                goes=frozenset(form.cleaned_data.get("goes", ())),
            ),
        ),
    )


def _page(actor: Actor, found: PartingView) -> FormPage:
    title = f"Part {found.number} from {found.kept.number}"
    return FormPage(
        title=title,
        submit="Part them",
        crumbs=case_crumbs(actor, found.kept, Crumb(title)),
        after=at_case(actor, "child_record", found.kept.ref),
        done="They are two cases again. Read both records, and the letters that went out meanwhile.",
        intro="What each had before the merge goes back to it. Restrictions stay as strict as they are.",
        facts=(
            Row("Merged on", day(found.merged_on)),
            Row("Why they were merged", found.why),
            Row("Goes back", _goes_back(found.goes_back_count)),
        ),
        is_grave=True,
    )


def merged_items(actor: Actor, case_ref: str) -> tuple[RecordedItem, ...]:
    """Of a case that the actor reads."""
    return tuple(
        _merged_item(actor, case_ref, each) for each in merged_into(actor, case_ref=case_ref)
    )


def _merged_item(actor: Actor, case_ref: str, each: MergedView) -> RecordedItem:
    """What was merged into a case, with the way to part them again, or why they were parted."""
    notes = [f"Merged on {day(each.on)}{_by(each.by)}", _came(each)]
    if each.parted:
        why, on, by = each.parted
        notes.append(f"Parted again on {day(on)}{_by(by)}: {why}")
    may = each.may_part and actor.may(perms.MERGE)
    return RecordedItem(
        title=f"Case {each.number}",
        body=each.why,
        notes=tuple(notes),
        is_struck=each.parted is not None,
        doors=(Door("They are two children: part them", _part(actor, case_ref, each.ref)),)
        if may
        else (),
    )


def _came(each: MergedView) -> str:
    if not each.came:
        return "Nothing was recorded in it."
    return f"With it came: {', '.join(counted(count, CAME[sort]) for sort, count in each.came)}."


def _goes_back(count: int) -> str:
    return counted(count, "thing,things") if count else "Nothing was recorded in it"


def _by(name: str) -> str:
    return f" by {name}" if name else ""


def _part(actor: Actor, case_ref: str, merge_ref: str) -> str:
    return reverse("casework:part", args=[actor.area_slug, case_ref, merge_ref])
