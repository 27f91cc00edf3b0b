"""What is wrong with the file of an audit tool, each thing with a sentence. Nothing is guessed or put right."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from alongside.kernel.refusals import Refusal
from alongside.quality.rules.codes import About, Agency, Scale

FAMILY_QUESTIONS = 10
_WORDS = ("code", "title", "intro", "source")
_SHARES = ("good_from", "outstanding_from", "inadequate_below")
_KNOWN = frozenset(
    {*_WORDS, *_SHARES, "version", "begins", "about", "scale", "grading", "section", "question",
     "measures"}
)  # fmt: skip
_ASKED = ("code", "section", "asks", "criteria", "evidence")
_FLAGS = ("is_blocker", "may_not_apply", "is_strength")
_KNOWN_OF_QUESTION = frozenset({*_ASKED, *_FLAGS, "agency", "scale", "measures"})


def wrong_with(told: Mapping[str, Any], *, measures: Sequence[str]) -> list[Refusal]:
    """``measures``: the codes that a question may hang on. Empty when the file is right."""
    found = [*_of_head(told, measures), *_of_sections(told)]
    codes = {each.get("code") for each in _listed(told, "section")}
    for each in _listed(told, "question"):
        found += _of_question(each, sections=codes, measures=measures)
    found += _twice(_listed(told, "question"), field="question")
    if told.get("about") == About.FAMILY.value:
        found += _of_family(told)
    return found


def _of_head(told: Mapping[str, Any], measures: Sequence[str]) -> Iterator[Refusal]:
    yield from (_wrong(name, f"“{name}” is no part of a tool.") for name in set(told) - _KNOWN)
    for name in _WORDS:
        if not _is_text(told.get(name)):
            yield _wrong(name, f"The tool lacks {name}.")
    if not _is_count(told.get("version")) or told["version"] < 1:
        yield _wrong("version", "The version is a whole number from 1.")
    if not isinstance(told.get("begins"), date):
        yield _wrong("begins", "Say on which day the tool begins.")
    yield from _one_of(told.get("about"), About, "about", "a kind of audit")
    yield from _one_of(told.get("scale"), Scale, "scale", "a scale")
    yield from _of_measures(told, measures)
    yield from _of_grading(told.get("grading"))
    for name in ("section", "question"):
        if not _listed(told, name):
            yield _wrong(name, f"The tool has no {name}.")


def _of_grading(told: Any) -> Iterator[Refusal]:
    """Three whole shares, of which the lower one of met questions stands below the higher."""
    if not isinstance(told, Mapping) or set(told) != set(_SHARES):
        yield _wrong("grading", f"The grading gives {', '.join(_SHARES)}, and nothing else.")
        return
    if not all(_is_count(told[name]) and 0 <= told[name] <= 100 for name in _SHARES):
        yield _wrong("grading", "Each share of the grading is a whole number from 0 to 100.")
    elif told["inadequate_below"] > told["good_from"]:
        yield _wrong("grading", "The share for Inadequate is at most that for Good.")


def _of_sections(told: Mapping[str, Any]) -> Iterator[Refusal]:
    sections = _listed(told, "section")
    used = {each.get("section") for each in _listed(told, "question")}
    for each in sections:
        if set(each) != {"code", "title"} or not all(map(_is_text, each.values())):
            yield _wrong("section", f"Section “{each.get('code')}” gives code and title.")
        elif each["code"] not in used:
            yield _wrong("section", f"Section “{each['code']}” has no question.")
    yield from _twice(sections, field="section")


def _of_question(
    told: Mapping[str, Any], *, sections: set[Any], measures: Sequence[str]
) -> Iterator[Refusal]:
    code = told.get("code")
    for name in sorted(set(told) - _KNOWN_OF_QUESTION):
        yield _wrong(name, f"“{name}” is no part of question “{code}”.")
    for name in _ASKED:
        if not _is_filled(name, told.get(name)):
            yield _wrong(name, f"Question “{code}” lacks {name}.")
    for name in _FLAGS:
        if not isinstance(told.get(name, False), bool):
            yield _wrong(name, f"{name} of question “{code}” is true or false.")
    if told.get("section") not in sections:
        yield _wrong("section", f"Question “{code}” stands in no section of the tool.")
    if _is_text(told.get("asks")) and not told["asks"].endswith("?"):
        yield _wrong("asks", f"Question “{code}” ends with a question mark.")
    yield from _one_of(told.get("agency", Agency.ALL.value), Agency, "agency", "an agency")
    yield from _one_of(told.get("scale", Scale.POINTS.value), Scale, "scale", "a scale")
    yield from _of_measures(told, measures)


def _of_measures(told: Mapping[str, Any], measures: Sequence[str]) -> Iterator[Refusal]:
    for each in told.get("measures", ()):
        yield from _one_of(each, measures, "measures", "a measure that hangs on audits")


def _of_family(told: Mapping[str, Any]) -> Iterator[Refusal]:
    """Ten questions, answered yes, partly or no, of which none can decide the whole by itself."""
    questions = _listed(told, "question")
    if len(questions) != FAMILY_QUESTIONS:
        yield _wrong("question", "The tool of families has exactly ten questions.")
    scales = {told.get("scale"), *(each.get("scale", told.get("scale")) for each in questions)}
    if scales != {Scale.PLAIN.value}:
        yield _wrong("scale", "Families answer yes, partly or no.")
    if any(each.get("is_blocker") for each in questions):
        yield _wrong("is_blocker", "No single answer of a family decides the grade.")


def _twice(listed: Sequence[Mapping[str, Any]], *, field: str) -> list[Refusal]:
    counted = Counter(each.get("code") for each in listed)
    return [
        _wrong(field, f"The code “{code}” stands there twice.")
        for code, count in counted.items()
        if count > 1
    ]


def _one_of(value: Any, known: Any, field: str, what: str) -> Iterator[Refusal]:
    if value not in {str(each) for each in known}:
        yield _wrong(field, f"“{value}” is not {what}.")


def _is_filled(name: str, value: Any) -> bool:
    if name != "criteria":
        return _is_text(value)
    return isinstance(value, list) and bool(value) and all(map(_is_text, value))


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _listed(told: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    listed = told.get(name, ())
    return listed if isinstance(listed, list) else ()


def _wrong(field: str, sentence: str) -> Refusal:
    return Refusal(sentence, field=field)
