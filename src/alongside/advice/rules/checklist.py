"""What a piece of advice still leaves open: found by word patterns and by what its rows hold.

It advises. It blocks nothing, and a person decides about each finding.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache

from alongside.advice.rules.codes import RowKind
from alongside.advice.rules.wording import said_of_help
from alongside.language import (
    Finding,
    Part,
    boxes_said,
    check_provision,
    provision_in_outcome,
    service_limits,
    vague_wording,
)
from alongside.language.sentences import Sentence, sentences_in
from alongside.language.terms import unexplained_terms


class Item(StrEnum):
    """Items of the framework's checklist that this can find something about."""

    AUTHOR = "author"
    SEEN = "seen"
    STRENGTHS = "strengths"
    VIEWS = "views"
    NEED = "need"
    OUTCOME = "outcome"
    PROVISION = "provision"
    NO_LIMITS = "no_limits"
    ANSWERED_NEEDS = "answered_needs"
    ADULTHOOD = "adulthood"
    TERMS = "terms"


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceLine:
    """One row. ``key`` names it; ``meets`` are the keys of the needs that a provision answers."""

    key: str
    kind: RowKind
    words: str
    who: str = ""
    how_much: str = ""
    how_often: str = ""
    how_long: str = ""
    where: str = ""
    by_when: str = ""
    meets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenAdvice:
    """``is_later``: the child is in year 9 or beyond. ``has_file``: the text stands in a file, which
    nothing here reads. ``explained`` are terms that are explained elsewhere.
    """

    text: str = ""
    lines: tuple[AdviceLine, ...] = ()
    author_role: str = ""
    registration: str = ""
    basis: str = ""
    was_seen: bool = False
    is_later: bool = False
    has_file: bool = False
    explained: frozenset[str] = field(default=frozenset())


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """``line`` is the key of a row, or empty for the text; ``start`` and ``end`` are the place in it."""

    item: Item
    why: str
    suggestion: str
    text: str = ""
    line: str = ""
    start: int = 0
    end: int = 0


_WANTED = (Part.WHO, Part.HOW_MUCH, Part.HOW_OFTEN, Part.HOW_LONG)
_FIELDS = {
    Part.WHO: "who",
    Part.HOW_MUCH: "how_much",
    Part.HOW_OFTEN: "how_often",
    Part.HOW_LONG: "how_long",
}
SAY_ALL = "Say who, how much, how often and for how long."


def look_through(advice: WrittenAdvice) -> tuple[Noted, ...]:
    """Places in the text first, in its order; then the rows; then what the whole leaves out."""
    return (
        *sorted(_in_text(advice), key=lambda each: (each.start, each.end)),
        *(noted for line in advice.lines for noted in _in_line(line, advice.explained)),
        *_of_the_whole(advice),
    )


def lacking(line: AdviceLine) -> tuple[Part, ...]:
    """What a provision row does not say, neither in its box nor in its words. A thing that stays, such as a
    chair, has no how much and how often. A box of vague wording is told of that alone.
    """
    said, told = boxes_said({part: getattr(line, box) for part, box in _FIELDS.items()})
    read = check_provision(line.words, stated=said | told)
    counted = () if read.is_quantified else (Part.HOW_MUCH, Part.HOW_OFTEN)
    return tuple(part for part in (Part.WHO, *counted, Part.HOW_LONG) if part in read.missing)


def _in_text(advice: WrittenAdvice) -> Iterator[Noted]:
    terms = unexplained_terms(advice.text, explained=advice.explained)
    yield from _as_noted(Item.TERMS, terms)
    start = 0
    for gap in (*_GAP.finditer(advice.text), None):
        end = gap.start() if gap else len(advice.text)
        for each in _in_paragraph(advice.text[start:end]):
            yield replace(each, start=each.start + start, end=each.end + start)
        start = gap.end() if gap else end


_GAP = re.compile(r"\n[ \t]*\n\s*")


@lru_cache(maxsize=2000)
def _in_paragraph(text: str) -> tuple[Noted, ...]:
    """Kept, since somebody who types changes one paragraph of many."""
    return (
        *_as_noted(Item.NO_LIMITS, service_limits(text)),
        *(noted for sentence in sentences_in(text) for noted in _in_sentence(sentence)),
    )


def _in_sentence(sentence: Sentence) -> Iterator[Noted]:
    said = said_of_help(sentence)
    if not said:
        return
    vague = vague_wording(sentence.text)
    yield from _as_noted(Item.PROVISION, vague, offset=sentence.start)
    unsaid = [part for part in _WANTED if part not in said]
    if unsaid and not vague:
        yield Noted(
            item=Item.PROVISION,
            why=f"This sentence about help does not say {_listed(unsaid)}.",
            suggestion=SAY_ALL,
            text=sentence.text,
            start=sentence.start,
            end=sentence.end,
        )


def _in_line(line: AdviceLine, explained: frozenset[str]) -> Iterator[Noted]:
    terms = unexplained_terms(line.words, explained=explained)
    yield from _as_noted(Item.NO_LIMITS, service_limits(line.words), line=line.key)
    yield from _as_noted(Item.TERMS, terms, line=line.key)
    match line.kind:
        case RowKind.PROVISION:
            yield from _provision(line)
        case RowKind.OUTCOME:
            yield from _outcome(line)
        case RowKind.NEED | RowKind.STRENGTH | RowKind.VIEW | RowKind.ADULTHOOD:
            pass


def _provision(line: AdviceLine) -> Iterator[Noted]:
    said = " ".join((line.words, line.how_much, line.how_often, line.how_long, line.where))
    for vague in vague_wording(said):
        why = vague.why.partition(" The sentence does not say")[0]
        yield replace(_of_line(Item.PROVISION, line, why, vague.suggestion), text=vague.text)
    if unsaid := lacking(line):
        why = f"This provision does not say {_listed(unsaid)}."
        yield _of_line(Item.PROVISION, line, why, SAY_ALL)


def _outcome(line: AdviceLine) -> Iterator[Noted]:
    for found in provision_in_outcome(line.words):
        yield _of_line(Item.OUTCOME, line, found.why, found.suggestion)
    if not (line.by_when.strip() or _says_by_when(line.words)):
        why = "This outcome does not say by when."
        yield _of_line(Item.OUTCOME, line, why, "Write a day or the end of a term.")


def _of_line(item: Item, line: AdviceLine, why: str, suggestion: str) -> Noted:
    return Noted(item=item, why=why, suggestion=suggestion, text=line.words, line=line.key)


def _says_by_when(words: str) -> bool:
    return not {"by", "before", "within"}.isdisjoint(words.lower().split())


def _of_the_whole(advice: WrittenAdvice) -> Iterator[Noted]:
    kinds = {line.kind for line in advice.lines}
    if not advice.author_role.strip():
        yield _open(Item.AUTHOR, "It does not say in which role it was written.")
    if not (advice.was_seen or advice.basis.strip()):
        yield _open(Item.SEEN, "It does not say when the child was seen, or what it rests on.")
    if not advice.lines:
        yield _open(Item.NEED, "No need, outcome or provision is marked as a row yet.")
        return
    for kind, item, why in _WANTED_ROWS:
        if kind not in kinds and (kind is not RowKind.ADULTHOOD or advice.is_later):
            yield _open(item, why)
    yield from _unanswered(advice.lines)


_WANTED_ROWS = (
    (RowKind.STRENGTH, Item.STRENGTHS, "No strength is written down."),
    (RowKind.VIEW, Item.VIEWS, "What the child says is not written down."),
    (RowKind.NEED, Item.NEED, "No need is written down."),
    (RowKind.OUTCOME, Item.OUTCOME, "No outcome is written down."),
    (RowKind.PROVISION, Item.PROVISION, "No provision is written down."),
    (RowKind.ADULTHOOD, Item.ADULTHOOD, "From year 9: what prepares for adult life is missing."),
)


def _unanswered(lines: Sequence[AdviceLine]) -> Iterator[Noted]:
    answered = {key for line in lines if line.kind is RowKind.PROVISION for key in line.meets}
    for line in lines:
        if line.kind is RowKind.NEED and line.key not in answered:
            yield Noted(
                item=Item.ANSWERED_NEEDS,
                why="No provision answers this need.",
                suggestion="Say which provision meets it, or write one.",
                text=line.words,
                line=line.key,
            )


def _open(item: Item, why: str) -> Noted:
    return Noted(item=item, why=why, suggestion="")


def _as_noted(
    item: Item, found: Iterable[Finding], *, offset: int = 0, line: str = ""
) -> Iterator[Noted]:
    for each in found:
        yield Noted(
            item=item,
            why=each.why,
            suggestion=each.suggestion,
            text=each.text,
            line=line,
            start=each.start + offset,
            end=each.end + offset,
        )


def _listed(parts: Sequence[Part]) -> str:
    words = [part.value for part in parts]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
