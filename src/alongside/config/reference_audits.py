"""The reference page of audits: the quality assurance framework and every tool, as auditors meet them.

Printed from the files by which audits are marked, so that page and marking cannot differ.
"""

from collections.abc import Iterator, Mapping

from alongside.kernel.dates import day_in_words
from alongside.quality.rules.codes import Because
from alongside.quality.rules.standards import Framework
from alongside.quality.rules.tools import Question, Tool
from alongside.quality.tool_words import MEASURE, SCALE, grading_in_words
from alongside.quality.tools import frameworks, tools
from alongside.quality.words import AGENCIES, GRADES

PRINTED = "*This page is printed from the definitions by `make docs`. Change the definitions, not the page.*"
_DAYS_FOR: Mapping[str, str] = {
    **{grade.value: words for grade, words in GRADES.items()},
    Because.URGENT.value: "An urgent concern",
    Because.SWEEP.value: "What a clinician, or social care, finds not appropriate in a sweep",
}


def audit_tools_page() -> str:
    """The framework in its newest version, and each tool in each of its versions."""
    lines = [
        "# Audit tools",
        "",
        PRINTED,
        "",
        "What is audited, by which questions, and how marks propose a grade. A new version is a new file; a "
        "round keeps the version with which it was planned.",
        "",
        *_framework(frameworks()[-1]),
    ]
    for tool in tools():
        lines += _tool(tool)
    return "\n".join(lines) + "\n"


def _framework(framework: Framework) -> Iterator[str]:
    yield f"## {framework.title}, version {framework.version}"
    yield ""
    yield f"From {day_in_words(framework.begins)}. {framework.source}"
    yield ""
    yield from (f"- **{each.title}.** {each.words}" for each in framework.standards)
    yield ""
    yield (
        "“Compliant and of high standard” means that no blocker has the lowest mark, and the grade is "
        f"{GRADES[framework.high_standard_from]} or better. "
        f"One in {framework.double_marked_one_in} is marked by two auditors who do not see each other’s marks."
    )
    yield ""
    yield from ("| what was found | put right within |", "| --- | --- |")
    for code, days in framework.days.items():
        yield f"| {_DAYS_FOR[code]} | {f'{days} days' if days else 'seen to on the same day'} |"
    yield ""
    yield from ("| takes part | and |", "| --- | --- |")
    yield from (
        f"| {each.who.value.replace('_', ' ')} | {_lower(each.words)} |"
        for each in framework.takes_part
    )
    yield ""


def _tool(tool: Tool) -> Iterator[str]:
    yield f"## {tool.title}, version {tool.version}"
    yield ""
    yield f"`{tool.code}`, from {day_in_words(tool.begins)}. {tool.intro}"
    yield ""
    yield f"Source: {tool.source}"
    yield ""
    yield f"Each question is answered with {SCALE[tool.scale]}."
    if tool.measures:
        listed = ", ".join(sorted(MEASURE[each] for each in tool.measures))
        yield f"The grade of the whole counts for: {listed}."
    yield ""
    yield from (f"- {each}" for each in grading_in_words(tool.grading))
    yield ""
    for section in tool.sections:
        yield from (f"### {section.title}", "")
        yield from ("| | question | is met when | look in | |", "| --- | --- | --- | --- | --- |")
        yield from (_row(each) for each in tool.asked_in(section.code))
        yield ""


def _row(question: Question) -> str:
    criteria = " ".join(question.criteria)
    return f"| {question.code} | {question.asks} | {criteria} | {question.evidence} | {_notes(question)} |"


def _notes(question: Question) -> str:
    """What an auditor has to know besides: whose work it shows, and what hangs on it."""
    said = [AGENCIES[question.agency]]
    said += ["**blocker**"] * question.is_blocker
    said += ["may not apply"] * question.may_not_apply
    said += ["looks for what is strong"] * question.is_strength
    said += [f"counts for: {MEASURE[each]}" for each in sorted(question.measures)]
    return "; ".join(said)


def _lower(words: str) -> str:
    return words[0].lower() + words[1:].rstrip(".")
