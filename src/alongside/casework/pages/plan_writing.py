"""Writing an EHC plan: a simple form for each part, with what could be plainer beside it."""

from collections.abc import Mapping
from dataclasses import fields as body_fields
from dataclasses import replace
from typing import Any

from django.http import HttpResponse

from alongside.casework import perms
from alongside.casework.forms.plans import FORMS, AgreementForm, RemoveForm, change_form
from alongside.casework.operations import plan_parts as operations
from alongside.casework.pages.plan_beside import Place, fill_in_part
from alongside.casework.pages.plan_trail import (
    at_version,
    version_crumbs,
    version_title,
)
from alongside.casework.plans.saying import headline
from alongside.casework.plans.words import PARTS
from alongside.casework.queries.plan_values import PartAtDesk, VersionRow, Writing
from alongside.casework.queries.plans import part_at_desk, writing
from alongside.casework.queries.values import CaseHead
from alongside.casework.rules.plans.codes import (
    HOLDS,
    PartKind,
    Section,
    VersionState,
)
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Row
from alongside.web.pages import PageRequest, page

HEALTH_AGREES = "Record what the health commissioner agreed to"


@page("GET", "POST", needs=perms.RECORD)
def add(request: PageRequest, area: str, ref: str, section: str, kind: str) -> HttpResponse:
    actor = request.actor
    where, what = _known(section, kind)
    found = writing(actor, version_ref=ref, today=clock.today())
    form = FORMS[what](request.POST or None, initial=_begun(found, request.GET.get("from", "")))
    form.offer_links(where, found.parts)
    content = _page(actor, found.head, found.version, f"Section {where}: add {PARTS[what]}", where)
    return fill_in_part(
        request,
        form,
        content,
        Place(version_ref=ref, section=where, others=found.parts),
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
    found = writing(actor, version_ref=ref, today=clock.today())
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
    if found.part.kind is PartKind.WORDS:
        raise Hidden("part")
    form = change_form(found.part.kind)(request.POST or None, initial=_as_it_stands(found))
    form.offer_links(found.part.section, found.others)
    title = f"Section {found.part.section}: change {found.number or PARTS[found.part.kind]}"
    section = found.part.section
    return fill_in_part(
        request,
        form,
        _page(actor, found.head, found.version, title, section),
        Place(version_ref=found.version.ref, section=section, others=found.others, part=found.part),
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


def _begun(found: Writing, event: str) -> Mapping[str, Any]:
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
