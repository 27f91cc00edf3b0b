"""The form of an EHC plan: an area's own headings and order, with the statutory sections in them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.casework.rules.plans.codes import Section
from alongside.kernel.refusals import Refusal, Refusals

DETAILS = "details"
LAW = "Every EHC plan identifies each section from A to K by itself, H1 and H2 included."


@dataclass(frozen=True, slots=True)
class SectionHeading:
    """What a section is called in this form. Its letter is always printed before it."""

    section: Section
    title: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class TemplatePart:
    """A part of the form. Without a title its sections stand by themselves. ``has_details``: who the child
    is, their birth date and so on.
    """

    title: str
    sections: tuple[SectionHeading, ...]
    has_details: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTemplate:
    """``area`` is the short address of the local area whose form it is; empty for everybody's."""

    code: str
    version: int
    title: str
    area: str
    begins: date
    parts: tuple[TemplatePart, ...]

    @property
    def name(self) -> str:
        """As a version keeps it: "york-2014/1"."""
        return f"{self.code}/{self.version}"

    def heading(self, section: Section) -> SectionHeading:
        return next(
            each for part in self.parts for each in part.sections if each.section is section
        )


def template_of(told: Mapping[str, Any]) -> PlanTemplate:
    """From a file. Raises Refusals with a sentence for everything that is wrong in it."""
    found = [*_front(told), *_sections(told)]
    if found:
        raise Refusals([Refusal(sentence) for sentence in found])
    return PlanTemplate(
        code=told["code"],
        version=told["version"],
        title=told["title"],
        area=told.get("area", ""),
        begins=told["from"],
        parts=tuple(_part(part) for part in told["part"]),
    )


def newest(templates: Sequence[PlanTemplate], *, area: str, day: date) -> PlanTemplate:
    """The area's own, or everybody's: the last that had begun by that day."""
    begun = [each for each in templates if each.area in (area, "") and each.begins <= day]
    return max(begun, key=lambda each: (each.area != "", each.begins, each.version))


def _part(told: Mapping[str, Any]) -> TemplatePart:
    headings = tuple(
        SectionHeading(Section(each["section"]), each["title"].strip(), each.get("hint", ""))
        for each in told.get("holds", ())
    )
    return TemplatePart(told.get("title", ""), headings, told.get(DETAILS, False))


def _front(told: Mapping[str, Any]) -> Iterator[str]:
    for name, kind, what in (
        ("code", str, "a short name, such as york-2014"),
        ("title", str, "a title"),
        ("version", int, "a version, as a whole number"),
        ("from", date, "the day from which it is used"),
    ):
        if not isinstance(told.get(name), kind) or told[name] == "":
            yield f"The file has to give “{name}”: {what}."
    if not isinstance(told.get("area", ""), str):
        yield "The file gives “area” as the short address of a local area, such as york."


def _sections(told: Mapping[str, Any]) -> Iterator[str]:
    parts = told.get("part")
    if not parts or not _are_tables(parts) or not all(map(_holds_tables, parts)):
        yield f"The file has no parts that hold sections. {LAW}"
        return
    held = [each for part in parts for each in part.get("holds", ())]
    counts = Counter(str(each.get("section", "")) for each in held)
    known = {str(section) for section in Section}
    for code in counts:
        if code not in known:
            yield f"“{code}” is no section by itself. {LAW}"
    for section in Section:
        if counts[section] != 1:
            how = (
                "is not in the form" if not counts[section] else "stands more than once in the form"
            )
            yield f"Section {section} {how}. {LAW}"
    yield from _titles(held)


def _are_tables(told: object) -> bool:
    return isinstance(told, list) and all(isinstance(each, Mapping) for each in told)


def _holds_tables(part: Mapping[str, Any]) -> bool:
    return _are_tables(part.get("holds", []))


def _titles(held: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    titles = Counter(str(each.get("title", "")).strip() for each in held)
    if titles[""]:
        yield "Every section needs a title of its own."
    for title, count in titles.items():
        if title and count > 1:
            yield f"“{title}” is the title of {count} sections. Give each a title of its own."
