"""Cases that look like one child, two of them side by side, and where a merged one has gone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from alongside.casework import perms
from alongside.casework.models import Case, CaseMerge, CaseParting, Child, DifferentChildren
from alongside.casework.queries.one_case import head_of
from alongside.casework.queries.values import CaseHead
from alongside.casework.rules.merging import Came, KnownChild, alike, what_came
from alongside.casework.settling import school_claimed
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.remembering import remembered
from alongside.web.clock import london_day

Pair = tuple[KnownChild, KnownChild]


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedView:
    """A case that was merged into another: its number, and who said why on which day. ``came`` counts what
    came with it, by sort. ``parted`` is the same of the parting, where they were found to be two.
    """

    ref: str
    number: str
    why: str
    on: date
    by: str
    may_part: bool
    came: tuple[tuple[Came, int], ...] = ()
    parted: tuple[str, date, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OneSide:
    """A case as it stands beside the other. ``counts`` says how much of each sort would move, ``claims`` which
    school says by its own request alone that the child attends it.
    """

    head: CaseHead
    counts: Mapping[str, int]
    claims: str = ""


def look_alikes(actor: Actor, *, today: date) -> tuple[Pair, ...]:
    """Those of which nobody said that they are different. For whoever merges and reads all cases."""
    actor.check_may(perms.MERGE)
    actor.check_may(perms.ALL)
    return remembered(("casework.alike", actor.area_id, today), lambda: _look_alikes(actor, today))


def two_cases(actor: Actor, *, refs: tuple[str, str], today: date) -> tuple[OneSide, OneSide]:
    """Both, whatever their names. Raises Hidden."""
    rows = Case.objects.open_to(actor, today=today).select_related("child__school")
    counts = {name: Count(path, distinct=True) for name, path in _MOVES.items()}
    found = {case.ref: case for case in rows.filter(ref__in=refs).annotate(**counts)}
    if set(found) != set(refs) or refs[0] == refs[1]:
        raise Hidden("case")
    return _side(found[refs[0]]), _side(found[refs[1]])


def refs_of_numbers(actor: Actor, *, numbers: tuple[str, str], today: date) -> tuple[str, str]:
    """Of the cases with these numbers, in that order. Raises Refusal beside the wrong number."""
    first, second = ("".join(number.split()) for number in numbers)
    rows = Case.objects.open_to(actor, today=today).filter(number__in=(first, second))
    found = dict(rows.values_list("number", "ref"))
    for field, number in (("first", first), ("second", second)):
        if number not in found:
            raise Refusal("There is no case with this number. Check it.", field=field)
    if first == second:
        raise Refusal("These are one and the same number.", field="second")
    return found[first], found[second]


def kept_case_of(actor: Actor, *, merged_ref: str, today: date) -> str:
    """Into which case that the actor may read one was merged; empty when it was not."""
    rows = Case.objects.open_to(actor, today=today).filter(gone__ref=merged_ref)
    return rows.values_list("ref", flat=True).first() or ""


def merged_into(actor: Actor, *, case_ref: str) -> tuple[MergedView, ...]:
    """What was merged into a case that the caller may read, the first first. One query where there is nothing."""
    rows = CaseMerge.objects.in_area(actor.area_id).filter(kept__ref=case_ref)
    if not rows.exists():
        return ()
    return tuple(
        _merged_view(row)
        for row in rows.prefetch_related("merged", "merged_by", "parting__parted_by")
    )


def _merged_view(row: CaseMerge) -> MergedView:
    parting: CaseParting | None = getattr(row, "parting", None)
    return MergedView(
        ref=row.ref,
        number=row.merged.number,
        why=row.why,
        on=london_day(row.merged_at),
        by=row.merged_by.name if row.merged_by else "",
        may_part=parting is None and row.merged.merged_into_id == row.kept_id,
        came=what_came(row.moved),
        parted=_parted(parting) if parting else None,
    )


def _parted(parting: CaseParting) -> tuple[str, date, str]:
    by = parting.parted_by.name if parting.parted_by else ""
    return parting.why, london_day(parting.parted_at), by


def _look_alikes(actor: Actor, today: date) -> tuple[Pair, ...]:
    rows = Case.objects.open_to(actor, today=today).values_list(
        "ref", "number", "child__given_names", "child__family_name", "child__known_as",
        "child__born_on", "child_id",
    )  # fmt: skip
    ids: dict[str, int] = {}
    known = []
    for ref, number, given, family, known_as, born_on, child_id in rows.order_by("id"):
        ids[ref] = child_id
        known.append(
            KnownChild(
                case_ref=ref,
                number=number,
                given_names=given,
                family_name=family,
                known_as=known_as,
                born_on=born_on,
            )
        )
    said = DifferentChildren.objects.in_area(actor.area_id)
    different = set(said.values_list("first_id", "second_id"))
    return tuple(
        (one, other)
        for one, other in alike(known)
        if tuple(sorted((ids[one.case_ref], ids[other.case_ref]))) not in different
    )


_MOVES = {
    "events_count": "events",
    "contacts_count": "child__contacts",
    "addresses_count": "child__addresses",
    "ways_count": "family_accesses",
}
"""What is counted of all that moves."""


def _side(case: Case) -> OneSide:
    child: Child = case.child
    counts = {name.removesuffix("_count"): getattr(case, name) for name in _MOVES}
    return OneSide(head=head_of(case), counts=counts, claims=school_claimed(child))
