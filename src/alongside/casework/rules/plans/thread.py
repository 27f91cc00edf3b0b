"""The thread from each need to its outcomes and its help, and where it is broken: pure.

A gap advises. Whether it matters is for the officer, but for a blank section in a final EHC plan.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alongside.casework.rules.plans.codes import (
    MAY_BE_NONE,
    NEEDS,
    PROVISIONS,
    PartKind,
    Section,
)
from alongside.casework.rules.plans.found import NONE_OF, Found
from alongside.casework.rules.plans.parts import (
    Outcome,
    Part,
    Provision,
    in_section,
    numbers,
    of_kind,
)
from alongside.language import provision_in_outcome

NO_HELP = "has no help that meets it"
NOT_LED_TO = "has no help that leads to it"
NO_OUTCOME = "has help and no outcome that the help leads to"
FROM_NO_NEED = "comes from no need"
NO_NEED = "does not say which need it meets"
IS_HELP = "says what will be given, not what will be different"


@dataclass(frozen=True, slots=True)
class Knot:
    """One row on the thread. ``gap`` says what is missing; empty when nothing is."""

    part: Part
    number: str
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Aim:
    """An outcome of a need, with the help that leads to it."""

    outcome: Knot
    help: tuple[Knot, ...]


@dataclass(frozen=True, slots=True)
class Strand:
    """A need with what hangs on it. ``help`` meets the need and leads to none of its outcomes."""

    need: Knot
    aims: tuple[Aim, ...]
    help: tuple[Knot, ...]


@dataclass(frozen=True, slots=True)
class Thread:
    """``aims`` come from no need, and ``help`` is on no strand at all."""

    strands: tuple[Strand, ...]
    aims: tuple[Aim, ...]
    help: tuple[Knot, ...]


def thread_of(parts: Sequence[Part]) -> Thread:
    """Every need, outcome and row of help stands in it at least once."""
    knots = _knots(parts)
    needs = of_kind(in_section(parts, *NEEDS), PartKind.NEED)
    outcomes = of_kind(parts, PartKind.OUTCOME)
    helps = of_kind(in_section(parts, *PROVISIONS), PartKind.PROVISION)
    strands = tuple(_strand(need, outcomes, helps, knots) for need in needs)
    loose = tuple(_aim(each, helps, knots) for each in outcomes if not _names(each, "needs", needs))
    shown = {knot.part.key for strand in strands for knot in strand.help}
    shown |= {knot.part.key for s in strands for aim in s.aims for knot in aim.help}
    shown |= {knot.part.key for aim in loose for knot in aim.help}
    left = tuple(knots[each.key] for each in helps if each.key not in shown)
    return Thread(strands=strands, aims=loose, help=left)


def gaps(parts: Sequence[Part]) -> Iterator[Found]:
    """A need or an outcome without help, help without a need, an outcome of no need or that is help, and a need
    with help and without an outcome.
    """
    for knot in _knots(parts).values():
        if knot.gap:
            yield Found(knot.part.section, f"{knot.number} {knot.gap}.")


def silent(parts: Sequence[Part]) -> Iterator[Found]:
    """Sections that are blank and do not say that there is none."""
    for section in MAY_BE_NONE:
        said = of_kind(
            in_section(parts, section), PartKind.NEED, PartKind.PROVISION, PartKind.NONE_FOUND
        )
        if not said:
            yield Found(
                section,
                f"It is blank. Write down the {NONE_OF[section]}, or say that there {_are(section)} none.",
            )


def _are(section: Section) -> str:
    return "are" if section in NEEDS else "is"


def _strand(
    need: Part, outcomes: Sequence[Part], helps: Sequence[Part], knots: dict[str, Knot]
) -> Strand:
    own = [each for each in outcomes if need.key in _keys(each, "needs")]
    meets = [each for each in helps if need.key in _keys(each, "needs")]
    aims = tuple(_aim(each, helps, knots) for each in own)
    led = {knot.part.key for aim in aims for knot in aim.help}
    return Strand(
        need=knots[need.key],
        aims=aims,
        help=tuple(knots[each.key] for each in meets if each.key not in led),
    )


def _aim(outcome: Part, helps: Sequence[Part], knots: dict[str, Knot]) -> Aim:
    leads = [each for each in helps if outcome.key in _keys(each, "outcomes")]
    return Aim(knots[outcome.key], tuple(knots[each.key] for each in leads))


def _knots(parts: Sequence[Part]) -> dict[str, Knot]:
    """By key, in the order of the sections."""
    called = numbers(parts)
    helps = of_kind(in_section(parts, *PROVISIONS), PartKind.PROVISION)
    helped = {key for each in helps for key in _keys(each, "needs")}
    led = {key for each in helps for key in _keys(each, "outcomes")}
    found: dict[str, Knot] = {}
    outcomes = of_kind(parts, PartKind.OUTCOME)
    aimed = {key for each in outcomes for key in _keys(each, "needs")}
    needs = of_kind(in_section(parts, *NEEDS), PartKind.NEED)
    for part in needs:
        without = "" if part.key in aimed else NO_OUTCOME
        gap = without if part.key in helped else NO_HELP
        found[part.key] = Knot(part, called[part.key], gap)
    for part in outcomes:
        found[part.key] = Knot(part, called[part.key], _gap_of_outcome(part, needs, led))
    for part in helps:
        gap = "" if _keys(part, "needs") else NO_NEED
        found[part.key] = Knot(part, called[part.key], gap)
    return found


def _gap_of_outcome(part: Part, needs: Sequence[Part], led: set[str]) -> str:
    is_help = isinstance(part.body, Outcome) and bool(provision_in_outcome(part.body.outcome))
    found = [
        words
        for words, is_so in (
            (FROM_NO_NEED, not _names(part, "needs", needs)),
            (NOT_LED_TO, part.key not in led),
            (IS_HELP, is_help),
        )
        if is_so
    ]
    return " and ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)


def _keys(part: Part, box: str) -> tuple[str, ...]:
    body = part.body
    if isinstance(body, Provision):
        return body.needs if box == "needs" else body.outcomes
    return body.needs if isinstance(body, Outcome) and box == "needs" else ()


def _names(part: Part, box: str, among: Sequence[Part]) -> bool:
    return bool(set(_keys(part, box)) & {each.key for each in among})
