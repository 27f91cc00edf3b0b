"""What was noticed in an EHC plan, in words: for the desk, beside a form, and on the page of how it reads."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from alongside.casework.plans.words import BOXES, CHECKS
from alongside.casework.rules.plans.passages import PROSE
from alongside.casework.rules.plans.reading_through import Noticed
from alongside.kernel.proportion import half_up
from alongside.language import Check, Part, Provision
from alongside.web.writing import counted, shortened

QUOTED = 90
IN_ORDER = (
    Check.VAGUE,
    Check.UNSAID,
    Check.BLANK,
    Check.SERVICE_LIMIT,
    Check.PROVISION_IN_OUTCOME,
    Check.TERM,
    Check.ABBREVIATION,
    Check.LONG_SENTENCE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that could be plainer. ``words`` is what it is about; empty for a whole row. ``times`` is how
    often it stands there; empty for once.
    """

    check: str
    words: str
    why: str
    suggestion: str
    box: str
    times: str = ""


@dataclass(frozen=True, slots=True)
class PartSaid:
    """One of the parts that help has to say, such as "how often"."""

    words: str
    is_said: bool


def told(found: Sequence[Noticed]) -> tuple[Told, ...]:
    """The gravest kind first; the same words in one row once, with how often they stand there."""
    ordered = sorted(found, key=lambda each: IN_ORDER.index(each.finding.check))
    times = Counter(each.same for each in ordered)
    first = {each.same: each for each in reversed(ordered)}
    return tuple(_told(first[same], times[same]) for same in times)


def aloud_words(minutes: Fraction) -> str:
    """
    >>> aloud_words(Fraction(1, 3)), aloud_words(Fraction(7, 2))
    ('Less than a minute', 'About 4 minutes')
    """
    if minutes < 1:
        return "Less than a minute"
    return f"About {counted(int(half_up(minutes, 0)), 'minute')}"


def parts_of_help(rows: Sequence[Provision]) -> tuple[PartSaid, ...]:
    """What every row of a list says; nothing where there is none."""
    if not rows:
        return ()
    return tuple(PartSaid(p.value, all(p not in row.missing for row in rows)) for p in Part)


def _told(each: Noticed, times: int) -> Told:
    finding = each.finding
    is_whole = finding.check is Check.UNSAID
    return Told(
        check=CHECKS[finding.check],
        words="" if is_whole else shortened(" ".join(finding.text.split()), QUOTED),
        why=finding.why,
        suggestion=finding.suggestion,
        box=_box(each.box),
        times=counted(times, "time") if times > 1 else "",
    )


def _box(box: str) -> str:
    """Named where it is not the box that the row is called after."""
    first = {boxes[0][0] for boxes in PROSE.values()}
    return "" if box in first else BOXES[box]
