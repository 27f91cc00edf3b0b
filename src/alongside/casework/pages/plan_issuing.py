"""Issuing a version of an EHC plan after a last look at what stands in the way, and discarding one."""

from dataclasses import dataclass

from django.http import HttpResponse

from alongside.casework import perms
from alongside.casework.forms.plans import DiscardForm, IssueForm
from alongside.casework.operations import plans as operations
from alongside.casework.pages.plan_trail import at_version, sentences, version_crumbs
from alongside.casework.pages.trail import at_case
from alongside.casework.plans.words import KINDS, SENDING
from alongside.casework.queries.plan_values import Desk
from alongside.casework.queries.plans import desk, writing
from alongside.casework.rules.plans.codes import FINALS, PartKind, Section, VersionState
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Row
from alongside.web.pages import PageRequest, page
from alongside.web.writing import counted, day

FINAL_WARNING = (
    "The final EHC plan is a decision. It is never changed: only a later version takes its place. The time "
    "of the law runs on until it is sent to the family, with its letter."
)
DRAFT_WARNING = (
    "It is never changed afterwards. The time of the law runs on until it is sent to the family, with its "
    "letter. From that day the family has at least 15 days to answer."
)
ISSUED = "It is issued, and its paper is being made. Now write its letter, and send both."
NOT_YET = "This cannot be sent yet. Mend what stands in the way first."
NEEDS_DECISION = "Everything is there. A final EHC plan is issued by an officer who may decide."
NOT_WRITING = "This version is not being written."


@dataclass(frozen=True, slots=True)
class Check:
    """What stands beside the form. ``desk`` is where it is mended."""

    in_the_way: tuple[str, ...]
    remarks: tuple[str, ...]
    desk: str


@page("GET", "POST", needs=perms.RECORD)
def issue(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = desk(actor, version_ref=ref, today=clock.today())
    is_final = found.version.kind in FINALS
    may = not is_final or actor.may_somewhere(perms.DECIDE)
    if request.method == "POST" and not may:
        raise Hidden("version")
    form = IssueForm(request.POST or None, initial={"expected_version": found.expected_version})
    send = operations.issue_final if is_final else operations.issue_draft
    return fill_in(
        request,
        form,
        _issue_page(actor, found, may=may),
        lambda: send(
            actor=actor,
            at=clock.now(),
            version_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
        ),
    )


@page("GET", "POST", needs=perms.RECORD)
def discard(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = writing(actor, version_ref=ref, today=clock.today())
    form = DiscardForm(request.POST or None, initial={"expected_version": found.expected_version})
    title = f"Discard version {found.version.number}"
    content = FormPage(
        title=title,
        submit="Discard it",
        crumbs=version_crumbs(actor, found.head, found.version, Crumb(title)),
        after=at_case(actor, "plan", found.head.ref),
        done="The version is discarded.",
        intro="It stays readable, and its number is not used again.",
        is_grave=True,
        closed="" if found.version.state is VersionState.WRITING else NOT_WRITING,
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.discard_version(
            actor=actor,
            at=clock.now(),
            version_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
        ),
    )


def _issue_page(actor: Actor, found: Desk, *, may: bool) -> FormPage:
    version = found.version
    is_final = version.kind in FINALS
    title = SENDING[version.kind]
    return FormPage(
        title=title,
        submit="Issue it today",
        crumbs=version_crumbs(actor, found.head, version, Crumb(title)),
        after=at_version(actor, "plan_version", version.ref),
        done=ISSUED,
        facts=_facts(found),
        warning=FINAL_WARNING if is_final else DRAFT_WARNING,
        is_grave=is_final,
        closed=_closed(found, may=may),
        template="casework/plan_issue.html",
        beside=Check(
            in_the_way=sentences(found.standing.in_the_way),
            remarks=sentences(found.standing.remarks),
            desk=at_version(actor, "plan_desk", version.ref),
        ),
    )


def _closed(found: Desk, *, may: bool) -> str:
    if found.version.state is not VersionState.WRITING:
        return NOT_WRITING
    if found.standing.in_the_way:
        return NOT_YET
    return "" if may else NEEDS_DECISION


def _facts(found: Desk) -> tuple[Row, ...]:
    """What is about to be sent, to be checked."""
    rows = [(row.section, row.row.kind) for row in found.rows]
    needs = sum(kind is PartKind.NEED for _, kind in rows)
    outcomes = sum(kind is PartKind.OUTCOME for _, kind in rows)
    helps = sum(kind is PartKind.PROVISION for _, kind in rows)
    named = [row.row.headline for row in found.rows if row.section is Section.PLACE]
    return (
        Row("For", f"{found.head.child.name}, born {day(found.head.child.born_on)}"),
        Row("Version", f"{found.version.number}: {KINDS[found.version.kind]}"),
        Row("Needs", counted(needs, "row")),
        Row("Outcomes", counted(outcomes, "row")),
        Row("Help", counted(helps, "row")),
        Row("Section I", named[0] if named else "Blank"),
    )
