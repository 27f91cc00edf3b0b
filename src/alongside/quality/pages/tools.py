"""The standards of the area and every tool by version: what is asked, what is seen when it is met, and where to
look.
"""

from dataclasses import dataclass

from django.http import HttpResponse

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.quality import perms
from alongside.quality.pages.trail import at, crumbs
from alongside.quality.rules.standards import Framework
from alongside.quality.rules.tools import Question, Tool
from alongside.quality.tool_words import MEASURE, SCALE, grading_in_words
from alongside.quality.tools import framework_on, tool_numbered, tools
from alongside.quality.words import ABOUT, AGENCIES, GRADES, PRESENT
from alongside.web import clock
from alongside.web.components import Crumb, RecordedItem, Row
from alongside.web.markup import tag
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import counted, day, in_a_sentence

READS = (*perms.READS_RESULTS, perms.AUDIT_FAMILY, perms.COMMENT)
TITLE = "Standards and tools of audits"


@dataclass(frozen=True, slots=True)
class ToolsPage:
    title: str
    intro: str
    crumbs: tuple[Crumb, ...]
    facts: tuple[Row, ...]
    tools: tuple[RecordedItem, ...]
    standards: tuple[RecordedItem, ...]


@dataclass(frozen=True, slots=True)
class SectionRead:
    title: str
    questions: tuple[RecordedItem, ...]


@dataclass(frozen=True, slots=True)
class ToolPage:
    title: str
    caption: str
    intro: str
    crumbs: tuple[Crumb, ...]
    facts: tuple[Row, ...]
    sections: tuple[SectionRead, ...]


@page("GET", needs=READS)
def listed(request: PageRequest, area: str) -> HttpResponse:
    actor, found = request.actor, framework_on(clock.today())
    content = ToolsPage(
        title=TITLE,
        intro="A round keeps the version with which it was planned, whatever changes later.",
        crumbs=crumbs(actor),
        facts=_framework(found),
        tools=tuple(_tool(actor, each) for each in tools()),
        standards=tuple(
            RecordedItem(title=each.title, body=each.words) for each in found.standards
        ),
    )
    return render_page(request, "quality/tools.html", {"page": content})


@page("GET", needs=READS)
def show(request: PageRequest, area: str, code: str, version: int) -> HttpResponse:
    actor, tool = request.actor, _numbered(code, version)
    content = ToolPage(
        title=tool.title,
        caption=f"Audit tool, version {tool.version}",
        intro=tool.intro,
        crumbs=crumbs(actor, Crumb(TITLE, at(actor, "tools"))),
        facts=_facts(tool),
        sections=tuple(
            SectionRead(each.title, tuple(_question(one) for one in tool.asked_in(each.code)))
            for each in tool.sections
        ),
    )
    return render_page(request, "quality/tool.html", {"page": content})


def _numbered(code: str, version: int) -> Tool:
    try:
        return tool_numbered(code, version)
    except Refusal as refusal:
        raise Hidden("tool") from refusal


def _framework(found: Framework) -> tuple[Row, ...]:
    days = [
        f"{GRADES[grade]}: {counted(found.days[grade.value], 'day')}"
        for grade in GRADES
        if grade.value in found.days
    ]
    there = [f"{PRESENT[each.who]}: {in_a_sentence(each.words)}" for each in found.takes_part]
    return (
        Row("Framework", f"{found.title}, version {found.version}, from {day(found.begins)}"),
        Row("High standard", f"{GRADES[found.high_standard_from]} or better, and no blocker"),
        Row("Marked twice", f"One in {found.double_marked_one_in} of what is drawn"),
        Row("Put right within", days),
        Row("Who takes part", there),
        Row("Source", found.source),
    )


def _tool(actor: Actor, tool: Tool) -> RecordedItem:
    return RecordedItem(
        title=f"{tool.title}, version {tool.version}",
        notes=(
            f"{ABOUT[tool.about]}. {counted(len(tool.questions), 'question')}, from {day(tool.begins)}.",
        ),
        address=at(actor, "tool", tool.code, str(tool.version)),
    )


def _facts(tool: Tool) -> tuple[Row, ...]:
    blockers = [each.code for each in tool.questions if each.is_blocker]
    return (
        Row("In force from", day(tool.begins)),
        Row("Answers", SCALE[tool.scale.value]),
        Row("Must be met", ", ".join(blockers) or "No single question decides the grade"),
        Row("How a grade is proposed", grading_in_words(tool.grading)),
        Row("Source", tool.source),
    )


def _question(each: Question) -> RecordedItem:
    notes = [f"Where to look: {each.evidence}", f"Whose work it shows: {AGENCIES[each.agency]}"]
    if each.may_not_apply:
        notes.append("It may not apply. Then the auditor says why.")
    if each.measures:
        counts = ", ".join(MEASURE[measure.value] for measure in sorted(each.measures))
        notes.append(f"Counts for: {counts}")
    return RecordedItem(
        title=f"{each.code}. {each.asks}",
        body="\n\n".join(each.criteria),
        notes=tuple(notes),
        tag=tag("Must be met", "red") if each.is_blocker else "",
    )
