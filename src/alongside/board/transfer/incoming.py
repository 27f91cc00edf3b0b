"""Reading a revisit letter from a file, or refusing it with everything that is wrong with it."""

import hashlib
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path as FilePath
from typing import Any, BinaryIO

from alongside.board.rules.revisits import GIVE_THE_DATE, not_come_yet
from alongside.board.transfer.formats import REVISIT
from alongside.exchange.json_documents import USUAL, parse_json
from alongside.exchange.limits import read_bounded
from alongside.kernel.refusals import Refusal
from alongside.plan.transfer.checking import Deviation, check
from alongside.plan.transfer.faults import Finding
from alongside.plan.transfer.incoming import InJson
from alongside.plan.transfer.schema import Document, Path

DAY_LENGTH = len("2022-12-16")
DAYS: tuple[Path, ...] = (
    ("letter_date",),
    ("revisit_dates", "from"),
    ("revisit_dates", "to"),
    ("initial_inspection_report_letter_published",),
    ("wsoa_declared_fit_for_purpose",),
)


@dataclass(frozen=True, slots=True)
class IncomingLetter:
    """``findings`` is what is wrong with it already; it is told together with what the action plan
    says.
    """

    name: str
    sha256: str
    document: Document
    deviations: tuple[Deviation, ...]
    places: InJson
    findings: tuple[Finding, ...]

    def check_against(self, weakness_numbers: Container[int], *, latest: date) -> None:
        """Raises DocumentRefused with everything that is wrong, beside the action plan too.

        ``latest`` is the last day that a letter may be from.
        """
        wrong = (
            *self.findings,
            *_not_come(self.document, latest),
            *_unmatched(self.document, weakness_numbers),
        )
        if wrong:
            raise self.places.refused(wrong)


def read_letter(data: BinaryIO | FilePath, *, name: str) -> IncomingLetter:
    """``name`` is the file's name as the person knows it. Raises Refusal for what is no sound JSON."""
    if FilePath(name.lower()).suffix != ".json":
        raise Refusal("The file is not the letter of a revisit. Choose a JSON file (.json).")
    content = read_bounded(data, limits=USUAL)
    checked = check(REVISIT, parse_json(content))
    document = checked.document
    return IncomingLetter(
        name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        document=document,
        deviations=tuple(checked.deviations),
        places=InJson(content.decode("utf-8-sig")),
        findings=(*checked.findings, *_meaning(document)),
    )


def day_at(document: Document, path: Path) -> date | None:
    """The day that stands there; None for nothing, or for what is not a whole day."""
    held: Any = document
    for step in path:
        held = (held or {}).get(step)
    whole = isinstance(held, str) and len(held) == DAY_LENGTH
    return date.fromisoformat(held) if whole else None


def _meaning(document: Document) -> Iterator[Finding]:
    yield from _days(document)
    yield from _order(document)
    yield from _numbers(document)


def _days(document: Document) -> Iterator[Finding]:
    """A month is a date of the format, but a letter is written on a day."""
    for path in DAYS:
        held: Any = document
        for step in path:
            held = (held or {}).get(step)
        if held is not None and day_at(document, path) is None:
            yield Finding(path, "the day is missing.", "Write the whole date, as 2022-12-16.")


def _order(document: Document) -> Iterator[Finding]:
    letter, first, last = (day_at(document, path) for path in DAYS[:3])
    if first and last and last < first:
        yield Finding(DAYS[2], "the revisit ends before it begins.", "Correct one of the dates.")
    elif letter and last and letter < last:
        mend = "Correct one of the dates."
        yield Finding(DAYS[0], "the letter is from before the end of the revisit.", mend)


def _not_come(document: Document, latest: date) -> Iterator[Finding]:
    letter_on = day_at(document, DAYS[0])
    if letter_on is not None and letter_on > latest:
        yield Finding(DAYS[0], not_come_yet(letter_on), GIVE_THE_DATE)


def _numbers(document: Document) -> Iterator[Finding]:
    seen: set[int] = set()
    for index, finding in enumerate(document.get("findings") or ()):
        number = finding.get("number")
        if number in seen:
            path: Path = ("findings", index, "number")
            yield Finding(path, f"the number {number} stands twice.", "Number each finding once.")
        if number is not None:
            seen.add(number)


def _unmatched(document: Document, weakness_numbers: Container[int]) -> Iterator[Finding]:
    for index, finding in enumerate(document.get("findings") or ()):
        number = finding.get("wsoa_area")
        if number is not None and number not in weakness_numbers:
            yield Finding(
                ("findings", index, "wsoa_area"),
                f"the action plan has no weakness {number}.",
                "Write the number of one of its weaknesses, or leave it empty when the letter means none.",
            )
