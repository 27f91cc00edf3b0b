"""Identifiers of children and organisations: their shape and check digit, and how they are shown.

A number that cannot exist is refused. What is only unlikely, or rests on a rule that real data
break, becomes a warning. Nobody is looked up here. Sentences never repeat the number, which is
personal data.
"""

import re
from dataclasses import dataclass

from stdnum.gb import nhs

from alongside.kernel.refusals import Refusal

_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_LA_RANGES = (
    (201, 213), (301, 320), (330, 336), (340, 344), (350, 359), (370, 373), (380, 384),
    (390, 394), (420, 420), (800, 803), (805, 808), (810, 813), (815, 816), (821, 823),
    (825, 826), (830, 831), (835, 841), (845, 846), (850, 852), (855, 857), (860, 861),
    (865, 874), (876, 896), (908, 909), (916, 916), (919, 919), (921, 921), (925, 926),
    (928, 929), (931, 931), (933, 933), (935, 938), (940, 943),
)  # fmt: skip
_ULN_NOT_YET_KNOWN = "9999999999"


@dataclass(frozen=True, slots=True)
class Identifier:
    """``value`` is for keeping, ``formatted`` for people; each warning is a sentence to query."""

    value: str
    formatted: str
    warnings: tuple[str, ...] = ()


def check_nhs_number(text: str, *, field: str = "") -> Identifier:
    """Ten digits with a check digit (modulus 11, NHS Data Dictionary); raises Refusal.

    >>> check_nhs_number("943 476 5870").formatted
    '943 476 5870'
    """
    value = _shaped(text, r"[0-9]{10}", "An NHS number has 10 digits.", field=field)
    if not nhs.is_valid(value):
        raise _miscopied("NHS number", field=field)
    return Identifier(value, f"{value[:3]} {value[3:6]} {value[6:]}")


def check_upn(text: str, *, field: str = "") -> Identifier:
    """A unique pupil number, permanent or temporary (last character a letter); raises Refusal.

    The rule is of the GovTalk data standards catalogue 2.0. A local authority number that is not in
    our list is a warning, because lists of authorities go out of date.
    """
    value = _shaped(
        text,
        r"[A-Z][0-9]{11}[0-9A-Z]",
        "A UPN is one letter and 12 digits; a temporary one ends with a letter.",
        field=field,
    )
    if value[0] != _upn_check_letter(value):
        raise _miscopied("UPN", field=field)
    return Identifier(value, value, _la_warnings(int(value[1:4])))


def check_uln(text: str, *, field: str = "") -> Identifier:
    """A unique learner number: ten digits, or Refusal. Its check digit only warns."""
    value = _shaped(text, r"[0-9]{10}", "A ULN has 10 digits.", field=field)
    return Identifier(value, value, _uln_warnings(value))


def check_ods(text: str, *, field: str = "") -> Identifier:
    """An NHS organisation (ODS) code, in capitals; raises Refusal. It is not looked up."""
    sentence = "An ODS code is 3 to 10 letters and digits, like R1A."
    value = _shaped(text, r"[A-Z0-9]{3,10}", sentence, field=field)
    return Identifier(value, value)


def check_urn(text: str, *, field: str = "") -> Identifier:
    """A school's unique reference number: six digits, no check digit; raises Refusal."""
    value = _shaped(text, r"[0-9]{6}", "A URN has 6 digits.", field=field)
    return Identifier(value, value)


def check_ukprn(text: str, *, field: str = "") -> Identifier:
    """A UK provider reference number: eight digits beginning with 1; raises Refusal."""
    sentence = "A UKPRN has 8 digits and begins with 1."
    value = _shaped(text, r"1[0-9]{7}", sentence, field=field)
    return Identifier(value, value)


def _shaped(text: str, shape: str, sentence: str, *, field: str) -> str:
    """The text in capitals without spaces and hyphens, if that has the shape."""
    compact = re.sub(r"[\s-]", "", text)
    value = compact.upper() if compact.isascii() else ""
    if not re.fullmatch(shape, value):
        raise Refusal(f"{sentence} Check it and write it again.", field=field)
    return value


def _miscopied(name: str, *, field: str) -> Refusal:
    return Refusal(
        f"This {name} cannot exist: its check character does not fit the rest. "
        "A digit may be wrong or in the wrong place. Compare it with where you copied it from.",
        field=field,
    )


def _upn_check_letter(value: str) -> str:
    """Characters 2 to 13, each times its position, modulo 23."""
    total = 0
    for position, character in enumerate(value[1:], start=2):
        known = character.isdigit() or character in _UPN_LETTERS
        if not known:
            return ""
        worth = int(character) if character.isdigit() else _UPN_LETTERS.index(character)
        total += position * worth
    return _UPN_LETTERS[total % 23]


def _la_warnings(la_number: int) -> tuple[str, ...]:
    if any(first <= la_number <= last for first, last in _LA_RANGES):
        return ()
    return (
        f"Local authority number {la_number:03} is not one we know. "
        "Check it with the school that gave the UPN.",
    )


def _uln_warnings(value: str) -> tuple[str, ...]:
    if value == _ULN_NOT_YET_KNOWN:
        return ("This ULN means “not yet known”. Replace it when the real one is given.",)
    total = sum((10 - position) * int(digit) for position, digit in enumerate(value[:9]))
    remainder = total % 11
    if value[0] != "0" and remainder and int(value[9]) == 10 - remainder:
        return ()
    return ("The check digit of this ULN does not fit. Compare it with where you copied it from.",)
