"""What is known of a child over time: other names, addresses, settings, care, and brothers and sisters.

Each is a row with its days. Nothing is overwritten: what is over is ended, with the day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alongside.kernel.dates import Period, day_in_words
from alongside.kernel.refusals import Refusal, Refusals


class Ethnicity(StrEnum):
    """The main codes of the school census, which the statutory return asks for."""

    WBRI = "WBRI"
    WIRI = "WIRI"
    WIRT = "WIRT"
    WROM = "WROM"
    WOTH = "WOTH"
    MWBC = "MWBC"
    MWBA = "MWBA"
    MWAS = "MWAS"
    MOTH = "MOTH"
    AIND = "AIND"
    APKN = "APKN"
    ABAN = "ABAN"
    AOTH = "AOTH"
    BCRB = "BCRB"
    BAFR = "BAFR"
    BOTH = "BOTH"
    CHNE = "CHNE"
    OOTH = "OOTH"
    REFU = "REFU"
    NOBT = "NOBT"


class SettingKind(StrEnum):
    EARLY_YEARS = "early_years"
    MAINSTREAM = "mainstream"
    UNIT = "unit"
    SPECIAL = "special"
    ALTERNATIVE = "alternative"
    COLLEGE = "college"
    OTHER = "other"


class PeriodKind(StrEnum):
    """``HOME_EDUCATED`` is education at home that the parents chose."""

    LOOKED_AFTER = "looked_after"
    CHILD_IN_NEED = "child_in_need"
    CHILD_PROTECTION = "child_protection"
    EARLY_HELP = "early_help"
    CARE_LEAVER = "care_leaver"
    HOME_EDUCATED = "home_educated"


class Sort(StrEnum):
    """Which part of the record a row belongs to; it stands in addresses."""

    NAME = "name"
    ADDRESS = "address"
    SETTING = "setting"
    PERIOD = "period"
    SIBLING = "sibling"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewName:
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAddress:
    """``restriction`` says who must not be told, and goes into no letter."""

    address: str
    postcode: str
    began_on: date
    restriction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSetting:
    """A school of the list, or the name of another place."""

    school_ref: str
    place: str
    kind: str
    began_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPeriod:
    """``head_post_ref`` is the Virtual School Head, ``worker_ref`` the social worker among the contacts."""

    kind: str
    began_on: date
    responsible: str = ""
    head_post_ref: str = ""
    worker_ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSibling:
    """By the number of the other case: nobody opens it for this."""

    number: str


NewRow = NewName | NewAddress | NewSetting | NewPeriod | NewSibling


def check_new_row(new: NewRow, *, born_on: date, today: date) -> None:
    """Raises Refusals, one sentence for each box."""
    found: list[Refusal] = []
    match new:
        case NewName(name=name) if not name.strip():
            found.append(Refusal("Write the name.", field="name"))
        case NewAddress(address=address) if not address.strip():
            found.append(Refusal("Write the address.", field="address"))
        case NewSetting(school_ref="", place=place) if not place.strip():
            found.append(Refusal("Choose a school, or write the name of the place.", field="place"))
        case NewSetting(school_ref=school, place=place) if school and place.strip():
            found.append(Refusal("Choose a school or write a name, not both.", field="place"))
        case NewPeriod() as period:
            found += _period(period)
        case _:
            pass
    began_on = getattr(new, "began_on", None)
    if began_on is not None:
        found += _first_day(began_on, born_on, today)
    if found:
        raise Refusals(found)


def _period(new: NewPeriod) -> list[Refusal]:
    if new.kind == PeriodKind.LOOKED_AFTER:
        if not new.responsible.strip():
            sentence = "Say which authority looks after the child or young person."
            return [Refusal(sentence, field="responsible")]
        return []
    if new.head_post_ref:
        sentence = "A Virtual School Head is named for somebody who is looked after."
        return [Refusal(sentence, field="head_post")]
    return []


def _first_day(began_on: date, born_on: date, today: date) -> list[Refusal]:
    if began_on > today:
        sentence = f"{day_in_words(began_on)} is still to come. Record it when it has begun."
        return [Refusal(sentence, field="began_on")]
    if began_on < born_on:
        sentence = f"{day_in_words(began_on)} is before the day of birth."
        return [Refusal(sentence, field="began_on")]
    return []


def check_end(began_on: date | None, ended_on: date, *, today: date) -> None:
    """``ended_on`` is the first day on which it no longer was. Raises Refusal."""
    if ended_on > today:
        raise Refusal(
            f"{day_in_words(ended_on)} is still to come. Record it when it is over.",
            field="ended_on",
        )
    if began_on is not None and ended_on <= began_on:
        raise Refusal(
            f"It began on {day_in_words(began_on)}. The end comes after that.", field="ended_on"
        )


def check_apart(began_on: date, others: Iterable[Period], *, sentence: str) -> None:
    """Raises Refusal when a row that begins then would run beside another of the same sort."""
    wanted = Period(began_on)
    if any(wanted.overlaps(each) for each in others):
        raise Refusal(sentence, field="began_on")


def tidied_postcode(text: str) -> str:
    """In capitals, with one space before the last three signs.

    >>> tidied_postcode("yo16ga"), tidied_postcode(" ")
    ('YO1 6GA', '')
    """
    compact = "".join(text.split()).upper()
    return f"{compact[:-3]} {compact[-3:]}" if len(compact) > 3 else compact
