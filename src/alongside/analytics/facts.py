"""Fact tables that rooms offer: which columns, what they mean and who may see them.

Declarations only, light enough to import anywhere. They decide what may never become a fact:
restricted data, text that a person wrote, and names or numbers by which a person is known. Writing
rows is for ``snapshots``, counting them for ``indicators``.
"""

import hmac
import re
from base64 import b32encode
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from alongside.kernel.references import CROCKFORD
from alongside.kernel.refusals import Refusal

AREA = "area"
AS_AT = "as_at"
RESERVED = {
    AREA: "the local area stands on every row already",
    AS_AT: "the day of the snapshot stands on every row already",
}
PSEUDONYM_SHAPE = f"[{CROCKFORD}]{{24}}"

_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
_AREA = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,59}")
_TO_CROCKFORD = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", CROCKFORD.encode())


class Kind(StrEnum):
    """What a column holds. An instant is UTC; a decimal has four places; a code is one short word
    from a list."""

    DATE = "date"
    INSTANT = "instant"
    TEXT = "text"
    CODE = "code"
    WHOLE = "whole number"
    DECIMAL = "decimal"
    FLAG = "flag"


class Privacy(StrEnum):
    """Who may see a column, as for every field of every record."""

    PUBLIC = "public"
    STAFF = "staff"
    PERSONAL = "personal"
    SPECIAL = "special"
    RESTRICTED = "restricted"


@dataclass(frozen=True, slots=True)
class Column:
    """One column, with its meaning in plain words.

    Refused: restricted data; text, unless it is public (the name of a school), since what a person
    wrote about a child can name anybody; names that the house itself puts on every row.
    """

    name: str
    kind: Kind
    privacy: Privacy
    meaning: str

    def __post_init__(self) -> None:
        _check_name(self.name)
        if self.name in RESERVED:
            raise Refusal(f"Leave out the column “{self.name}”: {RESERVED[self.name]}.")
        if not self.meaning.strip():
            raise Refusal(f"Say in plain words what the column “{self.name}” means.")
        if self.privacy is Privacy.RESTRICTED:
            raise Refusal(
                f"The column “{self.name}” is restricted, and restricted data never become facts. "
                "Leave it out, or offer a code that says no more than the figure needs."
            )
        if self.kind is Kind.TEXT and self.privacy is not Privacy.PUBLIC:
            raise Refusal(
                f"The column “{self.name}” is text that may name a person. "
                "Offer a code instead; only public names may be text."
            )


@dataclass(frozen=True, slots=True)
class FactTable:
    """Rows of one sort, each known by the pseudonym in ``key``; ``area`` is added to every row.

    ``linked`` names further columns that hold pseudonyms, of a child or of another table's rows.

    >>> ASKED = FactTable("advice", "Advice asked for", key="advice", columns=(
    ...     Column("advice", Kind.CODE, Privacy.PERSONAL, "the one piece of advice"),
    ...     Column("asked_on", Kind.DATE, Privacy.PERSONAL, "the day it was asked for"),
    ... ))
    >>> ASKED.names
    ('advice', 'asked_on')
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    key: str
    linked: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check_name(self.name)
        if not self.title.strip():
            raise Refusal(f"Give the fact table “{self.name}” a title in plain words.")
        repeated = [name for name, times in Counter(self.names).items() if times > 1]
        if repeated:
            raise Refusal(f"The fact table “{self.name}” has “{repeated[0]}” twice. Rename one.")
        for name in self.pseudonymous:
            self._check_pseudonymous(name)

    @property
    def names(self) -> tuple[str, ...]:
        """Of the columns, in the order in which a row gives them; without the area."""
        return tuple(column.name for column in self.columns)

    @property
    def pseudonymous(self) -> tuple[str, ...]:
        """The columns by which rows are known: never to be counted by or shown as they are."""
        return (self.key, *self.linked)

    def column(self, name: str) -> Column:
        """Raises Refusal when the table has no such column."""
        for column in self.columns:
            if column.name == name:
                return column
        raise Refusal(
            f"The fact table “{self.name}” has no column “{name}”. "
            f"It has: {', '.join((AREA, *self.names))}."
        )

    def _check_pseudonymous(self, name: str) -> None:
        column = self.column(name)
        if column.kind is not Kind.CODE or column.privacy is Privacy.PUBLIC:
            raise Refusal(
                f"The key “{name}” of “{self.name}” must be a code that is not public: "
                "rows are known by pseudonyms only."
            )


def pseudonym(secret: bytes, *, area: str, of: str, identity: str | int) -> str:
    """120 bits of HMAC-SHA256 as 24 Crockford letters: the same for the same row, telling nothing.

    ``of`` says what is meant ("child", "plan"), so that a child and a plan of one number differ, as
    do equal numbers of two areas. Whoever has no ``secret`` can neither undo nor guess it.

    >>> pseudonym(b"0" * 32, area="york", of="child", identity=7)
    '9kgdr69xy09ypa3vxffap94k'
    """
    if len(secret) < 32:
        raise Refusal("The secret of pseudonyms must have at least 32 bytes.")
    message = "\x00".join((area, of, type(identity).__name__, str(identity)))
    digest = hmac.digest(secret, message.encode(), "sha256")
    return b32encode(digest[:15]).translate(_TO_CROCKFORD).decode()


def check_area(area: str) -> None:
    """Raises Refusal when it could not stand as the name of a folder."""
    if not _AREA.fullmatch(area):
        raise Refusal(f"“{area[:60]}” cannot name an area: use letters, digits and hyphens.")


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise Refusal(
            f"“{name[:60]}” cannot name a table or column: use lower-case letters, "
            "digits and underscores, beginning with a letter."
        )
