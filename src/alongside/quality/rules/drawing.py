"""Who is in the population of a round, how its sample is drawn, and when it may be drawn again."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from alongside.kernel.canonical import canonical_bytes
from alongside.kernel.refusals import Refusal, Refusals
from alongside.quality.rules.codes import Exclusion, RoundState, Stratum
from alongside.stats.sampling import one_in, stratified_sample

LARGEST = 400
NO_GROUP = "not known"
ALREADY_DRAWN = "The sample is drawn, so that what was planned stands. Draw again while no grade is handed in, or close the round."
KNOWN_RESULTS = "Grades have been handed in for this sample, so that its results are known. Begin another round."


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundFacts:
    """``submitted`` counts the audits of the sample that stands; ``draws`` those drawn so far."""

    state: RoundState
    draws: int
    submitted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRound:
    """What is asked for a round. ``last_on`` is the last day of the period."""

    title: str
    from_on: date
    last_on: date
    sample_size: int
    due_on: date
    strata: tuple[Stratum, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    with_families: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One that might be drawn. ``key`` is the public name of what is audited. ``left_out``: why it is not
    in the population, if it is not.
    """

    key: str
    happened_on: date
    groups: Mapping[Stratum, str] = field(default_factory=dict)
    left_out: frozenset[Exclusion] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """``left_out`` counts by reason; somebody left out for two reasons counts under the first."""

    kept: tuple[Candidate, ...]
    left_out: Mapping[Exclusion, int]

    @property
    def sha256(self) -> str:
        """Of the keys and groups, whatever their order: the same population gives the same."""
        rows = sorted([each.key, *sorted(each.groups.values())] for each in self.kept)
        return hashlib.sha256(canonical_bytes([list(row) for row in rows])).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnKey:
    """``position`` counts from one, in the order of the draw."""

    key: str
    position: int
    stratum: str
    is_double: bool


def check_new_round(new: NewRound, *, today: date) -> None:
    """Raises Refusals, a sentence for each box."""
    found = []
    if not new.title.strip():
        found.append(Refusal("Give the round a title.", field="title"))
    if new.last_on < new.from_on:
        found.append(Refusal("The last day comes before the first.", field="last_on"))
    if new.last_on > today:
        found.append(
            Refusal("The period is not over yet. Choose a last day that is past.", field="last_on")
        )
    if not 1 <= new.sample_size <= LARGEST:
        found.append(Refusal(f"Draw between 1 and {LARGEST}.", field="sample_size"))
    if new.due_on <= today:
        found.append(
            Refusal("Give the auditors time: choose a day that is still to come.", field="due_on")
        )
    if found:
        raise Refusals(found)


def population(candidates: Sequence[Candidate], exclusions: Sequence[Exclusion]) -> Population:
    """Without those whom the round leaves out. What has ceased is always left out."""
    wanted = [Exclusion.CEASED, *(each for each in exclusions if each is not Exclusion.CEASED)]
    kept, counts = [], Counter[Exclusion]()
    for candidate in candidates:
        reasons = [each for each in wanted if each in candidate.left_out]
        if reasons:
            counts[reasons[0]] += 1
        else:
            kept.append(candidate)
    return Population(kept=tuple(kept), left_out=dict(counts))


def check_may_change(facts: RoundFacts) -> None:
    """Raises Refusal once a sample was drawn."""
    if facts.state is RoundState.CLOSED:
        raise Refusal("This round is closed.")
    if facts.draws:
        raise Refusal(ALREADY_DRAWN)


def check_may_draw(facts: RoundFacts, *, why: str) -> None:
    """Raises Refusal. The first draw needs no reason; nobody draws again once they know a result."""
    if facts.state is RoundState.CLOSED:
        raise Refusal("This round is closed.")
    if facts.submitted:
        raise Refusal(KNOWN_RESULTS)
    if facts.draws and not why.strip():
        raise Refusal("Say why it is drawn again.", field="why")


def draw(
    found: Population, *, strata: Sequence[Stratum], size: int, seed: str, twice_in: int
) -> tuple[DrawnKey, ...]:
    """In proportion to the groups, one in ``twice_in`` to be marked twice. A smaller population is drawn
    whole. Raises Refusal for none.
    """
    if not found.kept:
        raise Refusal(
            "Nothing in this period can be drawn. Look at the period and at who is left out."
        )
    groups = {each.key: group_of(each, strata) for each in found.kept}
    sample = stratified_sample(groups, size=min(size, len(groups)), seed=seed)
    twice = one_in(sample.chosen, every=twice_in, seed=seed)
    return tuple(
        DrawnKey(key=key, position=position, stratum=groups[key], is_double=key in twice)
        for position, key in enumerate(sample.chosen, start=1)
    )


def group_of(candidate: Candidate, strata: Sequence[Stratum]) -> str:
    """ "North team, learning": in the order of the strata. Empty without any."""
    return ", ".join(candidate.groups.get(each) or NO_GROUP for each in strata)
