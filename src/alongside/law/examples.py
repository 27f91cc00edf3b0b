"""Worked examples that a lawyer can read: a situation in, dates out.

They are files in ``data/examples``, printed as docs/reference/law-examples.md, and the tests hold the
clock to them.
"""

import re
import shlex
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from alongside.kernel.refusals import Refusal
from alongside.law.calendars import Calendar
from alongside.law.from_json import answer
from alongside.law.rulebook import Rules

_EXPECTED = re.compile(
    r"(?P<rule>[\w-]+)(?: \((?P<limb>[^)]+)\))?(?: for (?P<body>[^:]+))?: "
    r"(?P<due>\d{4}-\d\d-\d\d|no day|none)(?:, (?P<state>[a-z ]+?)(?: (?P<days>\d+))?)?"
    r"(?:, relies on (?P<ground>[\w-]+))?"
)
NONE = "none"


@dataclass(frozen=True, slots=True)
class Example:
    """Events as one line each, and lines such as ``FINAL-20W: 2025-07-21, late 5``.

    ``none`` in place of a date says that there is no such duty. ``refused`` is a part of the
    sentence with which the whole is refused.
    """

    title: str
    note: str
    today: date
    events: tuple[str, ...]
    expected: tuple[str, ...]
    refused: str = ""
    count_from: str = "next_day"
    remark: str = ""
    closures: tuple[dict[str, Any], ...] = ()

    def asked(self) -> dict[str, Any]:
        """The example in the file format of ``alongside law schedule``."""
        return {
            "today": self.today.isoformat(),
            "events": [_event(line, number) for number, line in enumerate(self.events, 1)],
            "count_from": self.count_from,
            "closures": list(self.closures),
        }

    def differences(self, *, rules: Rules, calendar: Calendar) -> list[str]:
        """What comes out differently, a line each; empty where all is as the example says."""
        try:
            found = answer(self.asked(), rules=rules, calendar=calendar)
        except Refusal as refusal:
            if self.refused and self.refused in refusal.sentence:
                return []
            return [f"refused: {refusal.sentence}"]
        if self.refused:
            return [f"not refused; “{self.refused}” was expected"]
        wrong = [line for line in self.expected if not _is_met(line, found["duties"])]
        if self.remark and not any(self.remark in each for each in found["remarks"]):
            wrong.append(f"no remark “{self.remark}”")
        return wrong


@dataclass(frozen=True, slots=True)
class Table:
    """The examples of one file."""

    title: str
    examples: tuple[Example, ...]


def read_tables() -> Iterator[Table]:
    """Every file of examples, in order."""
    folder = files("alongside.law").joinpath("data/examples")
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        told = tomllib.loads(file.read_text(encoding="utf-8"))
        yield Table(told["title"], tuple(_example(each) for each in told["example"]))


def _example(told: dict[str, Any]) -> Example:
    return Example(
        title=told["title"],
        note=told.get("note", ""),
        today=told["today"],
        events=tuple(told["events"]),
        expected=tuple(told.get("expect", ())),
        refused=told.get("refused", ""),
        count_from=told.get("count_from", "next_day"),
        remark=told.get("remark", ""),
        closures=tuple(told.get("closures", ())),
    )


def _event(line: str, number: int) -> dict[str, Any]:
    """ "advice_returned 2025-06-12 body='Speech therapy'" as an event of the file format."""
    kind, on, *rest = shlex.split(line)
    given: dict[str, Any] = dict(part.split("=", 1) for part in rest)
    if "rules" in given:
        given["rules"] = given["rules"].split(",")
    return {"id": f"e{number}", "kind": kind, "on": on, **given}


def _is_met(line: str, duties: list[dict[str, Any]]) -> bool:
    found = _EXPECTED.fullmatch(line)
    if found is None:
        raise ValueError(f"“{line}” cannot be read as an expectation")
    named = [duty for duty in duties if _is_named(found, duty)]
    if found["due"] == NONE:
        return not named
    return any(_agrees(found, duty) for duty in named)


def _is_named(found: "re.Match[str]", duty: dict[str, Any]) -> bool:
    given = {name: found[name] for name in ("rule", "limb", "body") if found[name]}
    return all(duty[name] == value for name, value in given.items())


def _agrees(found: "re.Match[str]", duty: dict[str, Any]) -> bool:
    due = None if found["due"] == "no day" else found["due"]
    if duty["due_on"] != due:
        return False
    if found["state"] and (duty["state"], duty["days"]) != (
        found["state"],
        int(found["days"] or 0),
    ):
        return False
    relied = {each["ground"] for each in duty["relies_on"]}
    return found["ground"] is None or found["ground"] in relied
