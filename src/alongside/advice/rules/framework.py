"""What an adviser of each kind is asked, and the checklist: read from files, by version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.advice.rules.codes import Adviser, RowKind, Side
from alongside.kernel.refusals import Refusal, Refusals

EXAMPLES = (RowKind.NEED, RowKind.OUTCOME, RowKind.PROVISION)


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that is asked, or looked for. ``later``: from year 9 only."""

    code: str
    asks: str
    later: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviserFrame:
    """``reg`` is the limb of regulation 6 that names them; ``asks`` is what they are asked besides."""

    adviser: Adviser
    title: str
    side: Side
    reg: str
    asks: tuple[str, ...]
    examples: Mapping[RowKind, str]


@dataclass(frozen=True, slots=True)
class Rung:
    """To whom late advice is taken: a role of the role table, from so many days after its due date."""

    from_days: int
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    version: int
    begins: date
    source: str
    everybody: tuple[Asked, ...]
    advisers: Mapping[Adviser, AdviserFrame]
    items: tuple[Asked, ...]
    ladders: Mapping[Side, tuple[Rung, ...]]

    def asked_of(self, adviser: Adviser, *, is_later: bool) -> tuple[str, ...]:
        """In the order in which they are best answered; from year 9 with adult life."""
        general = (each.asks for each in self.everybody if is_later or not each.later)
        return (*general, *self.advisers[adviser].asks)

    def looked_for(self, *, is_later: bool) -> tuple[Asked, ...]:
        return tuple(each for each in self.items if is_later or not each.later)


def framework_of(told: Mapping[str, Any]) -> Framework:
    """From a file. Raises Refusals with a sentence for everything that is wrong in it."""
    if found := _wrong(told):
        raise Refusals(found)
    frames = [_frame(each) for each in told["adviser"]]
    return Framework(
        version=told["version"],
        begins=told["begins"],
        source=told["source"],
        everybody=tuple(_asked(each) for each in told["everybody"]),
        advisers={each.adviser: each for each in frames},
        items=tuple(_asked(each) for each in told["item"]),
        ladders={side: _ladder(told, side) for side in Side},
    )


def in_force(frameworks: Sequence[Framework], on: date) -> Framework:
    """The newest that has begun. Raises Refusal when none has."""
    begun = [each for each in frameworks if each.begins <= on]
    if not begun:
        raise Refusal("There is no framework for advice on this day.")
    return max(begun, key=lambda each: each.version)


def _wrong(told: Mapping[str, Any]) -> list[Refusal]:
    """Every kind of adviser stands in it once, each with its questions and examples."""
    listed = [each.get("code", "") for each in told.get("adviser", ())]
    found = [
        Refusal(f"“{code}” is missing or stands there twice.", field="adviser")
        for code in Adviser
        if listed.count(code) != 1
    ]
    found += [
        Refusal(f"“{code}” is no kind of adviser.", field="adviser")
        for code in listed
        if code not in set(Adviser)
    ]
    for each in told.get("adviser", ()):
        lacking = [
            name for name in ("title", "side", "reg", "asks", *EXAMPLES) if not each.get(name)
        ]
        found += [Refusal(f"“{each.get('code')}” lacks {name}.", field=name) for name in lacking]
    found += [
        Refusal("To whom late advice is taken needs a side, days and a role.", field="escalation")
        for each in told.get("escalation", ())
        if each.get("side") not in set(Side) or not each.get("from_days") or not each.get("role")
    ]
    return found


def _frame(told: Mapping[str, Any]) -> AdviserFrame:
    return AdviserFrame(
        adviser=Adviser(told["code"]),
        title=told["title"],
        side=Side(told["side"]),
        reg=told["reg"],
        asks=tuple(told["asks"]),
        examples={kind: told[kind.value] for kind in EXAMPLES},
    )


def _ladder(told: Mapping[str, Any], side: Side) -> tuple[Rung, ...]:
    """The soonest first."""
    own = [each for each in told.get("escalation", ()) if each["side"] == side]
    return tuple(
        sorted(
            (Rung(each["from_days"], each["role"]) for each in own), key=lambda rung: rung.from_days
        )
    )


def _asked(told: Mapping[str, Any]) -> Asked:
    return Asked(told["code"], told["asks"], told.get("later", False), told.get("about", ""))
