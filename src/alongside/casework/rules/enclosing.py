"""What may go out with a letter. Somebody with a restriction gets only what could be read through here, and
which names no address, no school and no place that they must not know.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from alongside.casework.rules.letters import Parties
from alongside.casework.rules.revealing import Reader, check_reveals_nothing
from alongside.kernel.refusals import Refusal


class EnclosureKind(StrEnum):
    """What goes with a letter. Labels stand in ``letters.words``."""

    PLAN = "plan"
    FORM = "form"
    ADVICE = "advice"
    SCHOOLS = "schools"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Enclosed:
    """``words`` are all that is written in the file; None where they cannot be read here."""

    title: str
    kind: str
    words: str | None


def file_name(title: str, name: str) -> str:
    """A file goes out under the title that the letter names: the officer's own name for it may say more.

    >>> file_name("Times of the bus", "Ashfield School.txt")
    'Times of the bus.txt'
    """
    _, dot, ending = name.rpartition(".")
    plain = re.sub(r"[^\w ’-]", " ", title).strip()[:LONGEST_NAME].strip()
    return f"{plain}.{ending}" if dot else plain


LONGEST_NAME = 80
MOST = 12
TOO_MANY = f"A letter carries {MOST} enclosures at most."


def check_may_go_with(one: Enclosed, reader: Reader, parties: Parties) -> None:
    """To somebody without a restriction anything may go. Raises Refusal otherwise."""
    if not reader.restriction:
        return
    if one.kind == EnclosureKind.PLAN.value:
        raise Refusal(
            f"“{one.title}” names the school and where the child lives, and {reader.name} has a "
            "restriction. Write out what they may know, and enclose that."
        )
    if one.words is None:
        raise Refusal(
            f"“{one.title}” cannot be read through here, and {reader.name} has a restriction. Give it as "
            "a Word or text file, without pictures."
        )
    check_reveals_nothing(one.words, reader, parties, what=f"“{one.title}”")
