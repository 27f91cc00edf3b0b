"""Writing an EHC plan: the desk with every section, and a simple form for each part."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from dataclasses import fields as body_fields
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from alongside.casework import perms
from alongside.casework.forms.plans import FORMS, AgreementForm, RemoveForm, change_form
from alongside.casework.operations import plan_parts as operations
from alongside.casework.pages.plan_trail import (
    SUBJECT,
    at_version,
    sentences,
    version_crumbs,
    version_title,
)
from alongside.casework.plans.saying import headline
from alongside.casework.plans.words import BLANK, BOXES, KINDS, PARTS, SECTIONS, SENDING
from alongside.casework.queries.plan_values import Desk, DeskRow, PartAtDesk, VersionRow
from alongside.casework.queries.plans import desk, part_at_desk
from alongside.casework.queries.values import CaseHead
from alongside.casework.rules.plans.codes import (
    DRAFTS,
    HOLDS,
    ONE_ONLY,
    PartKind,
    Section,
    VersionState,
)
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Door, RecordedItem, Row
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import day

HEALTH_AGREES = "Record what the health commissioner agreed to"


@dataclass(frozen=True, slots=True)
class SectionDesk:
    """``note`` says why nothing can be added."""

    anchor: str
    title: str
    items: tuple[RecordedItem, ...]
    ways: tuple[Door, ...]
    note: str


@dataclass(frozen=True, slots=True)
class DeskPage:
    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    in_the_way: tuple[str, ...]
    remarks: tuple[str, ...]
    sections: tuple[SectionDesk, ...]


@page("GET", needs=perms.RECORD)
def write(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = desk(actor, version_ref=ref, today=clock.today())
    if found.version.state is not VersionState.WRITING:
        raise Hidden("version")
    content = DeskPage(
        title=f"Write version {found.version.number}",
        caption=f"{KINDS[found.version.kind]}, case {found.head.number}, {found.head.child.name}",
        crumbs=version_crumbs(actor, found.head, found.version, Crumb("Write")),
        doors=tuple(_doors(actor, found.version)),
        in_the_way=sentences(found.standing.in_the_way),
        remarks=sentences(found.standing.remarks),
        sections=tuple(_section(actor, found, section) for section in Section),
    )
    response = render_page(request, "casework/plan_desk.html", {"page": content})
    return as_look(response, subject=SUBJECT, ref=found.head.ref, reason="The EHC plan at the desk")


@page("GET", "POST", needs=perms.RECORD)
def add(request: PageRequest, area: str, ref: str, section: str, kind: str) -> HttpResponse:
    actor = request.actor
    where, what = _known(section, kind)
    found = desk(actor, version_ref=ref, today=clock.today())
    form = FORMS[what](request.POST or None, initial=_begun(found, request.GET.get("from", "")))
    form.offer_links(where, found.parts)
    content = _page(actor, found.head, found.version, f"Section {where}: add {PARTS[what]}", where)
    return fill_in(
        request,
        form,
        content,
        lambda: operations.add_part(
            actor=actor,
            at=clock.now(),
            version_ref=ref,
            section=where,
            body=form.part_body(),
            asked=form.asked(),
        ),
    )


@page("GET", "POST", needs=perms.RECORD)
def agree(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = desk(actor, version_ref=ref, today=clock.today())
    form = AgreementForm(request.POST or None)
    return fill_in(
        request,
        form,
        _page(actor, found.head, found.version, HEALTH_AGREES, Section.G),
        lambda: operations.agree_health_provision(
            actor=actor,
            at=clock.now(),
            version_ref=ref,
            agreement=form.agreement(),
            asked=form.asked(),
        ),
    )


@page("GET", "POST", needs=perms.RECORD)
def change(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = part_at_desk(actor, part_ref=ref, today=clock.today())
    form = change_form(found.part.kind)(request.POST or None, initial=_as_it_stands(found))
    form.offer_links(found.part.section, found.others)
    title = f"Section {found.part.section}: change {found.number or PARTS[found.part.kind]}"
    return fill_in(
        request,
        form,
        _page(actor, found.head, found.version, title, found.part.section),
        lambda: operations.change_part(
            actor=actor,
            at=clock.now(),
            part_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            body=form.part_body(),
            asked=form.asked(),
        ),
    )


@page("GET", "POST", needs=perms.RECORD)
def remove(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = part_at_desk(actor, part_ref=ref, today=clock.today())
    form = RemoveForm(request.POST or None, initial={"expected_version": found.part_version})
    title = f"Section {found.part.section}: remove {found.number or PARTS[found.part.kind]}"
    content = _page(actor, found.head, found.version, title, found.part.section)
    facts = (Row("What is removed", headline(found.part.body)),)
    return fill_in(
        request,
        form,
        replace(content, submit="Remove", facts=facts),
        lambda: operations.remove_part(
            actor=actor,
            at=clock.now(),
            part_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            asked=form.asked(),
        ),
    )


def _known(section: str, kind: str) -> tuple[Section, PartKind]:
    """Raises Hidden for what no section holds. Health's agreement has a page of its own."""
    try:
        where, what = Section(section), PartKind(kind)
    except ValueError:
        raise Hidden("section") from None
    if what not in HOLDS[where] or what is PartKind.AGREEMENT:
        raise Hidden("section")
    return where, what


def _begun(found: Desk, event: str) -> Mapping[str, Any]:
    """Advice that came in fills its own boxes as far as the record knows them."""
    for ref, role, given_on in found.unlisted:
        if ref == event:
            return {"event": ref, "role": role, "given_on": given_on}
    return {}


def _as_it_stands(found: PartAtDesk) -> Mapping[str, Any]:
    body = found.part.body
    kept = {each.name: getattr(body, each.name) for each in body_fields(body)}
    shown = {
        name: list(value) if isinstance(value, tuple) else value for name, value in kept.items()
    }
    return {**shown, "expected_version": found.part_version}


def _page(
    actor: Actor,
    head: CaseHead,
    version: VersionRow,
    title: str,
    section: Section,
) -> FormPage:
    back = f"{at_version(actor, 'plan_desk', version.ref)}#section-{section}"
    write = Crumb("Write", at_version(actor, "plan_desk", version.ref))
    return FormPage(
        title=title,
        submit="Save",
        crumbs=version_crumbs(actor, head, version, write, Crumb(title)),
        after=back,
        done="It is saved.",
        intro=f"{version_title(version)}, case {head.number}, {head.child.name}.",
        closed=""
        if version.state is VersionState.WRITING
        else "This version is not being written.",
    )


def _doors(actor: Actor, version: VersionRow) -> Iterator[Door]:
    words = f"{SENDING[version.kind]}: check it first"
    yield Door(words, at_version(actor, "issue_plan", version.ref), is_main=True)
    yield Door("Read it as it stands", at_version(actor, "plan_version", version.ref))
    if version.based_on_ref:
        yield Door(
            f"What changed since version {version.based_on}",
            at_version(actor, "plan_changes", version.ref),
        )
    yield Door("Discard this version", at_version(actor, "discard_plan", version.ref))


def _section(actor: Actor, found: Desk, section: Section) -> SectionDesk:
    rows = [row for row in found.rows if row.section is section]
    is_blank = section is Section.PLACE and found.version.kind in DRAFTS
    return SectionDesk(
        anchor=f"section-{section}",
        title=f"Section {section}: {SECTIONS[section]}",
        items=tuple(_item(actor, row) for row in rows),
        ways=() if is_blank else tuple(_ways(actor, found, section, rows)),
        note=BLANK if is_blank else "",
    )


def _item(actor: Actor, row: DeskRow) -> RecordedItem:
    doors = [Door("Remove", at_version(actor, "remove_plan_part", row.ref))]
    if row.may_change and row.row.kind is not PartKind.AGREEMENT:
        doors.insert(0, Door("Change", at_version(actor, "change_plan_part", row.ref)))
    number = f"{row.row.number}. " if row.row.number else ""
    boxes = dict(row.row.boxes)
    own_words = boxes.pop(BOXES["words"], "")
    told = {row.row.headline, *row.row.headline_boxes}
    return RecordedItem(
        title=f"{number}{row.row.headline}",
        body=own_words,
        notes=tuple(f"{label}: {words}" for label, words in boxes.items() if words not in told),
        doors=tuple(doors),
    )


def _ways(actor: Actor, found: Desk, section: Section, rows: list[DeskRow]) -> Iterator[Door]:
    """What can be added here: not twice what stands once, and not that there is none beside rows."""
    kinds = {row.row.kind for row in rows}
    for kind in HOLDS[section]:
        if kind is PartKind.AGREEMENT:
            if PartKind.PROVISION in kinds:
                yield Door(HEALTH_AGREES, at_version(actor, "agree_health", found.version.ref))
        elif not (kind in ONE_ONLY and rows) and PartKind.NONE_FOUND not in kinds:
            yield Door(f"Add {PARTS[kind]}", _add(actor, found, section, kind))
    if section is Section.K:
        for ref, role, given_on in found.unlisted:
            address = f"{_add(actor, found, section, PartKind.ADVICE)}?from={ref}"
            yield Door(f"List the advice of {day(given_on)}: {role}", address)


def _add(actor: Actor, found: Desk, section: Section, kind: PartKind) -> str:
    return reverse(
        "casework:add_plan_part",
        args=[actor.area_slug, found.version.ref, section.value, kind.value],
    )
