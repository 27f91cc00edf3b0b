"""Giving a letter back, field for field, built from its records."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from alongside.board import perms
from alongside.board.models import Finding, LetterPerson, Revisit
from alongside.board.queries.revisits import check_may_read
from alongside.board.rules.codes import LetterRole, PointKind
from alongside.board.transfer.formats import FINDING, PERSON, REVISIT, SCHEMA_VERSION
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.finding import found
from alongside.plan.transfer.checking import Deviation, restore
from alongside.plan.transfer.records import WordIndex, rebuild
from alongside.plan.transfer.schema import Document

LISTS = {
    "addressed_to": LetterRole.ADDRESSED_TO,
    "signed_by": LetterRole.SIGNED_BY,
    "named_officials": LetterRole.OFFICIAL,
}
SENTENCES = {
    "strengths": PointKind.STRENGTH,
    "remaining_weaknesses": PointKind.REMAINING,
    "caveats": PointKind.CAVEAT,
}
DATES = {
    "letter_date": "letter_on",
    "initial_inspection_report_letter_published": "report_published_on",
    "wsoa_declared_fit_for_purpose": "judged_fit_on",
}
NO_WORDS = WordIndex()


def export_revisit(*, actor: Actor, ref: str) -> Document:
    """The whole letter in the documented form, as the file had it. Raises Hidden."""
    check_may_read(actor)
    letter = found(Revisit, actor, ref)
    if letter.completed_at is None and not actor.may_somewhere(perms.RUN):
        raise Hidden("letter")
    deviations = [Deviation.read(text) for text in letter.deviations]
    return restore(document_of(letter), deviations)


def export_revisit_json(*, actor: Actor, ref: str) -> bytes:
    """The same as a file in UTF-8."""
    document = export_revisit(actor=actor, ref=ref)
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def document_of(letter: Revisit) -> Document:
    """In the one form in which documents are compared."""
    given: dict[str, Any] = {
        "schema_version": letter.schema_version or SCHEMA_VERSION,
        "revisit_dates": {
            "from": letter.visited_from.isoformat(),
            "to": (letter.visited_until - timedelta(days=1)).isoformat(),
        },
        "findings": [_finding(each) for each in _findings(letter)],
    }
    given |= {name: _iso(getattr(letter, column)) for name, column in DATES.items()}
    people = list(letter.people.order_by("order", "id"))
    for name, role in LISTS.items():
        given[name] = [_person(each) for each in people if each.listed_in == role]
    return rebuild(REVISIT, [letter], NO_WORDS, given)


def _findings(letter: Revisit) -> Sequence[Finding]:
    """In the order of the file."""
    return list(letter.findings.prefetch_related("points").order_by("id"))


def _finding(row: Finding) -> Document:
    points = sorted(row.points.all(), key=lambda point: (point.order, point.pk))
    given = {
        name: [point.text for point in points if point.kind == kind]
        for name, kind in SENTENCES.items()
    }
    return rebuild(FINDING, [row], NO_WORDS, given)


def _person(row: LetterPerson) -> Document:
    return rebuild(PERSON, [row], NO_WORDS)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
