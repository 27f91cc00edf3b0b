"""Reading the files of letters. A file that says something it may not is refused when it is read.

How a file is written stands at the top of ``data/letters/1-assessment.toml``.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from alongside.casework.rules.letters import Audience, Book, Gap, Line, Piece, Template

FILES = (
    "1-assessment",
    "2-reviews",
    "3-moves-and-ceasing",
    "4-disputes-and-orders",
    "5-personal-budget",
)
GAP = re.compile(r"\{(\w+)\}")
_CONDITION = re.compile(r"\[(?P<word>if|unless) (?P<gap>\w+)\] (?P<rest>.+)")
_MARKS = {"# ": Piece.HEADING, "- ": Piece.ITEM, "! ": Piece.WARNING, "> ": Piece.INSET}
_KNOWN = frozenset(
    {
        "code", "version", "title", "about", "from", "follows", "to", "sent", "served", "over",
        "optional", "if", "rules", "free", "appealed", "body",
    }
)  # fmt: skip
Told = Mapping[str, Any]


class LetterFileError(ValueError):
    """A file of letters says something that it may not."""


@cache
def letter_book() -> Book:
    """Every letter of this installation, read once in a process."""
    parts = _file("parts")["part"]
    book = Book(
        templates=tuple(_template(told, parts) for name in FILES for told in _file(name)["letter"]),
        gaps={name: _gap(name, told) for name, told in _file("gaps").items()},
        none=_file("none")["none"],
    )
    _check(book)
    return book


def has_letters(kind: str) -> bool:
    """Whether a letter has to follow an event of this kind."""
    return any(kind in each.follows and not each.is_optional for each in letter_book().templates)


def gaps_in(template: Template) -> frozenset[str]:
    """Every gap that the letter has, those of conditions left out."""
    return frozenset(
        name
        for text in (template.title, *(line.text for line in template.lines))
        for name in GAP.findall(text)
    )


def _file(name: str) -> Told:
    place = files("alongside.casework").joinpath(f"data/letters/{name}.toml")
    return tomllib.loads(place.read_text(encoding="utf-8"))


def _gap(name: str, told: Told) -> Gap:
    return Gap(name, told["missing"], told.get("reveals", ""), tuple(told.get("due", ())))


def _template(told: Told, parts: Mapping[str, Told]) -> Template:
    if unknown := told.keys() - _KNOWN:
        raise LetterFileError(f"{told['code']} has {', '.join(sorted(unknown))}.")
    return Template(
        code=told["code"],
        version=told.get("version", 1),
        title=told["title"],
        about=told["about"],
        since=told["from"],
        follows=frozenset(told["follows"]),
        to=tuple(Audience(each) for each in told["to"]),
        sent=tuple(told.get("sent", ())),
        served=tuple(told.get("served", ())),
        over=frozenset(told.get("over", ())),
        is_optional=told.get("optional", False),
        only_with=told.get("if", ""),
        rules=tuple(told["rules"]),
        free=told.get("free", ""),
        appealed=told.get("appealed", ""),
        lines=tuple(_lines(told["body"], parts)),
    )


def _lines(body: str, parts: Mapping[str, Told]) -> Iterator[Line]:
    for text in body.strip().splitlines():
        if text == "@free":
            yield Line(Piece.FREE, "")
        elif text.startswith("@"):
            yield from _part(text[1:], parts)
        elif text.strip():
            yield _line(text)


def _part(name: str, parts: Mapping[str, Told]) -> Iterator[Line]:
    if name not in parts:
        raise LetterFileError(f"There is no part {name}.")
    for below in parts[name].get("parts", ()):
        yield from _part(below, parts)
    yield from _lines(parts[name].get("body", ""), parts)


def _line(text: str) -> Line:
    found = _CONDITION.fullmatch(text)
    rest = found["rest"] if found else text
    piece = _MARKS.get(rest[:2], Piece.PARAGRAPH)
    words = rest if piece is Piece.PARAGRAPH else rest[2:]
    return Line(
        piece,
        words.strip(),
        only_with=found["gap"] if found and found["word"] == "if" else "",
        unless=found["gap"] if found and found["word"] == "unless" else "",
    )


def _check(book: Book) -> None:
    seen: set[tuple[str, int]] = set()
    for each in book.templates:
        if (each.code, each.version) in seen:
            raise LetterFileError(f"There are two letters {each.code} {each.version}.")
        seen.add((each.code, each.version))
        if sum(line.piece is Piece.FREE for line in each.lines) != 1:
            raise LetterFileError(f"{each.code} has no one place for the officer’s own words.")
        if unknown := sorted(_named(each) - book.gaps.keys() - _days(book)):
            raise LetterFileError(f"{each.code} has the unknown gaps {', '.join(unknown)}.")


def _days(book: Book) -> frozenset[str]:
    """Of a gap that holds a day, whether that day has passed when the letter is written."""
    due = [name for name, gap in book.gaps.items() if gap.due]
    of_the_law = {f"{name}_is_{when}" for name in due for when in ("past", "ahead")}
    return frozenset({*of_the_law, "meeting_on_is_past"})


def _named(each: Template) -> frozenset[str]:
    conditions: Sequence[str] = [
        name for line in each.lines for name in (line.only_with, line.unless) if name
    ]
    return gaps_in(each) | set(conditions) | ({each.only_with} if each.only_with else set())
