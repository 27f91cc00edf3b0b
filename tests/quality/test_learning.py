"""The learning loop in the database: a finding under a theme, a lesson, its change, its comparison, the board."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from alongside.casework.models import CaseDuty, CaseEvent, FamilyMessage
from alongside.casework.rules.plans.parts import Provision
from alongside.jobs import lifecycle
from alongside.jobs.queue import enqueue
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal, Refusals
from alongside.ledger.models import LedgerEntry
from alongside.notices.models import Notice
from alongside.quality.learning_work import compare_due, compare_one
from alongside.quality.models import Lesson, LessonReading, Sweep, Theme
from alongside.quality.operations import comparing, learning
from alongside.quality.operations.sweeping import SWEEP
from alongside.quality.queries.learning import lesson_page
from alongside.quality.rules.codes import COMPARE, LessonState, Verdict
from alongside.quality.rules.learning import NewChange, NewDecision, NewFinding, NewLesson
from tests.quality.learning_factories import (
    Place,
    change,
    find_something,
    issue_plan,
    make_cases,
    make_place,
    make_round,
    make_theme,
    mark_items,
    noon,
    teach,
)

pytestmark = pytest.mark.django_db
BEFORE = date(2025, 1, 6)
WRITTEN = date(2025, 3, 10)
CHANGED = date(2025, 4, 1)
VAGUE = Provision(what="A programme of understanding language", who="A teaching assistant")
SPECIFIC = Provision(
    what="A programme of understanding language", who="A teaching assistant",
    how_much="20 minutes", how_often="Three times a week",
)  # fmt: skip


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


def taught(place: Place, *, marks: str = "1" * 10) -> Theme:
    """A theme with one finding, from a sample that nobody compares with."""
    items = mark_items(place, make_round(place, "Taught"), marks, first_on=BEFORE)
    return make_theme(place, find_something(place, items[0], WRITTEN), on=WRITTEN)


def acted_on(place: Place, theme: Theme, *teams: str, **said: str) -> Lesson:
    lesson = teach(place, theme, WRITTEN, **said)
    change(place, lesson, CHANGED, *teams)
    lesson.refresh_from_db()
    return lesson


def read(place: Place, lesson: Lesson, on: date) -> LessonReading:
    assert compare_one(lesson_id=lesson.pk, at=noon(on), today=on)
    rows = LessonReading.objects.in_area(place.area.pk).filter(lesson=lesson)
    found: LessonReading = rows.order_by("-id")[0]
    return found


def decide(
    place: Place,
    lesson: Lesson,
    decided: str,
    reading: int,
    actor: Actor | None = None,
    **said: Any,
) -> object:
    known = {"reason": "The numbers say so.", "is_sure": True}
    return learning.decide_on_lesson(
        actor=actor or place.chair,
        at=noon(CHANGED + timedelta(days=200)),
        lesson_ref=lesson.ref,
        new=NewDecision(decided=decided, seen=reading, **{**known, **said}),
    )


# ---- Findings, themes and lessons ----


def test_a_finding_with_the_childs_name_is_refused(place: Place) -> None:
    (item,) = mark_items(place, make_round(place), "1", first_on=BEFORE)
    for words, name in (("Ada is not heard.", "“Ada”"), ("As Auditor says.", "“Auditor”")):
        with pytest.raises(Refusals, match=name):
            find_something(place, item, WRITTEN, words=words)
    for words in ("See T00000.", "Born on 1 May 2014.", "Ring 01904 551550."):
        with pytest.raises(Refusals, match="Leave it out"):
            find_something(place, item, WRITTEN, words=words)


def test_themes_lessons_changes_and_decisions_name_nobody_either(place: Place) -> None:
    theme = taught(place)
    with pytest.raises(Refusals) as refused:
        learning.name_theme(actor=place.lead, at=noon(WRITTEN), title="Ada", about="Of Testly")
    assert [each.field for each in refused.value.refusals] == ["title", "about"]
    with pytest.raises(Refusals) as refused:
        teach(place, theme, WRITTEN, title="Hear Ada", words="Case 2021-00004 was not heard.")
    assert [each.field for each in refused.value.refusals] == ["title", "words"]
    lesson = acted_on(place, theme)
    named = NewChange(kind="training", words="For Ada.", owner=place.post.ref, due_on=CHANGED)
    with pytest.raises(Refusals, match="“Ada”"):
        learning.plan_change(actor=place.lead, at=noon(WRITTEN), lesson_ref=lesson.ref, new=named)
    seen = read(place, lesson, CHANGED + timedelta(days=9)).pk
    with pytest.raises(Refusals, match="“Ada”"):
        decide(place, lesson, "dropped", seen, reason="Ada was not heard.")


def test_a_finding_of_a_sweep_names_nobody_whom_it_found(place: Place) -> None:
    (case,) = make_cases(place.area, 1)
    sweep = Sweep.objects.create(
        area=place.area, title="Sweep", rules=["no_section_d"], target_on=CHANGED,
        begun_at=noon(BEFORE),
    )  # fmt: skip
    sweep.candidates.create(area=place.area, case=case)
    new = NewFinding(sweep=sweep.ref, agency="health", kind="weakness", words="As for Ada.")
    with pytest.raises(Refusals, match="“Ada”"):
        learning.record_finding(actor=place.lead, at=noon(WRITTEN), new=new)


def test_an_auditor_records_what_their_own_audits_found_and_no_other(place: Place) -> None:
    (item,) = mark_items(place, make_round(place), "1", first_on=BEFORE)
    new = NewFinding(
        audit=item.audits.get().ref, agency="education", kind="weakness", words="No rhythm."
    )
    learning.record_finding(actor=place.lead, at=noon(WRITTEN), new=new)
    learning.record_finding(actor=place.marks, at=noon(WRITTEN), new=new)
    for other in (place.owner, place.chair):
        with pytest.raises(Hidden):
            learning.record_finding(actor=other, at=noon(WRITTEN), new=new)


def test_what_was_found_never_stands_in_the_ledger(place: Place) -> None:
    taught(place)
    entry = LedgerEntry.objects.filter(verb="quality.record_finding").get()
    assert "rhythm" not in entry.detail.content


def test_only_whoever_keeps_lessons_names_themes_and_writes_lessons(place: Place) -> None:
    theme = taught(place)
    new = NewLesson(
        theme=theme.ref, title="A", words="B", effect="plain_words", owner=place.post.ref,
        due_on=CHANGED,
    )  # fmt: skip
    for other in (place.marks, place.chair, place.owner):
        with pytest.raises(Hidden):
            learning.name_theme(actor=other, at=noon(WRITTEN), title="Mine")
        with pytest.raises(Hidden):
            learning.write_lesson(actor=other, at=noon(WRITTEN), new=new)


def test_a_lesson_of_a_question_names_one_that_the_tool_asks(place: Place) -> None:
    with pytest.raises(Refusal, match="does not ask that question"):
        teach(place, taught(place), WRITTEN, question="Z9")


def test_whoever_holds_the_post_is_told_and_says_that_the_change_is_made(place: Place) -> None:
    lesson = teach(place, taught(place), WRITTEN)
    made = learning.plan_change(
        actor=place.lead,
        at=noon(WRITTEN),
        lesson_ref=lesson.ref,
        new=NewChange(kind="training", words="An hour.", owner=place.post.ref, due_on=CHANGED),
    )
    told = Notice.objects.in_area(place.area.pk).filter(person_id=place.owner.person_id)
    assert told.count() == 2
    with pytest.raises(Hidden):
        learning.make_change(
            actor=place.chair, at=noon(CHANGED), change_ref=made.ref, done_on=CHANGED
        )
    learning.make_change(actor=place.owner, at=noon(CHANGED), change_ref=made.ref, done_on=CHANGED)
    lesson.refresh_from_db()
    assert lesson.state == LessonState.ACTED_ON


# ---- Comparing ----


def marked_before_and_after(place: Place, before: str, after: str, team: str = "") -> None:
    draw = make_round(place, f"Others {team}")
    mark_items(place, draw, before, first_on=date(2024, 11, 1), team=team)
    mark_items(place, draw, after, first_on=CHANGED, team=team)


@pytest.mark.scenario(25)
def test_scenario_25_six_marked_after_the_change_are_too_early_to_tell(place: Place) -> None:
    lesson = acted_on(place, taught(place))
    marked_before_and_after(place, "1" * 30, "2" * 6)
    found = read(place, lesson, CHANGED + timedelta(days=60))
    assert found.verdict == Verdict.TOO_EARLY
    assert found.sentence == "Too early to tell: 6 audits after, and at least 20 are wanted."


def test_marks_that_rose_are_better_and_the_sample_that_taught_it_is_left_out(
    place: Place,
) -> None:
    lesson = acted_on(place, taught(place, marks="1" * 30))
    marked_before_and_after(place, "1" * 15 + "2" * 15, "3" * 25)
    found = read(place, lesson, CHANGED + timedelta(days=60))
    assert found.verdict == Verdict.BETTER
    assert found.sentence.startswith("Better: 50% of 30 audits before, 100% of 25 after.")
    assert found.numbers["left_out"] == {"taught": 30}


def test_what_was_superseded_or_does_not_apply_is_left_out(place: Place) -> None:
    lesson, draw = acted_on(place, taught(place)), make_round(place)
    mark_items(place, draw, "1" * 30, first_on=date(2024, 11, 1))
    mark_items(place, draw, ["2"] * 25, first_on=CHANGED, superseded=3)
    mark_items(place, draw, ["not_applicable"] * 4, first_on=CHANGED)
    found = read(place, lesson, CHANGED + timedelta(days=60))
    assert [side["base"] for side in found.numbers["sides"]] == [30, 22]


def test_the_mark_that_a_meeting_agreed_counts_instead_of_the_first(place: Place) -> None:
    lesson, draw = acted_on(place, taught(place)), make_round(place)
    mark_items(place, draw, "1" * 30, first_on=date(2024, 11, 1))
    items = mark_items(place, draw, "2" * 20, first_on=CHANGED)
    meeting = draw.round.meetings.create(
        area=place.area, held_on=CHANGED, recorded_at=noon(CHANGED)
    )
    items[0].agreed.create(
        area=place.area, meeting=meeting, question="F1", mark="0", why="Not there.",
        recorded_at=noon(CHANGED),
    )  # fmt: skip
    found = read(place, lesson, CHANGED + timedelta(days=60))
    assert found.numbers["sides"][1]["part"] == 19


def test_teams_that_were_not_reached_are_the_comparison(place: Place) -> None:
    lesson = acted_on(place, taught(place), "North")
    marked_before_and_after(place, "1" * 30, "2" * 30, team="North")
    marked_before_and_after(place, "1" * 30, "1" * 30, team="South")
    found = read(place, lesson, CHANGED + timedelta(days=60))
    assert found.verdict == Verdict.BETTER
    assert [side["is_reached"] for side in found.numbers["sides"]] == [True, True, False, False]


def test_ehc_plans_are_compared_without_an_audit(place: Place) -> None:
    lesson = acted_on(place, taught(place), effect="specific_help")
    for number, case in enumerate(make_cases(place.area, 45)):
        is_after = number >= 20
        on = CHANGED + timedelta(days=number) if is_after else BEFORE + timedelta(days=number)
        rows = [SPECIFIC, SPECIFIC if is_after else VAGUE]
        issue_plan(place, case, on, rows)
    found = read(place, lesson, CHANGED + timedelta(days=60))
    assert found.verdict == Verdict.BETTER
    assert found.sentence.startswith(
        "Better: on average 50% of the rows of help are specific in 20 EHC plans before, and 100% in 25 after."
    )
    assert set(found.numbers["left_out"]) <= {"meanwhile"}


def test_reviews_are_compared_by_their_four_weeks_and_by_the_childs_words(place: Place) -> None:
    theme = taught(place)
    in_time = acted_on(place, theme, effect="review_in_time")
    heard = acted_on(place, theme, effect="review_voice", title="Ask first")
    for number, case in enumerate(make_cases(place.area, 40)):
        is_after = number >= 20
        held = (CHANGED if is_after else BEFORE) + timedelta(days=number)
        hold_review(place, case.pk, held, is_in_time=is_after, is_heard=is_after)
    until = CHANGED + timedelta(days=100)
    assert read(place, in_time, until).verdict == Verdict.BETTER
    assert read(place, heard, until).verdict == Verdict.BETTER


def hold_review(
    place: Place, case_id: int, held: date, *, is_in_time: bool, is_heard: bool
) -> None:
    event = CaseEvent.objects.create(
        area=place.area, case_id=case_id, kind="review_held", schema=1, happened_on=held,
        source="own_work", recorded_at=noon(held),
    )  # fmt: skip
    due_on = held + timedelta(days=28)
    CaseDuty.objects.create(
        area=place.area, case_id=case_id, rule="REV-4W", process="review", force="duty",
        who="authority", is_ours=True, is_conditional=False, needs_lawyer=False,
        started_by=event.ref, started_on=held, due_on=due_on,
        done_on=due_on if is_in_time else None,
    )  # fmt: skip
    if is_heard:
        FamilyMessage.objects.create(
            area=place.area, case_id=case_id, said="views", source="online", text="I like it.",
            received_on=held, recorded_at=noon(held),
        )  # fmt: skip


# ---- Once a month, by the button, and by the board ----


def test_the_worker_compares_once_a_month_and_keeps_each_answer(place: Place) -> None:
    lesson = acted_on(place, taught(place))
    days = [date(2025, 4, 20), date(2025, 4, 28), date(2025, 5, 2), date(2025, 6, 30)]
    assert [compare_due(at=noon(day), today=day) for day in days] == [1, 0, 1, 1]
    kept = LessonReading.objects.in_area(place.area.pk).filter(lesson=lesson).order_by("id")
    assert [each.read_on for each in kept] == [days[0], days[2], days[3]]


def test_the_button_asks_the_worker_and_one_day_has_one_answer(place: Place) -> None:
    lesson, on = acted_on(place, taught(place)), CHANGED + timedelta(days=9)
    comparing.ask_to_compare(actor=place.chair, at=noon(on), lesson_ref=lesson.ref)
    with transaction.atomic():
        enqueue(name=SWEEP, key="x", arguments={"sweep": 0}, at=noon(BEFORE))
    job = lifecycle.claim(worker="w", at=noon(on), lease=timedelta(minutes=1))
    assert job is not None
    assert (job.name, job.arguments) == (COMPARE, {"lesson": lesson.pk})
    read(place, lesson, on)
    assert not compare_one(lesson_id=lesson.pk, at=noon(on), today=on)
    with pytest.raises(Refusal, match="compared today"):
        comparing.ask_to_compare(actor=place.lead, at=noon(on), lesson_ref=lesson.ref)
    with pytest.raises(Hidden):
        comparing.ask_to_compare(actor=place.owner, at=noon(on), lesson_ref=lesson.ref)


def test_nobody_who_signs_in_compares_for_themselves(place: Place) -> None:
    lesson = acted_on(place, taught(place))
    with pytest.raises(Hidden):
        comparing.read_effect(actor=place.lead, at=noon(CHANGED), lesson_ref=lesson.ref)


def test_the_board_keeps_a_lesson_on_its_last_comparison(place: Place) -> None:
    lesson = acted_on(place, taught(place))
    with pytest.raises(Refusal, match="no comparison yet"):
        decide(place, lesson, "kept", 1)
    first = read(place, lesson, CHANGED + timedelta(days=9))
    second = read(place, lesson, CHANGED + timedelta(days=39))
    with pytest.raises(Refusal, match="newer comparison"):
        decide(place, lesson, "kept", first.pk)
    with pytest.raises(Hidden):
        decide(place, lesson, "kept", second.pk, place.lead)
    decide(place, lesson, "kept", second.pk)
    lesson.refresh_from_db()
    assert lesson.state == LessonState.KEPT
    assert compare_due(at=noon(date(2025, 9, 1)), today=date(2025, 9, 1)) == 0


def test_what_cannot_be_told_yet_is_kept_only_knowingly(place: Place) -> None:
    lesson = acted_on(place, taught(place))
    seen = read(place, lesson, CHANGED + timedelta(days=9)).pk
    with pytest.raises(Refusals, match="too early to tell"):
        decide(place, lesson, "kept", seen, is_sure=False)
    decide(place, lesson, "kept", seen, is_sure=True)


def test_a_comparison_that_ends_after_the_decision_is_kept_beside_it(place: Place) -> None:
    lesson = acted_on(place, taught(place))
    seen = read(place, lesson, CHANGED + timedelta(days=9)).pk
    comparing.ask_to_compare(
        actor=place.chair, at=noon(CHANGED + timedelta(days=200)), lesson_ref=lesson.ref
    )
    today = CHANGED + timedelta(days=201)
    assert lesson_page(place.chair, lesson_ref=lesson.ref, today=today).comparing is not None
    decide(place, lesson, "kept", seen)
    later = read(place, lesson, CHANGED + timedelta(days=201))
    found = lesson_page(place.chair, lesson_ref=lesson.ref, today=today)
    assert found.decision is not None
    assert (found.decision.reading, found.readings[0].pk) == (seen, later.pk)
    assert found.row.state is LessonState.KEPT


def test_what_the_board_wants_changed_becomes_another_lesson_once(place: Place) -> None:
    theme = taught(place)
    lesson = acted_on(place, theme)
    decide(place, lesson, "changed", read(place, lesson, CHANGED + timedelta(days=9)).pk)
    again = teach(place, theme, WRITTEN, title="Show an example", instead_of=lesson.ref)
    lesson.refresh_from_db()
    assert lesson.changed_into == again
    with pytest.raises(Refusal, match="written already"):
        teach(place, theme, WRITTEN, title="A third", instead_of=lesson.ref)
