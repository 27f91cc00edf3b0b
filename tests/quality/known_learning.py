"""Learning for the tests' world: a finding under a theme, a lesson with a change that was made and one that was
not, and one comparison of it; and a crowd of lessons.
"""

from datetime import datetime, timedelta

from alongside.people.models import Post
from alongside.people.operations import create_post
from alongside.people.queries import organisations_named
from alongside.quality import perms
from alongside.quality.models import (
    Audit,
    Finding,
    Lesson,
    LessonChange,
    LessonReading,
    Sweep,
    Theme,
)
from alongside.quality.operations import learning
from alongside.quality.rules.codes import Effect
from alongside.quality.rules.compared import Made, Unit, as_json
from alongside.quality.rules.comparing_lessons import compare
from alongside.quality.rules.learning import NewChange, NewFinding, NewLesson
from tests.filling import Fill, nothing, ref
from tests.make_lines import LONG
from tests.people.factories import make_organisation, operator
from tests.world import Side

TITLE, CROWD = "Say how often help is given", 3
SWEEP = "A sweep that taught something"


def furnish(side: Side, at: datetime, audit: Audit) -> None:
    """From an audit that was submitted. Nobody holds the post that sees to it."""
    theme = _theme(side, at, audit, TITLE)
    lesson = _lesson(side, at, theme, TITLE)
    first, _ = (_change(side, at, lesson, words) for words in ("A box for how often.", "Its hint."))
    lead, day = side.actor("quality_lead"), at.date()
    learning.make_change(actor=lead, at=at, change_ref=first.ref, done_on=day)
    _read(lesson, at - timedelta(days=30))
    Sweep.objects.create(
        area=side.area, title=SWEEP, rules=["no_section_d"], target_on=day, begun_at=at
    )


def crowd(side: Side, at: datetime, audit: Audit, more: str = "") -> None:
    """Long titles, and several changes and comparisons of each."""
    for number in range(CROWD):
        title = f"Work out{LONG[5:150]} {more}{number}"
        lesson = _lesson(side, at, _theme(side, at, audit, title), title)
        for box in range(CROWD):
            change = _change(side, at, lesson, f"Box {box} for how often.")
            learning.make_change(
                actor=side.actor("quality_lead"), at=at, change_ref=change.ref, done_on=at.date()
            )
            _read(lesson, at - timedelta(days=30))


def _theme(side: Side, at: datetime, audit: Audit, title: str) -> Theme:
    lead = side.actor("quality_lead")
    theme = learning.name_theme(actor=lead, at=at, title=title)
    new = NewFinding(
        audit=audit.ref, question="F1", agency="education", kind="weakness",
        words="Rows of help name no rhythm.", theme=theme.ref,
    )  # fmt: skip
    learning.record_finding(actor=lead, at=at, new=new)
    return theme


def _lesson(side: Side, at: datetime, theme: Theme, title: str) -> Lesson:
    return learning.write_lesson(
        actor=side.actor("quality_lead"),
        at=at,
        new=NewLesson(
            theme=theme.ref, title=title, words="Each row says how often.",
            effect=Effect.SPECIFIC_HELP.value, owner=_post(side, at).ref,
            due_on=at.date() + timedelta(days=30),
        ),
    )  # fmt: skip


def _change(side: Side, at: datetime, lesson: Lesson, words: str) -> LessonChange:
    return learning.plan_change(
        actor=side.actor("quality_lead"),
        at=at,
        lesson_ref=lesson.ref,
        new=NewChange(
            kind="template", words=words, owner=_post(side, at).ref,
            due_on=at.date() + timedelta(days=30),
        ),
    )  # fmt: skip


def _post(side: Side, at: datetime) -> Post:
    """A post that nobody holds, so that only whoever keeps lessons says that a change was made."""
    title = "Whoever sees to lessons"
    held = Post.objects.in_area(side.area.pk).filter(title=title).first()
    known = organisations_named("Lessons Council")
    council = known[0] if known else make_organisation(side.area, "Lessons Council")
    made: Post = held or create_post(
        actor=operator(side.area), at=at, organisation=council, title=title
    )
    return made


def _read(lesson: Lesson, at: datetime) -> None:
    """As the worker keeps it: thirty EHC plans before and twenty-five after."""
    day = at.date()
    days = [*range(-30, 0), *range(25)]
    units = [
        Unit(child=n, on=day + timedelta(days=n), value=0.9 if n >= 0 else 0.4 + n % 3 / 10)
        for n in days
    ]
    found = compare(units, effect=Effect.SPECIFIC_HELP, made=(Made(day),), today=day)
    LessonReading.objects.create(
        area=lesson.area, lesson=lesson, read_on=day, verdict=found.verdict.value,
        sentence=found.sentence, numbers=as_json(found), recorded_at=at,
    )  # fmt: skip


_LESSON, _THEME = ref(Lesson, title=TITLE), ref(Theme, title=TITLE)
ADDRESSES: dict[str, Fill] = {
    "quality:results": nothing,
    "quality:lessons": nothing,
    "quality:lesson": _LESSON,
    "quality:plan_change": _LESSON,
    "quality:compare_lesson": _LESSON,
    "quality:decide_lesson": _LESSON,
    "quality:make_change": ref(LessonChange, lesson__title=TITLE, done_on=None),
    "quality:themes": nothing,
    "quality:add_theme": nothing,
    "quality:theme": _THEME,
    "quality:write_lesson": _THEME,
    "quality:file_finding": ref(Finding, theme__title=TITLE),
    "quality:find_in_audit": ref(
        Audit, item__draw__round__title="EHC plans for the tests", state="submitted"
    ),
    "quality:find_in_sweep": ref(Sweep, title=SWEEP),
}
NARROWER = {"quality:make_change": perms.LEAD}
