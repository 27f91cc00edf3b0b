"""What a review of an EHC plan found: how far each outcome has come, whether each row of help is given, and
from year 9 what was said about adulthood. Pure.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from alongside.casework.rules.letters import FIRST_YEAR_OF_ADULTHOOD
from alongside.kernel.refusals import Refusal, Refusals


class Progress(StrEnum):
    """How far an outcome has come since the last review."""

    REACHED = "reached"
    ON_THE_WAY = "on_the_way"
    NO_CHANGE = "no_change"
    FURTHER_AWAY = "further_away"


class Given(StrEnum):
    """Whether a row of help is given as the EHC plan says."""

    GIVEN = "given"
    IN_PART = "in_part"
    NOT_GIVEN = "not_given"


@dataclass(frozen=True, slots=True)
class Found:
    """One row of the EHC plan as it was when the review looked at it. ``code`` is of Progress or Given."""

    key: str
    code: str
    row: str

    def written(self) -> str:
        return f"{self.key} {self.code} {self.row}"

    @classmethod
    def read(cls, text: str) -> "Found":
        """
        >>> Found.read("k1 reached E1: She reads.")
        Found(key='k1', code='reached', row='E1: She reads.')
        """
        key, code, row = text.split(" ", 2)
        return cls(key, code, row)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFindings:
    """The codes by the key of each row. ``adulthood``: what was said about it."""

    outcomes: Mapping[str, str]
    helps: Mapping[str, str]
    adulthood: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """The rows of the EHC plan in force, as (key, name), and the school year that the child is in."""

    outcomes: Sequence[tuple[str, str]]
    helps: Sequence[tuple[str, str]]
    year_group: int

    @property
    def has_rows(self) -> bool:
        """Whether an EHC plan is kept here whose rows are looked at."""
        return bool(self.outcomes or self.helps)

    @property
    def looks_at_adulthood(self) -> bool:
        return self.year_group >= FIRST_YEAR_OF_ADULTHOOD


def check_findings(new: NewFindings, looked: Looked) -> None:
    """Raises Refusals, one for each row of which nothing is said."""
    found = list(_lacking(new, looked))
    if found:
        raise Refusals(found)


def _lacking(new: NewFindings, looked: Looked) -> Iterator[Refusal]:
    for key, row in looked.outcomes:
        if new.outcomes.get(key) not in set(Progress):
            yield Refusal(f"Say how far this outcome has come: {row}", field=f"outcome_{key}")
    for key, row in looked.helps:
        if new.helps.get(key) not in set(Given):
            yield Refusal(f"Say whether this help is given: {row}", field=f"help_{key}")
    if looked.looks_at_adulthood and not new.adulthood.strip():
        yield Refusal(
            "From year 9 on each review looks at adulthood. Write what was said about it.",
            field="adulthood",
        )
    if not (looked.has_rows or new.note.strip()):
        yield Refusal("Write what the review found.", field="note")


def rows_found(codes: Mapping[str, str], rows: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """As an event keeps them, in the order of the EHC plan."""
    return tuple(Found(key, codes[key], row).written() for key, row in rows)
