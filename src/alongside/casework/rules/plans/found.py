"""One sentence about an EHC plan, and what a section may be without."""

from dataclasses import dataclass

from alongside.casework.rules.plans.codes import Section


@dataclass(frozen=True, slots=True)
class Found:
    """One sentence about one section, or about the whole."""

    section: Section | None
    sentence: str


NONE_OF = {
    Section.C: "health care needs",
    Section.D: "social care needs",
    Section.G: "health care provision",
    Section.H1: "social care provision under the Act of 1970",
    Section.H2: "other social care provision",
}


def in_words(found: Found) -> str:
    return f"Section {found.section}: {found.sentence}" if found.section else found.sentence
