"""Themes with their findings, and the list of lessons: what was not acted on and what did not work first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpResponse

from alongside.kernel.actor import Actor
from alongside.quality import perms
from alongside.quality.learning_words import (
    FINDING_COLOURS,
    FINDING_KINDS,
    STANDING_COLOURS,
    STANDINGS,
    late_words,
)
from alongside.quality.pages.learning_trail import lessons_crumbs, theme_crumbs, themes_crumbs
from alongside.quality.pages.trail import at, leads
from alongside.quality.pages.views import LESSONS, THEMES, tabs
from alongside.quality.queries.learning import (
    findings_without_theme,
    lessons,
    theme_page,
    themes,
)
from alongside.quality.queries.learning_values import FindingRow, LessonRow, ThemeRow
from alongside.quality.rules.learning import DID_NOT_WORK, NO_FINDING, NOT_ACTED_ON, Standing
from alongside.quality.words import AGENCIES
from alongside.web import clock
from alongside.web.components import (
    Cell,
    Column,
    Crumb,
    Door,
    KeyFigure,
    RecordedItem,
    Tab,
    Table,
)
from alongside.web.markup import tag
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import counted, day

INTRO = (
    "What audits teach, what was changed for it, and whether what is written since is better. "
    "First stands what nobody acted on, and what did not work."
)


REST = (
    ("Better since", Standing.WORKED, "to be kept or not by the board"),
    ("Being tried again", Standing.BEING_TRIED_AGAIN, "in another way, on which the board decides"),
    ("Kept", Standing.KEPT, ""),
)
FILE, MOVE = "Put it under a theme", "Put it under another theme"
NONE_FOUND = "This theme has no finding yet."


@dataclass(frozen=True, slots=True)
class LessonsShown:
    title: str
    intro: str
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    figures: tuple[KeyFigure, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class ThemesShown:
    title: str
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    doors: tuple[Door, ...]
    table: Table
    findings: tuple[RecordedItem, ...]


@dataclass(frozen=True, slots=True)
class ThemeShown:
    """``missing`` stands in place of the findings while there are none."""

    title: str
    about: str
    missing: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    findings: tuple[RecordedItem, ...]
    table: Table


@page("GET", needs=perms.READS_RESULTS)
def listed(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    rows = lessons(actor, today=clock.today())
    content = LessonsShown(
        title=LESSONS,
        intro=INTRO,
        crumbs=lessons_crumbs(actor)[:1],
        tabs=tabs(actor, current="lessons"),
        figures=tuple(_figures(rows)),
        table=lesson_table(actor, rows),
    )
    return render_page(request, "quality/lessons.html", {"page": content})


@page("GET", needs=perms.READS_RESULTS)
def all_themes(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    content = ThemesShown(
        title=THEMES,
        crumbs=themes_crumbs(actor)[:-1],
        tabs=tabs(actor, current="themes"),
        doors=(Door("Name a theme", at(actor, "add_theme"), True),) if leads(actor) else (),
        table=_theme_table(actor, themes(actor)),
        findings=tuple(finding_item(actor, each, FILE) for each in findings_without_theme(actor)),
    )
    return render_page(request, "quality/themes.html", {"page": content})


@page("GET", needs=perms.READS_RESULTS)
def theme(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = theme_page(actor, theme_ref=ref, today=clock.today())
    may_write = leads(actor) and bool(found.findings)
    content = ThemeShown(
        title=found.row.title,
        about=found.row.about,
        missing=NO_FINDING if leads(actor) else NONE_FOUND,
        crumbs=theme_crumbs(actor, found.row)[:-1],
        doors=(Door("Write a lesson", at(actor, "write_lesson", ref), True),) if may_write else (),
        findings=tuple(finding_item(actor, each) for each in found.findings),
        table=lesson_table(actor, found.lessons),
    )
    return render_page(request, "quality/theme.html", {"page": content})


def lesson_table(actor: Actor, rows: Sequence[LessonRow]) -> Table:
    return Table(
        caption=LESSONS,
        caption_hidden=True,
        columns=(
            Column("Lesson", is_wide=True),
            Column("How it stands"),
            Column("What the comparison says", is_wide=True),
            Column("Seen to by", is_wide=True),
        ),
        rows=[_lesson_cells(actor, each) for each in rows],
        stack=True,
        empty="No lesson is written yet.",
    )


def finding_item(actor: Actor, each: FindingRow, door: str = MOVE) -> RecordedItem:
    """In its own words, with where it was found. Whoever keeps lessons may put it elsewhere."""
    asked = f", question {each.question}" if each.question else ""
    where = f"{each.source}{asked}, {day(each.found_on)}. Work of: {AGENCIES[each.agency].lower()}."
    doors = (Door(door, at(actor, "file_finding", each.ref)),)
    return RecordedItem(
        title=each.words,
        notes=(where,),
        tag=tag(FINDING_KINDS[each.kind], FINDING_COLOURS[each.kind]),
        doors=doors if leads(actor) else (),
    )


def _lesson_cells(actor: Actor, each: LessonRow) -> tuple[Cell | str, ...]:
    said = (
        Cell(each.sentence, note=f"As at {day(each.read_on)}") if each.sentence else "Nothing yet"
    )
    return (
        Cell(
            each.title,
            at(actor, "lesson", each.ref),
            is_header=True,
            note=f"Theme: {each.theme}",
        ),
        Cell(
            STANDINGS[each.standing],
            tag_colour=STANDING_COLOURS[each.standing],
            note=late_words(each.days_late),
        ),
        said,
        Cell(each.owner, note=f"By {day(each.due_on)}"),
    )


def _figures(rows: Sequence[LessonRow]) -> Iterator[KeyFigure]:
    """What the board looks for first is told although it is none; of the rest, what there is."""

    def told(label: str, wanted: frozenset[Standing], note: str) -> KeyFigure:
        return KeyFigure(
            label, str(_count(rows, wanted)), f"of {counted(len(rows), 'lesson')}", note
        )

    yield told("Not acted on", NOT_ACTED_ON, "their day has passed")
    yield told("Did not work", DID_NOT_WORK, "worse, no evidence of change, or sent back")
    for label, standing, note in REST:
        if _count(rows, frozenset({standing})):
            yield told(label, frozenset({standing}), note)


def _count(rows: Sequence[LessonRow], wanted: frozenset[Standing]) -> int:
    return sum(each.standing in wanted for each in rows)


def _theme_table(actor: Actor, rows: Sequence[ThemeRow]) -> Table:
    return Table(
        caption="Themes",
        caption_hidden=True,
        columns=(
            Column("Theme", is_wide=True),
            Column("Findings", is_number=True),
            Column("Lessons", is_number=True),
        ),
        rows=[
            (
                Cell(each.title, at(actor, "theme", each.ref), is_header=True, note=each.about),
                str(each.finding_count),
                str(each.lesson_count),
            )
            for each in rows
        ],
        empty="No theme has been named yet.",
    )
