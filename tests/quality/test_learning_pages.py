"""Learning and results as the lead, an auditor, whoever makes a change, the board and everybody else see them."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.people.models import LocalArea
from alongside.quality.learning_work import compare_due, compare_one
from alongside.quality.models import Audit, Finding, Lesson, LessonChange, Theme
from alongside.quality.offers import beside
from alongside.quality.pages.bars import Bar, drawing
from alongside.quality.rules.codes import LessonState, Verdict
from alongside.web import clock
from tests.casework.test_pages import day_boxes
from tests.quality.learning_desks import NOW, TODAY, At, move
from tests.quality.learning_factories import Place, teach

pytestmark = pytest.mark.django_db
DUE = date(2025, 5, 1)


@pytest.fixture(autouse=True)
def april_2025(monkeypatch: pytest.MonkeyPatch) -> None:
    move(monkeypatch, NOW)


@pytest.fixture
def lesson(place: Place, lead: At, auditor: At, head: At) -> Lesson:
    """Found by an auditor, put under a theme and written by the lead, all on the pages."""
    said = {"kind": "weakness", "words": "Rows name no rhythm.", "agency": "education"}
    auditor.send("find_in_audit", _audit_of(place), **said, question="F1")
    lead.send("add_theme", title="How often", about="Rows of help")
    theme, finding = Theme.objects.in_area(place.area.pk).get(), _finding(place)
    lead.send("file_finding", finding.ref, theme=theme.ref)
    lead.send("write_lesson", theme.ref, **writing(head))
    made: Lesson = Lesson.objects.in_area(place.area.pk).get()
    return made


def _audit_of(place: Place) -> str:
    rows = Audit.objects.in_area(place.area.pk).filter(item__draw__round__title="Spring audits")
    return str(rows.order_by("id")[0].ref)


def _finding(place: Place) -> Finding:
    found: Finding = Finding.objects.in_area(place.area.pk).get()
    return found


def writing(head: At, **changed: Any) -> dict[str, Any]:
    known = {
        "title": "Say how often",
        "words": "Each row says how often.",
        "effect": "question",
        "compared": "ehc_plan:F1",
        "owner": head.post.ref,
    }
    return {**known, **day_boxes("due_on", DUE), **changed}


def change(lead: At, head: At, lesson: Lesson) -> LessonChange:
    sent = {"kind": "template", "words": "A box for how often.", "owner": head.post.ref}
    lead.send("plan_change", lesson.ref, **sent, **day_boxes("due_on", DUE))
    made: LessonChange = LessonChange.objects.in_area(lesson.area_id).order_by("-id")[0]
    return made


def test_a_lesson_from_the_finding_to_the_boards_decision(
    lead: At, head: At, chair: At, lesson: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Waits for its change" in chair.get("lessons")
    planned = change(lead, head, lesson)
    assert "Record that it was made" in head.get("lesson", lesson.ref)
    assert "Record that it was made" not in chair.get("lesson", lesson.ref)
    head.send("make_change", planned.ref, **day_boxes("done_on", TODAY))
    later = datetime(2025, 4, 27, 9, tzinfo=UTC)
    move(monkeypatch, later)
    compare_due(at=later, today=later.date())
    page = chair.get("lesson", lesson.ref)
    assert "Better: 0% of 30 audits before, 100% of 25 after." in page
    assert "Rows name no rhythm." in page
    assert 'class="quality-bars quality-bars--wide"' in page
    assert 'class="quality-bars quality-bars--narrow"' in page
    assert "Left out: 10 records from the samples that taught the lesson." in page
    seen = lesson.readings.get().pk
    chair.send("decide_lesson", lesson.ref, decided="kept", reason="It works.", seen=seen)
    lesson.refresh_from_db()
    assert lesson.state == LessonState.KEPT
    assert "It works." in lead.get("lesson", lesson.ref)


def test_what_is_sent_twice_on_the_way_to_a_lesson_stands_once(
    place: Place, lead: At, auditor: At, head: At, lesson: Lesson
) -> None:
    said = {"kind": "weakness", "words": "Rows name no rhythm.", "agency": "education"}
    auditor.send("find_in_audit", _audit_of(place), **said, question="F1")
    assert Finding.objects.in_area(place.area.pk).count() == 1
    lead.send("write_lesson", lesson.theme.ref, **writing(head))
    assert Lesson.objects.in_area(place.area.pk).count() == 1
    assert change(lead, head, lesson) == change(lead, head, lesson)
    lead.send("write_lesson", lesson.theme.ref, **writing(head, title="Another"))
    assert Lesson.objects.in_area(place.area.pk).count() == 2


def test_a_lesson_that_nobody_acts_on_stands_first_for_the_board(
    lead: At, head: At, chair: At, lesson: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    move(monkeypatch, datetime(2025, 5, 4, 9, tzinfo=UTC))
    assert "Late by 3 days" in chair.get("lessons")
    home = chair.client.get(reverse("home", args=[lesson.area.slug])).content.decode()
    assert "Lessons not acted on, or to be decided" in home
    assert "Say how often" in home
    own = head.client.get(reverse("home", args=[lesson.area.slug])).content.decode()
    assert "Lessons of yours to act on" in own


def test_lessons_ask_as_often_however_many_there_are(
    lead: At, head: At, chair: At, lesson: Lesson
) -> None:
    counts = []
    for number in range(3):
        with CaptureQueriesContext(connection) as asked:
            chair.get("lessons")
        counts.append(len(asked))
        change(lead, head, lesson)
        lead.send("write_lesson", lesson.theme.ref, **writing(head, title=f"Lesson {number}"))
    assert counts[1] == counts[2]


def test_the_boards_own_page_shows_what_was_not_acted_on(
    place: Place, chair: At, lesson: Lesson
) -> None:
    told = beside(place.chair, "board.overview", "", date(2025, 5, 4))
    assert told.title == "Lessons from audits"
    assert [each.title for each in told.items] == ["Say how often"]
    assert "Late by 3 days" in told.items[0].tag
    assert beside(place.owner, "board.overview", "", TODAY).items == ()


def test_the_boards_own_page_shows_what_did_not_work_beside_all_that_nobody_acts_on(
    place: Place, lead: At, head: At, lesson: Lesson
) -> None:
    for number in range(6):
        lead.send("write_lesson", lesson.theme.ref, **writing(head, title=f"Lesson {number}"))
    tried = Lesson.objects.in_area(lesson.area_id).get(title="Lesson 5")
    tried.decisions.create(
        area=tried.area, decided="changed", reason="It did nothing.", decided_on=date(2025, 5, 3),
        recorded_at=NOW,
    )  # fmt: skip
    Lesson.objects.in_area(lesson.area_id).filter(pk=tried.pk).update(state="changed")
    told = beside(place.chair, "board.overview", "", date(2025, 5, 4))
    assert len(told.items) == 6
    assert told.items[4].title == "Lesson 5"
    assert told.items[5].title == "2 more lessons"
    assert told.items[5].address.endswith("/lessons/")


def test_a_lesson_sent_to_another_try_counts_as_being_tried_again_until_that_is_decided(
    place: Place, chair: At, lesson: Lesson
) -> None:
    lesson.decisions.create(
        area=lesson.area,
        decided="changed",
        reason="It did nothing.",
        decided_on=TODAY,
        recorded_at=NOW,
    )
    again = Lesson.objects.in_area(lesson.area_id)
    again.filter(pk=lesson.pk).update(state="changed")
    teach(place, lesson.theme, TODAY, title="Show an example", instead_of=lesson.ref)
    page = chair.get("lessons")
    assert page.count("Being tried again") == 2
    told = beside(place.chair, "board.overview", "", TODAY)
    assert [each.title for each in told.items] == ["Say how often"]
    assert "Being tried again" in told.items[0].tag
    again.filter(title="Show an example").update(state="dropped")
    assert "Tried in another way" in chair.get("lessons")
    assert beside(place.chair, "board.overview", "", TODAY).items == ()


def test_the_board_reads_how_old_the_comparison_is_and_that_another_runs(
    lead: At, head: At, chair: At, lesson: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned = change(lead, head, lesson)
    head.send("make_change", planned.ref, **day_boxes("done_on", TODAY))
    early, later = datetime(2025, 4, 3, 9, tzinfo=UTC), datetime(2025, 6, 3, 9, tzinfo=UTC)
    move(monkeypatch, early)
    compare_due(at=early, today=early.date())
    lesson.readings.update(verdict=Verdict.TOO_EARLY.value)
    move(monkeypatch, later)
    page = chair.get("decide_lesson", lesson.ref)
    assert "3 April 2025, 61 days ago. Ask for a newer one" in page
    assert "It is kept although it is too early to tell" in page
    assert page.count(lesson.readings.get().sentence) == 1
    assert "Too early to tell</dt>" not in page
    chair.send("compare_lesson", lesson.ref)
    assert "A newer comparison is being worked out now." in chair.get("decide_lesson", lesson.ref)
    assert "See how far it has come now" in chair.get("lesson", lesson.ref)
    seen = lesson.readings.get().pk
    said = {"decided": "kept", "reason": "It costs nothing.", "seen": seen}
    assert chair.post_to("decide_lesson", lesson.ref, **said).status_code == 422
    chair.send("decide_lesson", lesson.ref, **said, is_sure="on")
    move(monkeypatch, datetime(2025, 6, 4, 9, tzinfo=UTC))
    compare_one(lesson_id=lesson.pk, at=clock.now(), today=clock.today())
    assert "A comparison came after it, on 4 June 2025. Better" in chair.get("lesson", lesson.ref)


def test_small_numbers_of_a_comparison_are_read_by_whoever_leads_audits_and_by_nobody_else(
    lead: At, head: At, chair: At, lesson: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned = change(lead, head, lesson)
    head.send("make_change", planned.ref, **day_boxes("done_on", TODAY))
    later = datetime(2025, 4, 27, 9, tzinfo=UTC)
    move(monkeypatch, later)
    compare_due(at=later, today=later.date())
    numbers, sentence = (
        lesson.readings.get().numbers,
        "Better: 0% of 30 audits before, 84% of 25 after.",
    )
    numbers["sides"][1].update({"part": 21, "share": 0.84})
    lesson.readings.update(numbers=numbers, sentence=sentence)
    led, read = lead.get("lesson", lesson.ref), chair.get("lesson", lesson.ref)
    for told in ("84%", "21 of 25", "0 of 30", "a side to show"):
        assert told in led
        assert told not in read
    assert "Better. Its numbers are not shown, because some of them are small." in read
    assert "Small numbers are hidden, because a child could be recognised from them." in read
    for page in (chair.get("lessons"), chair.get("decide_lesson", lesson.ref)):
        assert "84%" not in page
    assert sentence in lead.get("lessons")


def test_what_a_finding_may_not_say_is_refused_and_nothing_typed_is_lost(
    place: Place, auditor: At
) -> None:
    said = {"kind": "weakness", "words": "Ada is not heard.", "agency": "education"}
    response = auditor.post_to("find_in_audit", _audit_of(place), **said)
    page = response.content.decode()
    assert response.status_code == 422
    assert "may be somebody’s name" in page
    assert "Ada is not heard." in page


def test_a_lesson_of_a_question_asks_which(lead: At, head: At, lesson: Lesson) -> None:
    response = lead.post_to("write_lesson", lesson.theme.ref, **writing(head, compared=""))
    assert "Choose the question that is compared." in response.content.decode()


def test_a_theme_without_a_finding_says_so_before_anything_is_written(
    place: Place, lead: At, head: At
) -> None:
    lead.send("add_theme", title="Nothing yet", about="")
    theme = Theme.objects.in_area(place.area.pk).get()
    assert "This theme has no finding yet." in lead.get("theme", theme.ref)
    page = lead.get("write_lesson", theme.ref)
    assert "This theme has no finding yet." in page
    assert "What was learned?" not in page


def test_the_worker_is_asked_by_the_button(lead: At, head: At, lesson: Lesson) -> None:
    planned = change(lead, head, lesson)
    assert "Nothing was changed yet" in lead.get("compare_lesson", lesson.ref)
    head.send("make_change", planned.ref, **day_boxes("done_on", TODAY))
    lead.send("compare_lesson", lesson.ref)
    assert "The board has not decided yet." in lead.get("lesson", lesson.ref)


def test_whoever_reads_no_results_finds_nothing(area: LocalArea, lesson: Lesson) -> None:
    officer = At(area, "Olive Officer", "ehc_coordinator")
    for name, parts in (
        ("lessons", ()),
        ("themes", ()),
        ("results", ()),
        ("lesson", (lesson.ref,)),
        ("theme", (lesson.theme.ref,)),
    ):
        assert officer.client.get(officer.address(name, *parts)).status_code == 404


def test_what_is_missing_from_before_is_what_an_answer_waits_for(
    lead: At, head: At, lesson: Lesson
) -> None:
    planned = change(lead, head, lesson)
    head.send("make_change", planned.ref, **day_boxes("done_on", TODAY))
    lesson.readings.create(
        area=lesson.area, read_on=TODAY, verdict="no_evidence", sentence="It cannot be told.",
        numbers={"after_now": 30, "next_look": 20, "is_untellable": True}, recorded_at=NOW,
    )  # fmt: skip
    page = lead.get("lesson", lesson.ref)
    assert "30 have come since the change. An answer waits for more from before it." in page
    assert "The next answer comes with" not in page


def test_a_drawing_says_in_words_what_its_bars_say() -> None:
    drawn = drawing("Before and after", [Bar("Before", 0.5, 0.4, 0.6), Bar("After", None)])
    assert 'aria-label="Before and after. Before: 50%; After: –."' in drawn
    assert drawn.count("<rect") == 1
    assert drawing("Nothing", []) == ""
