"""What may become a fact, and what is refused with a sentence."""

import re

import pytest

from alongside.analytics.facts import (
    PSEUDONYM_SHAPE,
    Column,
    FactTable,
    Kind,
    Privacy,
    check_area,
    pseudonym,
)
from alongside.kernel.refusals import Refusal

SECRET = b"x" * 32
KEY = Column("case", Kind.CODE, Privacy.PERSONAL, "the one case")


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: Column("Case", Kind.CODE, Privacy.STAFF, "x"), "cannot name a table or column"),
        (lambda: Column("area", Kind.CODE, Privacy.STAFF, "x"), "on every row already"),
        (lambda: Column("as_at", Kind.DATE, Privacy.STAFF, "x"), "on every row already"),
        (lambda: Column("need", Kind.CODE, Privacy.SPECIAL, " "), "Say in plain words"),
        (lambda: Column("risk", Kind.CODE, Privacy.RESTRICTED, "x"), "never become facts"),
        (lambda: Column("note", Kind.TEXT, Privacy.PERSONAL, "x"), "text that may name a person"),
        (lambda: Column("note", Kind.TEXT, Privacy.STAFF, "x"), "text that may name a person"),
        (lambda: FactTable("cases", "", (KEY,), key="case"), "a title in plain words"),
        (lambda: FactTable("cases", "Cases", (KEY, KEY), key="case"), "has “case” twice"),
        (lambda: FactTable("cases", "Cases", (KEY,), key="plan"), "has no column “plan”"),
        (
            lambda: FactTable("cases", "x", (KEY,), key="case", linked=("child",)),
            "has no column “child”",
        ),
        (
            lambda: FactTable(
                "cases", "x", (Column("on", Kind.DATE, Privacy.STAFF, "x"),), key="on"
            ),
            "known by pseudonyms only",
        ),
        (lambda: check_area("../etc"), "cannot name an area"),
        (lambda: pseudonym(b"short", area="york", of="child", identity=1), "at least 32 bytes"),
    ],
)
def test_what_could_tell_who_a_child_is_is_refused(make, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        make()


def test_a_public_name_may_be_text() -> None:
    assert Column("school", Kind.TEXT, Privacy.PUBLIC, "the school's name").kind is Kind.TEXT


def test_a_pseudonym_is_the_same_for_the_same_row_only() -> None:
    same = pseudonym(SECRET, area="york", of="child", identity=7)
    others = {
        pseudonym(SECRET, area="selby", of="child", identity=7),
        pseudonym(SECRET, area="york", of="plan", identity=7),
        pseudonym(SECRET, area="york", of="child", identity="7"),
        pseudonym(SECRET, area="york", of="child", identity=8),
        pseudonym(b"y" * 32, area="york", of="child", identity=7),
    }
    assert same == pseudonym(SECRET, area="york", of="child", identity=7)
    assert same not in others
    assert len(others) == 5
    assert re.fullmatch(PSEUDONYM_SHAPE, same)


def test_the_documented_pseudonym_is_right() -> None:
    example = pseudonym(b"0" * 32, area="york", of="child", identity=7)
    assert example in (pseudonym.__doc__ or "")
