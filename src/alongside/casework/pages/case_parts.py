"""Parts of the page of a case: the duties, the child, the people, and what happened."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from alongside.casework import perms
from alongside.casework.pages.trail import at_case
from alongside.casework.queries.values import (
    CaseHead,
    CasePage,
    Chronology,
    ContactView,
    DutyView,
    EventView,
    PostView,
)
from alongside.casework.recorded_elsewhere import may_stand_elsewhere
from alongside.casework.rules.bodies import DECISIONS, MADE, REVIEW_FOUND
from alongside.casework.rules.children import age_on, year_group
from alongside.casework.rules.codes import NhsStatus, Relation, Sex, Source
from alongside.casework.rules.steps import NOT_TOLD
from alongside.casework.saying import body_words
from alongside.casework.words import (
    NHS_STATUSES,
    RELATIONS,
    SEXES,
    SOURCES,
    UNCONFIRMED,
    year_group_words,
)
from alongside.kernel.actor import Actor
from alongside.law.events import IN_ERROR
from alongside.law.provisions import PARTIES
from alongside.law.states import Standing
from alongside.law.words import state_in_words
from alongside.web.components import Cell, Column, Door, RecordedItem, Row, Table
from alongside.web.markup import tag
from alongside.web.writing import day, instant

OPEN = (Standing.DUE, Standing.LATE, Standing.OPEN, Standing.REFUSED)
COLUMNS = (
    Column("What the law asks", is_wide=True),
    Column("Of whom"),
    Column("By when"),
    Column("How it stands"),
    Column("Where it says so", is_wide=True),
)
COLOURS = {
    Standing.DONE_ON_TIME: "green",
    Standing.DONE: "green",
    Standing.DONE_LATE: "amber",
    Standing.LATE: "red",
    Standing.CUT_SHORT: "red",
    Standing.DUE: "blue",
}
BROUGHT_OVER = "Brought over from earlier records."


@dataclass(frozen=True, slots=True)
class Happened:
    """One event. ``is_struck``: something later took its place."""

    ref: str
    title: str
    when: str
    by: str
    said: tuple[tuple[str, str], ...]
    is_struck: bool
    note: str
    doors: tuple[Door, ...]


def duty_tables(found: Sequence[DutyView], today: date) -> tuple[Table, Table]:
    """What is open, and what is over."""
    still = [each for each in found if each.state.standing in OPEN]
    over = [each for each in found if each.state.standing not in OPEN]
    return (
        _table("What is still to be done", still, today, "Nothing is open."),
        _table("What is done or over", over, today, "Nothing is done yet."),
    )


def child_rows(head: CaseHead, today: date) -> tuple[Row, ...]:
    child = head.child
    group = year_group_words(year_group(child.born_on, today))
    rows = (
        Row(
            "Date of birth",
            f"{day(child.born_on)}: {age_on(child.born_on, today)} years old, {group}",
        ),
        Row("Sex", SEXES[Sex(child.sex)]),
        Row("School or setting", child.school or "None, or not known"),
        Row("Languages at home", child.languages),
        Row("How they communicate", child.communication),
        Row("NHS number", _nhs(child.nhs_number, child.nhs_status)),
        Row("UPN", child.upn),
        Row("ULN", child.uln),
    )
    return tuple(row for row in rows if row.value)


def contact_items(actor: Actor, found: Sequence[ContactView]) -> tuple[RecordedItem, ...]:
    return tuple(_contact(actor, each) for each in found)


def post_items(found: Sequence[PostView], today: date) -> tuple[RecordedItem, ...]:
    return tuple(
        RecordedItem(
            title=f"{each.post}{' (cover)' if each.is_cover else ''}",
            body=each.holders or "Nobody holds this post today.",
            notes=(_since(each),),
            is_struck=each.until is not None and each.until <= today,
        )
        for each in found
    )


def happened(actor: Actor, one: CasePage | Chronology) -> tuple[Happened, ...]:
    return tuple(_happened(actor, each) for each in one.events)


def _table(caption: str, found: Sequence[DutyView], today: date, empty: str) -> Table:
    return Table(
        caption=caption,
        columns=COLUMNS,
        rows=[_duty(each, today) for each in found],
        stack=True,
        empty=empty,
    )


def _duty(each: DutyView, today: date) -> tuple[Cell | str, ...]:
    duty = each.duty
    note = duty.reason if not duty.refusal else duty.refusal
    title = duty.provision.title
    who = body_words(duty.body) if duty.body else PARTIES[duty.provision.who][0]
    source = f"{duty.authority} ({duty.rule})"
    first, further = _in_short(state_in_words(duty, today))
    return (
        Cell(title, note=note, is_header=True),
        who[:1].upper() + who[1:],
        day(duty.due_on) if duty.due_on else "No day is set",
        Cell(
            first[:1].upper() + first[1:],
            tag_colour=COLOURS.get(each.state.standing, "grey"),
            note=further,
        ),
        Cell(source, note=UNCONFIRMED if duty.needs_lawyer else ""),
    )


def _in_short(words: str) -> tuple[str, str]:
    """The state in a tag, and what explains it below."""
    for mark in (";", ", "):
        first, found, further = words.partition(mark)
        if found:
            return first, further.strip()
    return words, ""


def _nhs(value: str, status: str) -> str:
    if not value:
        return ""
    return f"{value[:3]} {value[3:6]} {value[6:]} ({NHS_STATUSES[NhsStatus(status)].lower()})"


def _contact(actor: Actor, each: ContactView) -> RecordedItem:
    relation = RELATIONS[Relation(each.relation)]
    notes = (
        "Has parental responsibility: is written to separately." if each.has_responsibility else "",
        " · ".join(part for part in (each.phone, each.email) if part),
        each.address,
        f"Asked for: {each.asked_for}" if each.asked_for else "",
        f"Safe contact: {each.safe_contact}" if each.safe_contact else "",
    )
    change = at_case(actor, "change_contact", each.ref)
    may = actor.may_somewhere(perms.RECORD)
    return RecordedItem(
        title=f"{each.name}, {relation[:1].lower()}{relation[1:]}",
        body=f"Restricted: {each.restriction}" if each.restriction else "",
        notes=tuple(note for note in notes if note),
        tag=tag("Restricted", "red") if each.restriction else "",
        doors=(Door("Change this contact", change),) if may else (),
        is_struck=each.is_ended,
    )


def _since(each: PostView) -> str:
    until = f" to before {day(each.until)}" if each.until else ""
    return f"From {day(each.since)}{until}"


def _happened(actor: Actor, each: EventView) -> Happened:
    return replace(happened_of(each), doors=_event_doors(actor, each))


def happened_of(each: EventView) -> Happened:
    """To be read only, with nothing to do about it."""
    source = SOURCES[Source(each.source)]
    recorded = f"Recorded on {instant(each.recorded_at)}"
    by = f"{recorded} by {each.recorded_by}" if each.recorded_by else recorded
    return Happened(
        ref=each.ref,
        title=each.means,
        when=_when(each),
        by=f"{by}. {BROUGHT_OVER if each.is_brought_over else f'{source}.'}",
        said=each.said,
        is_struck=(bool(each.corrected_by) and not each.is_told) or each.kind == IN_ERROR,
        note=_corrected(each),
        doors=(),
    )


def _when(each: EventView) -> str:
    if each.received_on and each.received_on != each.happened_on:
        return f"{day(each.happened_on)}, received {day(each.received_on)}"
    return day(each.happened_on)


def _corrected(each: EventView) -> str:
    if each.is_told:
        return "The family was told of it later."
    if each.kind == MADE and not each.corrected_by:
        return NOT_TOLD
    if each.corrected_by:
        return "Something later takes the place of this."
    return "This takes the place of something recorded earlier." if each.corrects else ""


def _event_doors(actor: Actor, each: EventView) -> tuple[Door, ...]:
    needed = perms.DECIDE if each.told_as in DECISIONS else perms.RECORD
    if each.corrected_by or each.kind == IN_ERROR or not actor.may_somewhere(needed):
        return ()
    how = may_stand_elsewhere(each.kind)
    back = Door(
        "How to take it back" if how else "Take back", at_case(actor, "take_back_event", each.ref)
    )
    if each.kind == REVIEW_FOUND:
        return (back,)
    correct = "How to correct it" if how else "Correct"
    return (Door(correct, at_case(actor, "correct_event", each.ref)), back)
