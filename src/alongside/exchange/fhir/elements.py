"""A careful hand on the parts of a message: each asks for what it needs, and everything that is
missing, wrong or left over is gathered instead of stopping the reading.

After ``raise_if_any`` every value that was handed out is sound; before it some may be stand-ins.
"""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TypeVar

from alongside.exchange.fhir.codes import Worded, of_code
from alongside.exchange.fhir.outcomes import MOST_ISSUES, Issue, IssueCode, MessageRefused
from alongside.exchange.json_documents import JSON

LONGEST_TEXT = 100_000
NO_DAY = date(1900, 1, 1)
NO_INSTANT = datetime(1900, 1, 1, tzinfo=UTC)

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})"
)
_KEY = re.compile(r"[A-Za-z0-9._-]{1,64}")
_ELEMENT_NAME = re.compile(r"_?[a-z][A-Za-z]{0,40}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_SILENT = {"resourceType", "id", "meta", "text", "language"}

C = TypeVar("C", bound=Worded)


class Findings:
    """Everything that is wrong with one message, each place once, and what was left over."""

    def __init__(self) -> None:
        self._issues: dict[str, Issue] = {}
        self._has_more = False
        self._opened: list[Element] = []

    def add(self, place: str, sentence: str, code: IssueCode = IssueCode.VALUE) -> None:
        if len(self._issues) >= MOST_ISSUES:
            self._has_more = True
        elif not any(_is_within(place, known) for known in self._issues):
            self._issues[place] = Issue(code, sentence, place)

    def opened(self, element: "Element") -> None:
        self._opened.append(element)

    def left_out(self) -> tuple[str, ...]:
        """Paths of what the message held and nobody asked for."""
        return tuple(
            path_of(element.place, name) for element in self._opened for name in element.unread()
        )

    def raise_if_any(self) -> None:
        if not self._issues:
            return
        issues = list(self._issues.values())
        if self._has_more:
            sentence = "There may be more problems after these."
            issues.append(Issue(IssueCode.TOO_LONG, sentence))
        raise MessageRefused(issues)


def path_of(place: str, name: str) -> str:
    """A name that cannot be one of FHIR could be a person’s: then only the place is told."""
    return f"{place}.{name}" if _ELEMENT_NAME.fullmatch(name) else place


def _is_within(place: str, known: str) -> bool:
    """A fault of a whole resource hides none of its parts."""
    if known.endswith((".resource", "Bundle", ".entry")):
        return place == known
    return place == known or place.startswith((f"{known}.", f"{known}["))


class Element:
    """One object of the message and its place. Asking for a part marks it as read."""

    def __init__(self, data: dict[str, JSON], place: str, findings: Findings) -> None:
        self._data = data
        self._read: set[str] = set()
        self._inner: dict[str, tuple[Element, ...]] = {}
        self.place = place
        self.findings = findings
        findings.opened(self)

    def has(self, name: str) -> bool:
        return name in self._data

    def skip(self, *names: str) -> None:
        """What follows from the rest and is not asked for."""
        self._read.update(names)

    def unread(self) -> list[str]:
        return [name for name in self._data if name not in self._read | _SILENT]

    def at(self, name: str) -> str:
        return f"{self.place}.{name}"

    def wrong(self, name: str, sentence: str, code: IssueCode = IssueCode.VALUE) -> None:
        self.findings.add(self.at(name) if name else self.place, sentence, code)

    def raw(self, name: str) -> JSON:
        self._read.add(name)
        return self._data.get(name)

    def text(self, name: str, *, needed: bool = False, longest: int = LONGEST_TEXT) -> str:
        """The text as it stands; empty when it is absent."""
        value = self.raw(name)
        if value is None:
            if needed:
                self.wrong(name, "This is missing.", IssueCode.REQUIRED)
            return ""
        if not isinstance(value, str):
            self.wrong(name, "This must be a text.", IssueCode.STRUCTURE)
            return ""
        if sentence := _fault_of(value, longest):
            self.wrong(name, sentence)
        return value

    def key(self, name: str, *, needed: bool = True) -> str:
        value = self.text(name, needed=needed)
        if value and not _KEY.fullmatch(value):
            self.wrong(
                name, "Use up to 64 letters, digits, hyphens, underscores and full stops here."
            )
        return value

    def code(self, name: str, kind: type[C], default: C) -> C:
        """``default`` stands in when the text is absent or, with a finding, when it is unknown."""
        value = self.text(name)
        found = of_code(kind, value) if value else default
        if found is None:
            self.wrong(
                name, f"This code is not taken here. {_one_of(kind)}", IssueCode.CODE_INVALID
            )
        return found or default

    def day(self, name: str, *, needed: bool = False) -> date | None:
        value = self.text(name, needed=needed)
        if not value:
            return NO_DAY if needed else None
        try:
            if _DAY.fullmatch(value):
                return _within_reason(date.fromisoformat(value))
        except ValueError:
            pass
        self.wrong(name, "Write a whole day of the calendar, like 2026-03-30.")
        return NO_DAY

    def needed_day(self, name: str) -> date:
        return self.day(name, needed=True) or NO_DAY

    def instant(self, name: str) -> datetime:
        value = self.text(name, needed=True)
        try:
            if _INSTANT.fullmatch(value):
                instant = datetime.fromisoformat(value)
                _within_reason(instant.date())
                return instant.astimezone(UTC)
        except (ValueError, OverflowError):
            pass
        if value:
            self.wrong(
                name, "Write date, time and time zone, to the second, like 2026-03-30T09:00:00Z."
            )
        return NO_INSTANT

    def element(self, name: str, *, needed: bool = False) -> "Element | None":
        value = self.raw(name)
        if isinstance(value, dict):
            return self._opened(name, {self.at(name): value})[0]
        if value is not None:
            self.wrong(name, "This must be an object.", IssueCode.STRUCTURE)
        elif needed:
            self.wrong(name, "This is missing.", IssueCode.REQUIRED)
        return None

    def elements(self, name: str) -> tuple["Element", ...]:
        value = self.raw(name)
        if value is None:
            return ()
        objects = {
            f"{self.at(name)}[{index}]": each
            for index, each in enumerate(value if isinstance(value, list) else [])
            if isinstance(each, dict)
        }
        if not isinstance(value, list) or len(objects) != len(value):
            self.wrong(name, "This must be a list of objects.", IssueCode.STRUCTURE)
            return ()
        return self._opened(name, objects)

    def _opened(self, name: str, objects: dict[str, dict[str, JSON]]) -> tuple["Element", ...]:
        """Each part is opened once, however often it is asked for, so that its marks add up."""
        if name not in self._inner:
            self._inner[name] = tuple(
                Element(data, place, self.findings) for place, data in objects.items()
            )
        return self._inner[name]

    def only(self, name: str, *, needed: bool = True) -> "Element | None":
        """The one element of a list. Several are refused, since one would be lost."""
        found = self.elements(name)
        if len(found) > 1:
            self.wrong(name, "Only one is taken here.", IssueCode.NOT_SUPPORTED)
        elif not found and needed:
            self.wrong(name, "This is missing.", IssueCode.REQUIRED)
        return found[0] if found else None

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.raw(name)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.wrong(name, "This must be a list of texts.", IssueCode.STRUCTURE)
            return ()
        for index, each in enumerate(value):
            is_text = isinstance(each, str)
            if sentence := _fault_of(str(each), 200) if is_text else "This must be a text.":
                self.wrong(f"{name}[{index}]", sentence)
        return tuple(each for each in value if isinstance(each, str))


def _fault_of(text: str, longest: int) -> str:
    if not text.strip():
        return "This text is empty. Leave it out, or say something."
    if len(text) > longest:
        return f"This text is longer than {longest:,} characters."
    if _CONTROL.search(text):
        return "This text holds a control character. Remove it."
    return ""


def _within_reason(day: date) -> date:
    if not 1900 <= day.year <= 2199:
        raise ValueError("year")
    return day


def _one_of(kind: type[Worded]) -> str:
    codes: Sequence[str] = [member.value for member in kind]
    return f"Use one of: {', '.join(codes)}."
