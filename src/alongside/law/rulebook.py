"""Rule sets by date, and which of them a process goes by.

A process keeps the rules of its start. A later set changes that only for the types of process that
it names in ``reaches``, and then only for duties that begin once it is in force.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from alongside.kernel.dates import Period, day_in_words
from alongside.kernel.refusals import Refusal
from alongside.law.counting import CountFrom
from alongside.law.events import Kinds
from alongside.law.provisions import CountingRule, Ground, Provision


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RuleSet:
    """The rules in force from a day until the next set begins."""

    id: str
    title: str
    begins: date
    provisions: tuple[Provision, ...]
    reaches: frozenset[str] = frozenset()
    _by_start: Mapping[str, Mapping[str, tuple[Provision, ...]]] = field(init=False)

    def __post_init__(self) -> None:
        found: dict[str, dict[str, tuple[Provision, ...]]] = {}
        for provision in self.provisions:
            for process_type in provision.processes:
                for kind in provision.starts:
                    known = found.setdefault(process_type, {})
                    known[kind] = (*known.get(kind, ()), provision)
        object.__setattr__(self, "_by_start", found)

    def started_by(self, process_type: str) -> Mapping[str, tuple[Provision, ...]]:
        """For each kind of event, the rules that it starts in this type of process."""
        return self._by_start.get(process_type, {})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rules:
    """Everything that the files say: sets in order of time, kinds of event, grounds, counting."""

    sets: tuple[RuleSet, ...]
    kinds: Kinds
    grounds: Mapping[str, Ground]
    counting: Mapping[str, CountingRule]
    milestones: tuple[tuple[int, str], ...] = ()
    count_from: CountFrom = CountFrom.NEXT_DAY
    _chains: Mapping[tuple[str, str], Sequence[tuple[RuleSet, Period]]] = field(init=False)

    def __post_init__(self) -> None:
        types = {
            process_type for kind in self.kinds.values() for process_type in (*kind.of, *kind.opens)
        }
        chains = {
            (own.id, process_type): self._chain(own, process_type)
            for own in self.sets
            for process_type in types
        }
        object.__setattr__(self, "_chains", chains)

    def counted_from(self, policy: CountFrom) -> "Rules":
        """The same rules with the other policy of T5."""
        return replace(self, count_from=policy)

    @property
    def latest(self) -> RuleSet:
        return self.sets[-1]

    def for_process(self, process_type: str, started_on: date) -> Sequence[tuple[RuleSet, Period]]:
        """The sets that a process of this type goes by, each for duties that begin in its period.

        Raises Refusal for a start before the first set.
        """
        return self._chains[self._at(started_on).id, process_type]

    def _chain(self, own: RuleSet, process_type: str) -> Sequence[tuple[RuleSet, Period]]:
        after = self.sets[self.sets.index(own) + 1 :]
        chain = [own, *(later for later in after if process_type in later.reaches)]
        ends = [*(later.begins for later in chain[1:]), None]
        return [(each, Period(each.begins, end)) for each, end in zip(chain, ends, strict=True)]

    def versions(self, rule: str) -> Iterator[tuple[RuleSet, Provision]]:
        """Every version and limb of a rule, with the set that brought it."""
        by_id = {each.id: each for each in self.sets}
        seen: set[int] = set()
        for rule_set in self.sets:
            for provision in rule_set.provisions:
                if provision.rule == rule and id(provision) not in seen:
                    seen.add(id(provision))
                    yield by_id[provision.since], provision

    def _at(self, day: date) -> RuleSet:
        for rule_set in reversed(self.sets):
            if rule_set.begins <= day:
                return rule_set
        first = self.sets[0].begins
        raise Refusal(
            f"The rules here begin on {day_in_words(first)}. {day_in_words(day)} is earlier; check the year.",
            field="on",
        )
