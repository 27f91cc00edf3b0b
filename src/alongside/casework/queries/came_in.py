"""What was recorded in a case beside its events: who it was given to, letters that went out, what families and
schools said, EHC plans, worries, people and merges. Without them a chronology would leave out what whoever
takes the case over has to know.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from alongside.casework.families.words import SAID
from alongside.casework.models import (
    CaseAssignment,
    CaseMerge,
    Contact,
    FamilyAnswer,
    FamilyMessage,
    LetterSending,
    PlanVersion,
    SafetyAlert,
)
from alongside.casework.plans.words import KINDS
from alongside.casework.rules.family_codes import Said
from alongside.casework.rules.plans.codes import VersionKind
from alongside.kernel.actor import Actor
from alongside.web.clock import london_day

THE_CHILD = "the young person"


@dataclass(frozen=True, slots=True)
class CameIn:
    """``on``: the day that it is about; ``at``: when it was recorded, by whom."""

    on: date
    at: datetime
    words: str
    by: str = ""


def came_in(actor: Actor, *, case_ref: str) -> tuple[CameIn, ...]:
    """Of a case that the actor reads, the newest first; one query for each sort."""
    found = (
        *_assignments(actor, case_ref),
        *_letters(actor, case_ref),
        *_messages(actor, case_ref),
        *_answers(actor, case_ref),
        *_plans(actor, case_ref),
        *_alerts(actor, case_ref),
        *_contacts(actor, case_ref),
        *_merges(actor, case_ref),
    )
    return tuple(sorted(found, key=lambda each: (each.on, each.at), reverse=True))


def _assignments(actor: Actor, case_ref: str) -> Iterator[CameIn]:
    rows = CaseAssignment.objects.in_area(actor.area_id).filter(case__ref=case_ref)
    for row in rows.select_related("post", "assigned_by"):
        verb = "covers the case" if row.is_cover else "has the case from this day"
        words = f"Given over: {row.post.title} {verb}"
        yield CameIn(row.assigned_from, row.assigned_at, words, _name(row.assigned_by))


def _letters(actor: Actor, case_ref: str) -> Iterator[CameIn]:
    rows = LetterSending.objects.in_area(actor.area_id).filter(letter__case__ref=case_ref)
    for row in rows.select_related("letter", "sent_by"):
        letter = row.letter
        gone = " It was withdrawn later." if letter.ended_at else ""
        words = f"A letter was sent to {letter.recipient_name}: {letter.title}.{gone}"
        yield CameIn(row.sent_on, row.sent_at, words, _name(row.sent_by))


def _messages(actor: Actor, case_ref: str) -> Iterator[CameIn]:
    rows = FamilyMessage.objects.in_area(actor.area_id).filter(case__ref=case_ref)
    for row in rows.select_related("contact", "recorded_by"):
        who = row.contact.name if row.contact else THE_CHILD
        said = SAID[Said(row.said)]
        words = f"From {who}: {said[:1].lower()}{said[1:]}"
        yield CameIn(row.received_on, row.recorded_at, words, _name(row.recorded_by))


def _answers(actor: Actor, case_ref: str) -> Iterator[CameIn]:
    rows = FamilyAnswer.objects.in_area(actor.area_id).filter(message__case__ref=case_ref)
    for row in rows.select_related("message__contact", "answered_by"):
        contact = row.message.contact
        words = f"Answered to {contact.name if contact else THE_CHILD}"
        at = row.answered_at
        yield CameIn(london_day(at), at, words, _name(row.answered_by))


def _plans(actor: Actor, case_ref: str) -> Iterator[CameIn]:
    rows = PlanVersion.objects.in_area(actor.area_id).filter(
        case__ref=case_ref, issued_at__isnull=False
    )
    for row in rows.select_related("issued_by"):
        words = f"{KINDS[VersionKind(row.kind)]}, version {row.number}, was issued here"
        yield CameIn(row.issued_on, row.issued_at, words, _name(row.issued_by))


def _alerts(actor: Actor, case_ref: str) -> Iterator[CameIn]:
    rows = SafetyAlert.objects.in_area(actor.area_id).filter(case__ref=case_ref)
    for row in rows.select_related("post", "raised_by"):
        at, words = row.raised_at, f"A worry about safety was raised to {row.post.title}"
        yield CameIn(london_day(at), at, words, _name(row.raised_by))


def _contacts(actor: Actor, case_ref: str) -> Iterator[CameIn]:
    rows = Contact.objects.in_area(actor.area_id).filter(child__case__ref=case_ref)
    for row in rows.select_related("added_by"):
        at, words = row.added_at, f"Written down among the people: {row.name}"
        yield CameIn(london_day(at), at, words, _name(row.added_by))


def _merges(actor: Actor, case_ref: str) -> Iterator[CameIn]:
    rows = CaseMerge.objects.in_area(actor.area_id).filter(kept__ref=case_ref)
    for row in rows.select_related("merged", "merged_by"):
        at, words = row.merged_at, f"Case {row.merged.number} was merged into this one"
        yield CameIn(london_day(at), at, words, _name(row.merged_by))


def _name(person: Any) -> str:
    return person.name if person else ""
