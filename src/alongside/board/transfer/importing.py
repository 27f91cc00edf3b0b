"""Importing the letter of a revisit: all of it or nothing, and nobody is given access.

A letter is a document. The same file again changes nothing. A file that differs from the letter of
the same day is refused and shows what differs: a corrected letter has a date of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO

from django.db import transaction

from alongside.board import perms
from alongside.board.models import Finding, FindingPoint, LetterPerson, Revisit
from alongside.board.transfer.exporting import DATES, LISTS, SENTENCES, document_of
from alongside.board.transfer.formats import FINDING, PERSON, REVISIT
from alongside.board.transfer.incoming import IncomingLetter, day_at, read_letter
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.people.finding import find
from alongside.plan.models import Statement
from alongside.plan.queries.statements import inspected_plans, weakness_numbers
from alongside.plan.transfer.differences import Difference, differences
from alongside.plan.transfer.records import columns_of
from alongside.plan.transfer.schema import Document
from alongside.web.clock import latest_day


class LetterResult(StrEnum):
    IMPORTED = "imported"
    NOTHING_CHANGED = "nothing_changed"


@dataclass(frozen=True, slots=True)
class LetterReport:
    result: LetterResult
    title: str
    revisit_ref: str
    counts: tuple[tuple[str, int], ...]

    @property
    def sentence(self) -> str:
        if self.result is LetterResult.IMPORTED:
            return f"Imported: {self.title}."
        return f"Nothing changed: everything in the file is already in {self.title}."


class LetterDiffers(Refusal):
    """The letter of that day is here and says something else, place by place."""

    def __init__(self, letter_on: date, found: Sequence[Difference]) -> None:
        self.differences = tuple(found)
        places = "one place" if len(found) == 1 else f"{len(found)} places"
        super().__init__(
            f"The letter of {day_in_words(letter_on)} is recorded already, and the file differs "
            f"from it in {places}. Nothing was changed, because a letter is a document. "
            "Record a corrected letter under its own date."
        )


def import_revisit(
    *, actor: Actor, at: datetime, upload: BinaryIO | Path, name: str, into: str = ""
) -> LetterReport:
    """``into`` names the action plan where there are several.

    Raises Hidden without the permission, Refusal or Refusals when the file cannot be taken.
    """
    actor.check_may(perms.RUN)
    incoming = read_letter(upload, name=name)
    with transaction.atomic():
        statement = find(Statement, actor, into or _only_plan(actor))
        ids = {number: pk for pk, number in weakness_numbers(actor, statement.pk).items()}
        incoming.check_against(ids, latest=latest_day(at))
        held = _held(actor, statement, incoming.document)
        if held is not None:
            return _again(held, incoming)
        letter = _write(actor, at, incoming, statement, ids)
        _record(actor, at, incoming, letter)
    return _report(LetterResult.IMPORTED, letter)


def _only_plan(actor: Actor) -> str:
    plans = inspected_plans(actor)
    if not plans:
        raise Refusal("There is no action plan with weaknesses yet. Bring it in first.")
    if len(plans) > 1:
        raise Refusal(
            "There are several action plans. Choose the one that the letter is about.",
            field="into",
        )
    return plans[0].ref


def _held(actor: Actor, statement: Statement, document: Document) -> Revisit | None:
    held: Revisit | None = (
        Revisit.objects.visible_to(actor)
        .filter(statement=statement, letter_on=document["letter_date"], withdrawn_at=None)
        .first()
    )
    return held


def _again(held: Revisit, incoming: IncomingLetter) -> LetterReport:
    found = differences(document_of(held), incoming.document)
    if found:
        raise LetterDiffers(held.letter_on, found)
    return _report(LetterResult.NOTHING_CHANGED, held)


def _write(
    actor: Actor,
    at: datetime,
    incoming: IncomingLetter,
    statement: Statement,
    weakness_ids: dict[int, int],
) -> Revisit:
    document = incoming.document
    letter = Revisit.objects.create(
        area_id=actor.area_id,
        statement=statement,
        imported_sha256=incoming.sha256,
        deviations=[each.text for each in incoming.deviations],
        recorded_at=at,
        recorded_by_id=actor.person_id,
        completed_at=at,
        completed_by_id=actor.person_id,
        **_letter_columns(document),
    )
    _write_people(letter, document)
    for finding in document["findings"]:
        number = finding["wsoa_area"]
        weakness_id = weakness_ids[int(number)] if number is not None else None
        _write_finding(letter, finding, weakness_id)
    return letter


def _letter_columns(document: Document) -> dict[str, Any]:
    columns = columns_of(REVISIT, document)
    columns |= {column: day_at(document, (name,)) for name, column in DATES.items()}
    last = day_at(document, ("revisit_dates", "to"))
    columns["visited_from"] = day_at(document, ("revisit_dates", "from"))
    columns["visited_until"] = last + timedelta(days=1) if last else None
    return columns


def _write_people(letter: Revisit, document: Document) -> None:
    LetterPerson.objects.bulk_create(
        LetterPerson(
            area_id=letter.area_id,
            revisit=letter,
            listed_in=role.value,
            order=order,
            **columns_of(PERSON, person),
        )
        for name, role in LISTS.items()
        for order, person in enumerate(document[name], start=1)
    )


def _write_finding(letter: Revisit, said: Document, weakness_id: int | None) -> None:
    finding = Finding.objects.create(
        area_id=letter.area_id,
        revisit=letter,
        weakness_id=weakness_id,
        **columns_of(FINDING, said),
    )
    FindingPoint.objects.bulk_create(
        FindingPoint(
            area_id=letter.area_id, finding=finding, kind=kind.value, order=order, text=text
        )
        for name, kind in SENTENCES.items()
        for order, text in enumerate(said[name], start=1)
    )


def _report(result: LetterResult, letter: Revisit) -> LetterReport:
    points = FindingPoint.objects.in_area(letter.area_id).filter(finding__revisit=letter)
    kinds = list(points.values_list("kind", flat=True))
    counts = (
        ("Findings", letter.findings.count()),
        *((name.replace("_", " ").capitalize(), kinds.count(k)) for name, k in SENTENCES.items()),
        ("People named", letter.people.count()),
    )
    return LetterReport(result, letter.title, letter.ref, counts)


def _record(actor: Actor, at: datetime, incoming: IncomingLetter, letter: Revisit) -> None:
    record(
        actor=actor,
        at=at,
        verb="board.import_revisit",
        subject="board.revisit",
        subject_ref=letter.ref,
        detail={
            "statement": letter.statement.ref,
            "letter_on": letter.letter_on.isoformat(),
            "sha256": incoming.sha256,
            "findings": letter.findings.count(),
        },
    )
