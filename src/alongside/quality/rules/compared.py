"""What a lesson is compared by, and what a comparison said, as values that are kept with a reading."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from alongside.quality.rules.codes import Verdict

LOOKS = (20, 40, 80, 160)
"""How many have to have come since, for each look; the first is also the least from before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One EHC plan or review. ``on`` is the day on which it was issued or held, ``begun_on`` that on which
    writing began, where it is known. ``value`` is 1 for met and 0 for not, or its share of rows.
    """

    child: int
    on: date
    value: float
    begun_on: date | None = None
    team: str = ""
    taught: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A change that was made; without teams it reached all."""

    on: date
    teams: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SideShown:
    """One bar: a mean or a share with its own 95% range. ``part`` is None for a mean."""

    when: str
    is_reached: bool
    base: int
    part: int | None
    share: float | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One answer. ``since`` names its series: the day of the last change."""

    since: date
    wanted: int
    on: date
    verdict: Verdict
    sentence: str
    change: float | None
    lower: float | None
    upper: float | None
    comparison_change: float | None
    sides: tuple[SideShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What a reading says. ``sides`` are those of the last look, or of today before the first. ``after_now``
    counts what has come since, and ``next_look`` is None once all looks were taken. ``needed`` is how many a
    side would find a change of 20 points. ``left_out`` counts by reason.
    """

    verdict: Verdict
    sentence: str
    is_untellable: bool
    sides: tuple[SideShown, ...]
    looks: tuple[Look, ...]
    after_now: int
    next_look: int | None
    needed: int | None
    left_out: Mapping[str, int]


def as_json(compared: Compared) -> dict[str, Any]:
    """As it is kept beside a reading: codes, days and numbers."""
    told: dict[str, Any] = asdict(compared)
    told["looks"] = [
        {**each, "since": each["since"].isoformat(), "on": each["on"].isoformat()}
        for each in told["looks"]
    ]
    return {name: told[name] for name in told if name not in ("verdict", "sentence")}


def looks_in(kept: Mapping[str, Any]) -> tuple[Look, ...]:
    """The looks that were kept with a reading."""
    return tuple(_look_from(each) for each in kept.get("looks", ()))


def _look_from(kept: Mapping[str, Any]) -> Look:
    read = {
        "since": date.fromisoformat(kept["since"]),
        "on": date.fromisoformat(kept["on"]),
        "verdict": Verdict(kept["verdict"]),
        "sides": tuple(SideShown(**each) for each in kept["sides"]),
    }
    return Look(**{**kept, **read})
