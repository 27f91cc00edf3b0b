"""The files of the law, read and checked: a wrong word in a file is a fault with its place.

``statutory_rules`` and ``england`` give what is shipped. ``read_rules`` also takes folders of an
authority's own files; a rule there with the same id and rule set takes the place of ours, so that a
lawyer can correct a figure without code.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from alongside.kernel.dates import Period
from alongside.law.calendars import Calendar
from alongside.law.counting import Counted, Length, Limit
from alongside.law.events import EventKind
from alongside.law.provisions import (
    ITSELF,
    PARTIES,
    Again,
    CountingRule,
    Force,
    Ground,
    OrLater,
    Provision,
    Status,
)
from alongside.law.rulebook import Rules, RuleSet

Word = TypeVar("Word", bound=StrEnum)


class Folder(Protocol):
    """What a folder of rule files has to offer: a directory, or one inside the package."""

    def joinpath(self, *names: str) -> Any: ...


class RuleFileError(ValueError):
    """A file of the law that cannot be read, with the file, the place and what is wrong."""


_RENAMED = {"id": "rule", "until": "until_set"}
_FLAGS = {
    "conditional": "conditional",
    "not_before_move": "not_before_move",
    "tribunal_time": "tribunal_time",
}
_LISTS = ("start", "fallback", "done", "ends", "revived_by", "cut_by", "grounds", "also_in")
_TEXTS = ("title", "who", "to", "does", "family", "note", "authority", "limb", "since", "process")
_RULE_KEYS = {
    *_RENAMED, *_FLAGS, *_LISTS, *_TEXTS,
    "status", "within", "counted", "day_of_year", "or_later", "again", "force", "per", "counted_from",
}  # fmt: skip


@cache
def statutory_rules() -> Rules:
    """The rules as shipped."""
    return read_rules()


@cache
def england() -> Calendar:
    """Bank holidays in England as shipped, without closures."""
    told = _toml(_shipped().joinpath("bank_holidays.toml"))
    covered = Period(told["covered_from"], told["covered_until"])
    return Calendar(frozenset(told["days"]), covered)


def read_rules(*folders: Path) -> Rules:
    """The shipped rules with those of ``folders`` over them. Raises RuleFileError."""
    sources: list[Folder] = [_shipped(), *folders]
    kinds = {code: each for source in sources for code, each in _kinds(source)}
    grounds = {code: each for source in sources for code, each in _grounds(source)}
    counting = {code: each for source in sources for code, each in _counting(source)}
    told = [each for source in sources for each in _listed(source, "sets.toml", "set")]
    ordered = sorted(told, key=lambda each: each["from"])
    provisions = _latest_word(provision for source in sources for provision in _provisions(source))
    order = [each["id"] for each in ordered]
    _check_references(provisions, kinds=kinds, grounds=grounds, order=order)
    sets = tuple(_rule_set(each, provisions=provisions, order=order) for each in ordered)
    weeks = [each for source in sources for each in _listed(source, "milestones.toml", "milestone")]
    return Rules(
        sets=sets,
        kinds=MappingProxyType(kinds),
        grounds=MappingProxyType(grounds),
        counting=MappingProxyType(counting),
        milestones=tuple((each["week"], each["what"]) for each in weeks),
    )


def _rule_set(
    told: Mapping[str, Any], *, provisions: Sequence[Provision], order: Sequence[str]
) -> RuleSet:
    """The last version of each rule that has come by this set and is not gone."""
    at = order.index(told["id"])
    current: dict[tuple[str, str, str], Provision] = {}
    for provision in sorted(provisions, key=lambda each: order.index(each.since)):
        if order.index(provision.since) <= at:
            current[provision.key] = provision
    there = [
        each for each in current.values() if not each.until_set or order.index(each.until_set) > at
    ]
    return RuleSet(
        id=told["id"],
        title=told["title"],
        begins=told["from"],
        provisions=tuple(there),
        reaches=frozenset(told.get("reaches", ())),
    )


def _latest_word(provisions: Iterator[Provision]) -> list[Provision]:
    """Of two rules with the same id, limb, process and set, the one read last."""
    return list({(*each.key, each.since): each for each in provisions}.values())


def _provisions(folder: Folder) -> Iterator[Provision]:
    there = folder.joinpath("rules")
    if not there.is_dir():
        return
    for file in sorted(there.iterdir(), key=lambda each: str(each.name)):
        if not file.name.endswith(".toml"):
            continue
        told = _toml(file)
        for each in told.get("rule", ()):
            place = f"{file.name}, rule {each.get('id', '?')}"
            shared = {key: value for key, value in told.items() if key != "rule"}
            yield _provision({**shared, **each}, place=place)


def _provision(told: Mapping[str, Any], *, place: str) -> Provision:
    _check_keys(told, allowed=_RULE_KEYS, place=place)
    given: dict[str, Any] = {"since": "2014-09"}
    given |= {_RENAMED[key]: told[key] for key in _RENAMED if key in told}
    given |= {key: told[key] for key in (*_FLAGS, *_TEXTS) if key in told}
    given |= {key: tuple(told[key]) for key in _LISTS if key in told}
    given["status"] = _one_of(Status, told.get("status", ""), place=place)
    given["again"] = _one_of(Again, told.get("again", Again.FIRST), place=place)
    given["force"] = _one_of(Force, told.get("force", Force.DUTY), place=place)
    given["by_body"] = told.get("per") == "body"
    given["from_opening"] = told.get("counted_from") == "opening"
    given |= _limits(told, place=place)
    missing = {f.name for f in fields(Provision) if f.name in _REQUIRED and f.name not in given}
    if missing:
        raise RuleFileError(f"{place}: nothing is said about {', '.join(sorted(missing))}")
    _check_party(given, place=place)
    return Provision(**given)


_REQUIRED = {"rule", "title", "who", "to", "does", "authority", "process"}


def _check_party(given: Mapping[str, Any], *, place: str) -> None:
    for key in ("who", "to"):
        if given[key] not in PARTIES:
            raise RuleFileError(f"{place}: “{given[key]}” is not a known party")


def _limits(told: Mapping[str, Any], *, place: str) -> dict[str, Any]:
    counted = _one_of(Counted, told.get("counted", Counted.AFTER), place=place)
    if counted is Counted.DAY_BEFORE:
        month, day = told["day_of_year"].split("-")
        return {"counted": counted, "day_of_year": (int(month), int(day))}
    found: dict[str, Any] = {"counted": counted}
    if "within" in told:
        found["limit"] = _limit(told["within"], counted, place=place)
    elif counted in (Counted.AFTER, Counted.BEGINNING, Counted.BEFORE):
        found["counted"] = Counted.NO_DATE
    if "or_later" in told:
        other = told["or_later"]
        way = _one_of(Counted, other["counted"], place=place)
        limit = _limit(other["within"], way, place=place)
        found["or_later"] = OrLater(
            since=tuple(other["since"]), limit=limit, means=str(other["means"])
        )
    return found


def _limit(text: str, counted: Counted, *, place: str) -> Limit:
    try:
        return Limit(Length.parse(text), counted)
    except ValueError as error:
        raise RuleFileError(f"{place}: {error}") from None


def _kinds(folder: Folder) -> Iterator[tuple[str, EventKind]]:
    for rank, (code, told) in enumerate(_optional(folder, "events.toml").items()):
        of, opens = tuple(told["of"]), dict(told.get("opens", {}))
        yield (
            code,
            EventKind(
                code=code,
                means=told["is"],
                rank=rank + _IN_DAY[told.get("in_day", "")],
                of=of,
                others=tuple(each for each in of if each not in opens),
                opens=MappingProxyType(opens),
                closes=frozenset(told.get("closes", ())),
                reopens=frozenset(told.get("reopens", ())),
                after=tuple(frozenset(group.split("|")) for group in told.get("after", ())),
                also=tuple(told.get("also", ())),
                needs=tuple(told.get("needs", ())),
                stage=told.get("stage", 0),
                by_body=told.get("each") == "body",
                ahead=told.get("ahead", False),
                target=told.get("target", False),
            ),
        )


_IN_DAY = {"first": -10_000, "": 0, "last": 10_000}


def _grounds(folder: Folder) -> Iterator[tuple[str, Ground]]:
    for code, told in _optional(folder, "grounds.toml").items():
        given = {key: value for key, value in told.items() if key not in ("status", "from")}
        status = _one_of(Status, told["status"], place=f"grounds.toml, {code}")
        yield code, Ground(code=code, status=status, begins=told.get("from"), **given)


def _counting(folder: Folder) -> Iterator[tuple[str, CountingRule]]:
    for code, told in _optional(folder, "counting.toml").items():
        given = {key: value for key, value in told.items() if key != "status"}
        status = _one_of(Status, told["status"], place=f"counting.toml, {code}")
        yield code, CountingRule(code=code, status=status, **given)


def _listed(folder: Folder, name: str, key: str) -> Sequence[dict[str, Any]]:
    found: Sequence[dict[str, Any]] = _optional(folder, name).get(key, ())
    return found


def _check_references(
    provisions: Sequence[Provision],
    *,
    kinds: Mapping[str, EventKind],
    grounds: Mapping[str, Ground],
    order: Sequence[str],
) -> None:
    """Every kind, ground and set that a rule names is there."""
    for each in provisions:
        named = (*each.starts, *each.done, *each.ends, *each.revived_by, *each.cut_by)
        unknown = {kind for kind in named if kind not in kinds and kind != ITSELF}
        unknown |= {ground for ground in each.grounds if ground not in grounds}
        unknown |= {name for name in (each.since, each.until_set) if name and name not in order}
        if unknown:
            raise RuleFileError(f"rule {each.rule}: unknown {', '.join(sorted(unknown))}")


def _check_keys(told: Mapping[str, Any], *, allowed: set[str], place: str) -> None:
    unknown = sorted(set(told) - allowed)
    if unknown:
        raise RuleFileError(f"{place}: unknown {', '.join(unknown)}")


def _one_of(kind: Callable[[str], Word], value: str, *, place: str) -> Word:
    try:
        return kind(value)
    except ValueError:
        raise RuleFileError(f"{place}: “{value}” is not known here") from None


def _optional(folder: Folder, name: str) -> Mapping[str, Any]:
    file = folder.joinpath(name)
    return _toml(file) if file.is_file() else {}


def _toml(file: Any) -> Mapping[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise RuleFileError(f"{file.name}: {error}") from None


def _shipped() -> Any:
    return files("alongside.law").joinpath("data")
