"""What ``alongside language check`` says of a document, to people and to programs."""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import groupby
from typing import Any

from alongside.kernel.proportion import Proportion, half_up
from alongside.language import (
    Check,
    Finding,
    Passage,
    Provision,
    Read,
    Readability,
    Reader,
    Report,
    TooShort,
    glossary,
    longest_sentences,
)
from alongside.web.writing import counted

_ONCE = frozenset({Check.TERM, Check.ABBREVIATION})
_LONGEST_SHOWN = 3
_LETTERS_SHOWN = 120


def text_lines(title: str, report: Report, *, words_a_minute: int) -> Iterator[str]:
    """The scores of the whole, then each part with its findings."""
    minutes = counted(_minutes(report.minutes_aloud), "minute,minutes")
    yield f"{title}: about {minutes} to read aloud, at {words_a_minute} words a minute."
    if report.left_out:
        yield f"Not looked at, because they are somebody’s own words: {', '.join(report.left_out)}."
    yield from _score(report.whole)
    if report.quantified.denominator:
        yield f"Rows of help that say how much and how often: {report.quantified}."
    yield from _unexplained(report)
    for kept in report.kept:
        yield f"Kept: “{kept.term}”. {kept.reason}"
    told: set[tuple[str, str]] = set()
    times = Counter(map(_same, (found for _, found in report.findings)))
    for name, reads in groupby(report.reads, key=lambda read: read.passage.name):
        yield from _part(name, list(reads), report.scores[name], told=told, times=times)


def json_of(
    title: str, report: Report, *, reader: Reader, notes: tuple[str, ...]
) -> dict[str, Any]:
    """Places are counted in letters of the text of their own passage; own words are not repeated."""
    rate, held = report.unexplained_in_thousand, reader.held or glossary()
    return {
        "title": title,
        "notes": list(notes),
        "minutes_aloud": _number(report.minutes_aloud),
        "words_a_minute": reader.words_a_minute,
        "glossary": {"version": held.version, "owner": held.owner},
        "left_out": list(report.left_out),
        "kept": [{"term": kept.term, "reason": kept.reason} for kept in report.kept],
        "score": _score_json(report.whole),
        "unexplained": report.unexplained,
        "unexplained_in_thousand": None if rate is None else _number(rate),
        "quantified": _of(report.quantified),
        "parts": [
            {"name": name, "score": _score_json(score)} for name, score in report.scores.items()
        ],
        "passages": [_read_json(read) for read in report.reads],
    }


def _score(score: Readability | TooShort) -> Iterator[str]:
    if isinstance(score, TooShort):
        yield score.sentence
        return
    yield (
        f"{score.words:,} words in {counted(score.sentences, 'sentence,sentences')}. Half have up to "
        f"{score.median_length.normalize():f} words, nine in ten up to {score.ninetieth_length}."
    )
    yield (
        f"More than 20 words: {score.over_plain_length} sentences. "
        f"More than 15: {score.over_easy_length}."
    )


def _unexplained(report: Report) -> Iterator[str]:
    rate = report.unexplained_in_thousand
    in_thousand = "" if rate is None else f", {half_up(rate, 1)} in every thousand words"
    yield f"Terms and abbreviations not explained: {report.unexplained}{in_thousand}."


def _same(found: Finding) -> tuple[str, str]:
    return found.check.value, " ".join(found.text.split())


def _part(
    name: str,
    reads: list[Read],
    score: Readability | TooShort,
    *,
    told: set[tuple[str, str]],
    times: Mapping[tuple[str, str], int],
) -> Iterator[str]:
    """A word that is not explained is told where it first stands, with how often it stands in the document."""
    findings = [found for read in reads for found in read.findings]
    yield ""
    words = score.words
    yield f"{name} ({counted(words, 'word,words')}, {counted(len(findings), 'finding,findings')})"
    if isinstance(score, Readability):
        longest = [each for read in reads for each in longest_sentences(read.passage.text)]
        lengths = sorted((len(each.words) for each in longest), reverse=True)[:_LONGEST_SHOWN]
        if lengths:
            yield f"  Longest sentences: {', '.join(map(str, lengths))} words."
    for found in findings:
        same = _same(found)
        if found.check in _ONCE and same in told:
            continue
        told.add(same)
        often = f", {times[same]} times" if found.check in _ONCE and times[same] > 1 else ""
        yield f"  {_shown(found.text)}{often}" if found.text else "  Blank"
        yield f"    {found.why} {found.suggestion}"


def _read_json(read: Read) -> dict[str, Any]:
    passage: Passage = read.passage
    return {
        "name": passage.name,
        "kind": passage.kind.value,
        "text": passage.text,
        "findings": [_finding_json(found) for found in read.findings],
        "rows": [_row_json(row) for row in read.provisions],
    }


def _finding_json(found: Finding) -> dict[str, Any]:
    return {
        "start": found.start,
        "end": found.end,
        "text": found.text,
        "check": found.check.value,
        "why": found.why,
        "suggestion": found.suggestion,
    }


def _row_json(row: Provision) -> dict[str, Any]:
    return {
        "start": row.start,
        "end": row.end,
        "missing": [part.value for part in row.missing],
        "is_quantified": row.is_quantified,
    }


def _score_json(score: Readability | TooShort) -> dict[str, Any]:
    if isinstance(score, TooShort):
        return {"words": score.words, "too_short": score.sentence}
    return {
        "words": score.words,
        "sentences": score.sentences,
        "median_length": float(score.median_length),
        "ninetieth_length": score.ninetieth_length,
        "over_20_words": _of(score.over_plain_length),
        "over_15_words": _of(score.over_easy_length),
        "minutes_aloud": _number(score.minutes_aloud),
    }


def _of(share: Proportion) -> dict[str, int]:
    return {"numerator": share.numerator, "denominator": share.denominator}


def _number(value: Fraction) -> float:
    return float(half_up(value, 2))


def _minutes(value: Fraction) -> int:
    """Whole minutes, and one for anything shorter."""
    return max(1, int(half_up(value, 0).to_integral_value())) if value else 0


def _shown(text: str) -> str:
    tidy = " ".join(text.split())
    return f"“{tidy}”" if len(tidy) <= _LETTERS_SHOWN else f"“{tidy[:_LETTERS_SHOWN].rstrip()}…”"
