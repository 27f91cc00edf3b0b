"""One case: where it stands, whose turn it is and by when, everything the law asks, and what happened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse, HttpResponseRedirect

from alongside.casework import perms
from alongside.casework.letters.words import waiting_words
from alongside.casework.pages.case_parts import (
    Happened,
    child_rows,
    contact_items,
    duty_tables,
    happened,
    post_items,
)
from alongside.casework.pages.child_record import flags, short_rows
from alongside.casework.pages.panel_advice import panel_lines
from alongside.casework.pages.parting import merged_items
from alongside.casework.pages.plan_trail import plan_sentences
from alongside.casework.pages.trail import at_case, case_address, crumbs
from alongside.casework.queries.child_record import in_short
from alongside.casework.queries.merging import kept_case_of
from alongside.casework.queries.one_case import case_page
from alongside.casework.queries.panels import advice_on
from alongside.casework.queries.plans import plan_line
from alongside.casework.queries.values import CasePage, DutyView
from alongside.casework.rules.children import age_on, rights_pass_on
from alongside.casework.rules.codes import Stage
from alongside.casework.words import STAGE_COLOURS, STAGES
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.law.duty import Duty
from alongside.law.provisions import Force
from alongside.law.states import Standing
from alongside.law.words import for_officers, state_in_words
from alongside.web import clock
from alongside.web.components import Crumb, Door, RecordedItem, Row, Table
from alongside.web.markup import tag
from alongside.web.offers import beside
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import day

SUBJECT = "casework.case"
LATEST = 10
"""So much of what happened is open; the rest is folded away, and whole on the chronology."""


@dataclass(frozen=True, slots=True)
class CaseShown:
    """``turns`` says in sentences whose turn it is; ``late`` what is late, and by how many days; ``untold``
    what was decided while the family is not told.
    """

    title: str
    number: str
    stage: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    untold: tuple[str, ...]
    late: tuple[str, ...]
    turns: tuple[str, ...]
    passes: str
    remarks: tuple[str, ...]
    open_duties: Table
    over_duties: Table
    child: tuple[Row, ...]
    child_more: tuple[Row, ...]
    child_record: str
    panels: tuple[str, ...]
    plan: tuple[str, ...]
    plan_address: str
    letters: str
    letters_address: str
    contacts: tuple[RecordedItem, ...]
    posts: tuple[RecordedItem, ...]
    merged: tuple[RecordedItem, ...]
    happened: tuple[Happened, ...]
    earlier: tuple[Happened, ...]
    chronology: str


@page("GET", needs=perms.READS)
def show(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    try:
        one = case_page(actor, case_ref=ref, today=today)
    except Hidden:
        return _led_on(actor, ref, today)
    others = beside(actor, SUBJECT, ref, today)
    content = {"page": _shown(actor, one, today), "others": others}
    response = render_page(request, "casework/case.html", content)
    return as_look(response, subject=SUBJECT, ref=ref, reason="The case")


def _led_on(actor: Actor, ref: str, today: date) -> HttpResponse:
    """To the case into which this one was merged. Raises Hidden."""
    kept = kept_case_of(actor, merged_ref=ref, today=today)
    if not kept:
        raise Hidden("case")
    return HttpResponseRedirect(case_address(actor, kept))


def _shown(actor: Actor, one: CasePage, today: date) -> CaseShown:
    head = one.head
    still, over = duty_tables(one.duties, today)
    known = in_short(actor, head)
    return CaseShown(
        title=head.child.name,
        number=head.number,
        stage=tag(STAGES[head.stage], STAGE_COLOURS.get(head.stage, "grey")),
        crumbs=crumbs(actor, Crumb(f"Case {head.number}")),
        doors=tuple(_doors(actor, one)),
        untold=one.untold,
        late=tuple(_late(one.duties, today)),
        turns=tuple(_turns(one, today)),
        passes=_passes(one, today),
        remarks=one.remarks,
        open_duties=still,
        over_duties=over,
        child=(*child_rows(head, today), *flags(known)),
        child_more=short_rows(known, head.child.ethnicity),
        child_record=at_case(actor, "child_record", head.ref),
        panels=tuple(panel_lines(advice_on(actor, case_ref=head.ref))),
        letters=waiting_words(one.letters),
        letters_address=at_case(actor, "letters", head.ref),
        plan=tuple(plan_sentences(plan_line(actor, head))),
        plan_address=at_case(actor, "plan", head.ref),
        contacts=contact_items(actor, one.contacts),
        posts=post_items(one.posts, today),
        merged=merged_items(actor, head.ref),
        **_entries(actor, one),
        chronology=at_case(actor, "chronology", head.ref),
    )


def _entries(actor: Actor, one: CasePage) -> dict[str, tuple[Happened, ...]]:
    entries = happened(actor, one)
    return {"happened": entries[:LATEST], "earlier": entries[LATEST:]}


def _doors(actor: Actor, one: CasePage) -> Iterator[Door]:
    ref = one.head.ref
    if actor.may_somewhere(perms.RECORD):
        yield Door("Record what happened", at_case(actor, "choose_step", ref), is_main=True)
        yield Door("Add a contact", at_case(actor, "add_contact", ref))
        yield Door("Change what is known of the child", at_case(actor, "change_child", ref))
    if actor.may_somewhere(perms.ASSIGN):
        yield Door("Give the case to another post", at_case(actor, "give_case", ref))
        yield Door("Have another post cover", at_case(actor, "cover_case", ref))
    if one.head.stage is Stage.REVIEWING and actor.may_somewhere(perms.RECORD):
        yield Door("Write down what the review found", at_case(actor, "review_found", ref))
    yield Door("The family’s page and messages", at_case(actor, "family_side", ref))
    yield Door("What schools sent", at_case(actor, "from_schools", ref))
    if actor.may_somewhere(perms.DECIDE):
        yield Door("Put it together for somebody outside", at_case(actor, "export_case", ref))
    yield Door("One-page chronology", at_case(actor, "chronology", ref))


def _late(found: Sequence[DutyView], today: date) -> Iterator[str]:
    for each in found:
        if each.state.standing is Standing.LATE and _is_asked(each.duty):
            yield f"{each.duty.provision.title}: {state_in_words(each.duty, today)}."


TELL_IT = "The authority must send the family the letter of what it decided or issued."


def _turns(one: CasePage, today: date) -> Iterator[str]:
    """What was decided and is not told; then the next three things that somebody has to do by a day, what is
    late first.
    """
    if one.untold:
        yield TELL_IT
    waiting = [
        each
        for each in one.duties
        if each.state.standing in (Standing.LATE, Standing.DUE) and _is_asked(each.duty)
    ]
    waiting.sort(key=lambda each: each.state.standing is not Standing.LATE)
    for each in waiting[:3]:
        yield for_officers(each.duty, today)


def _is_asked(duty: Duty) -> bool:
    return duty.provision.force is Force.DUTY and not duty.provision.conditional


def _passes(one: CasePage, today: date) -> str:
    """From the end of compulsory school age the rights are the young person's."""
    child = one.head.child
    passes_on = rights_pass_on(child.born_on)
    age = age_on(child.born_on, today)
    if today >= passes_on:
        return (
            f"The rights have been the young person’s own since {day(passes_on)}. Write to them first. "
            "Parents see what the young person chooses. To be checked by the authority’s lawyer."
        )
    if age >= 15:
        return (
            f"The rights pass to the young person on {day(passes_on)}. "
            "To be checked by the authority’s lawyer."
        )
    return ""
