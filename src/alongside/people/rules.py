"""What may be registered, who may follow whom, and how initials are read.

Pure: facts in, refusals or answers out.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from alongside.kernel.identifiers import check_ods, check_urn
from alongside.kernel.refusals import Refusal, Refusals

RESERVED_SLUGS = frozenset(
    {
        "account", "admin", "api", "assets", "calendar", "family", "favicon", "files", "healthy", "media",
        "robots", "static", "system",
    }
)  # fmt: skip
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_COUNCIL_CODE = re.compile(r"[0-9]{3}")
_HONORIFICS = frozenset(
    {"cllr", "councillor", "dr", "mr", "mrs", "ms", "miss", "mx", "prof", "sir", "dame", "rev"}
)
LONGEST_SLUG = 40


def check_slug(slug: str) -> str:
    if not _SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        raise Refusal(
            "The short address is made of small letters, digits and single hyphens, "
            "and begins with a letter.",
            field="slug",
        )
    if slug in RESERVED_SLUGS:
        raise Refusal(f"“{slug}” is used by the installation itself. Choose another.", field="slug")
    return slug


def check_text(text: str, sentence: str, *, field: str) -> str:
    """The text with single spaces inside and none around it; Refusal when there is none."""
    tidied = " ".join(text.split())
    if not tidied:
        raise Refusal(sentence, field=field)
    return tidied


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    name: str
    kind: str
    ods_code: str = ""
    dfe_code: str = ""


def checked_organisation(facts: OrganisationFacts, *, kinds: Iterable[str]) -> OrganisationFacts:
    """The facts in their kept form. Raises Refusals with every sentence that applies."""
    found: list[Refusal] = []
    name, ods, dfe = " ".join(facts.name.split()), "", ""
    if not name:
        found.append(Refusal("Enter the organisation’s name.", field="name"))
    if facts.kind not in kinds:
        found.append(Refusal("Choose what kind of organisation this is.", field="kind"))
    try:
        ods = check_ods(facts.ods_code, field="ods_code").value if facts.ods_code.strip() else ""
    except Refusal as refusal:
        found.append(refusal)
    try:
        dfe = _checked_dfe_code(facts.kind, facts.dfe_code.strip())
    except Refusal as refusal:
        found.append(refusal)
    if found:
        raise Refusals(found)
    return OrganisationFacts(name=name, kind=facts.kind, ods_code=ods, dfe_code=dfe)


def check_council_code(code: str, *, field: str = "dfe_code") -> str:
    tidied = code.strip()
    if tidied and not _COUNCIL_CODE.fullmatch(tidied):
        raise Refusal("A council’s DfE code has 3 digits, like 816.", field=field)
    return tidied


def _checked_dfe_code(kind: str, code: str) -> str:
    if not code:
        return ""
    if kind == "council":
        return check_council_code(code)
    if kind == "school":
        return check_urn(code, field="dfe_code").value
    raise Refusal("Only councils and schools have a DfE code. Leave it empty.", field="dfe_code")


def check_may_answer_for(kind: str, by_kind: str, *, name: str) -> None:
    """A council answers for a council's promises, an NHS commissioner for a commissioner's."""
    if kind != by_kind:
        raise Refusal(
            f"Choose an organisation of the same kind as {name}: "
            "another kind cannot answer for its promises.",
            field="successor",
        )


def check_no_cycle(*, start: int, towards: int, next_of: Mapping[int, int], sentence: str) -> None:
    """``start`` is about to point to ``towards``. Raises Refusal when that leads back to it."""
    seen: set[int] = set()
    here: int | None = towards
    while here is not None and here not in seen:
        if here == start:
            raise Refusal(sentence)
        seen.add(here)
        here = next_of.get(here)


def follow(organisation_id: int, *, on: date, links: Mapping[int, tuple[int, date]]) -> int:
    """Who answers on the day. ``links``: predecessor -> (successor, first day).

    A circle, which operations refuse, ends where it began.

    >>> follow(1, on=date(2022, 7, 1), links={1: (2, date(2022, 7, 1))})
    2
    """
    seen = {organisation_id}
    here = organisation_id
    while here in links:
        successor, first_day = links[here]
        if on < first_day or successor in seen:
            break
        here = successor
        seen.add(here)
    return here


@dataclass(frozen=True, slots=True)
class HeldPeriod:
    """``start`` None reaches back without end; ``until`` is exclusive and None means still held."""

    start: date | None
    until: date | None
    is_job_share: bool

    def overlaps(self, other: "HeldPeriod") -> bool:
        return _before(self.start, other.until) and _before(other.start, self.until)


def _before(start: date | None, until: date | None) -> bool:
    return start is None or until is None or start < until


def check_period(start: date | None, until: date | None, *, field: str) -> None:
    if start is not None and until is not None and until <= start:
        raise Refusal("The end must be later than the start.", field=field)


def check_may_hold(wanted: HeldPeriod, held: Iterable[HeldPeriod]) -> None:
    """A post has one holder at a time, unless all who overlap share it."""
    for period in held:
        if wanted.overlaps(period) and not (wanted.is_job_share and period.is_job_share):
            raise Refusal(
                "Somebody else holds this post in that time. "
                "End that first, or mark both as a job share.",
                field="held_from",
            )


def plain_initials(text: str) -> str:
    """Capital letters only, titles left out, so that "S.S", "S S" and "ss" are alike.

    >>> plain_initials("Cllr. I.C"), plain_initials("S.DV")
    ('IC', 'SDV')
    """
    words = [word for word in re.split(r"[\s.]+", text) if word.lower() not in _HONORIFICS]
    return "".join(character for word in words for character in word if character.isalpha()).upper()


def initials_of_name(name: str) -> str:
    """First letters of each part of a name.

    >>> initials_of_name("Cllr Ian Cuthbertson")
    'IC'
    """
    words = [word for word in re.split(r"[\s.\-]+", name) if word.lower() not in _HONORIFICS]
    return "".join(word[0] for word in words if word[:1].isalpha()).upper()
