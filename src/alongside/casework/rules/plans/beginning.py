"""Which version may begin, and on which earlier one it builds."""

from collections.abc import Sequence
from dataclasses import dataclass

from alongside.casework.rules.plans.codes import FINALS, VersionKind, VersionState
from alongside.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class VersionFact:
    """One version of a case."""

    number: int
    kind: VersionKind
    state: VersionState


BUSY = "A version is being written already. Issue it, or discard it, before you begin another."
_COMES_AFTER: dict[VersionKind, tuple[VersionKind, str]] = {
    VersionKind.FINAL: (
        VersionKind.DRAFT,
        "A final EHC plan follows a draft that was sent. Begin with the draft.",
    ),
    VersionKind.AMENDED_FINAL: (
        VersionKind.AMENDED_DRAFT,
        "An amended EHC plan follows proposed changes that were sent. Begin with those.",
    ),
}


def issued(versions: Sequence[VersionFact]) -> tuple[VersionFact, ...]:
    """In their order."""
    sent = [each for each in versions if each.state is VersionState.ISSUED]
    return tuple(sorted(sent, key=lambda each: each.number))


def in_force(versions: Sequence[VersionFact]) -> VersionFact | None:
    """The last final one that was issued."""
    return next((each for each in reversed(issued(versions)) if each.kind in FINALS), None)


def based_on(versions: Sequence[VersionFact]) -> VersionFact | None:
    """The next version begins as a copy of the last that was issued."""
    return next(reversed(issued(versions)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """``has_plan``: an EHC plan is in force, as what happened says; it may have been made before this record began.
    ``is_ordered``: the tribunal ordered its change, or it was agreed in mediation. Then nothing is proposed first.
    """

    has_plan: bool
    is_ordered: bool = False


def why_not(kind: VersionKind, versions: Sequence[VersionFact], stands: Stands) -> str:
    """A sentence, or empty when a version of that kind may begin."""
    if any(each.state is VersionState.WRITING for each in versions):
        return BUSY
    last = based_on(versions)
    is_made_before = stands.has_plan and last is None
    is_there = is_made_before or in_force(versions) is not None
    if kind is VersionKind.AMENDED_FINAL and stands.is_ordered and is_there:
        return ""
    if kind in _COMES_AFTER:
        before, sentence = _COMES_AFTER[kind]
        return "" if last is not None and last.kind is before else sentence
    if kind is VersionKind.AMENDED_DRAFT and not is_there:
        return "Changes are proposed to an EHC plan in force. None was issued here yet."
    return ""


def check_may_begin(kind: VersionKind, versions: Sequence[VersionFact], stands: Stands) -> None:
    """Raises Refusal with the reason."""
    if sentence := why_not(kind, versions, stands):
        raise Refusal(sentence, field="kind")


def may_begin(versions: Sequence[VersionFact], stands: Stands) -> tuple[VersionKind, ...]:
    return tuple(kind for kind in VersionKind if not why_not(kind, versions, stands))
