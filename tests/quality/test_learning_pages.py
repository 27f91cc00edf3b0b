"""Learning and results as the lead, an auditor, whoever makes a change, the board and everybody else see them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.measures.codes import Origin, Release
from alongside.measures.models import Measure, Reading
from alongside.measures.operations import NewBasis
from alongside.measures.readings import Judged, JudgedPoint
from alongside.people.models import LocalArea
from alongside.quality.computed import HIGH_STANDARD
from alongside.quality.drawing_work import draw_months
from alongside.quality.learning_work import compare_due, compare_one
from alongside.quality.models import Audit, Finding, Lesson, LessonChange, Theme
from alongside.quality.offers import beside
from alongside.quality.pages.bars import Bar, drawing
from alongside.quality.rules.codes import LessonState, Verdict
from alongside.web import clock
from tests.casework.factories import actor_for
from tests.casework.test_pages import Desk, day_boxes
from tests.measures.factories import make_measure, make_series
from tests.people.factories import make_area, make_organisation, make_person
from tests.plan.factories import Place as OfThePlan
from tests.quality.learning_factories import DECIDES, LEADS, Place, make_round, mark_items, teach

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 4, 1, 9, tzinfo=UTC)
TODAY = NOW.date()
DUE = date(2025, 5, 1)


class At(Desk):
    """The same, at the addresses of quality."""

    def address(self, name: str, *parts: str) -> str:
        return reverse(f"quality:{name}", args=[self.area.slug, *parts])

    def send(self, name: str, *parts: str, **sent: Any) -> str:
        """Accepted: it leads on."""
        response = self.post_to(name, *parts, **sent)
        assert response.status_code == 302, response.content.decode()[-3000:]
        return str(response["Location"])


@pytest.fixture(autouse=True)
def april_2025(monkeypatch: pytest.MonkeyPatch) -> None:
    move(monkeypatch, NOW)


def move(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)
    monkeypatch.setattr(clock, "today", now.date)


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def lead(area: LocalArea) -> At:
    return At(area, "Lea Leader", "quality_lead")


@pytest.fixture
def auditor(area: LocalArea) -> At:
    return At(area, "Aud Auditor", "quality_auditor")


@pytest.fixture
def chair(area: LocalArea) -> At:
    return At(area, "Cher Chair", "chair")


@pytest.fixture
def head(area: LocalArea) -> At:
    return At(area, "Hetty Head", "head_of_send")


@pytest.fixture
def place(area: LocalArea, lead: At, auditor: At, chair: At, head: At) -> Place:
    """Sixty EHC plans that were marked: forty before April, of which ten taught the lesson."""
    people = [each.account.person for each in (lead, chair, auditor, head)]
    made = Place(
        area=area,
        lead=actor_for(area, people[0], LEADS),
        chair=actor_for(area, people[1], DECIDES),
        auditor=people[2],
        marks=actor_for(area, people[2], frozenset()),
        owner=actor_for(area, people[3], frozenset()),
        post=head.post,
    )
    mark_items(made, make_round(made, "Spring audits"), "1" * 10, first_on=date(2025, 1, 6))
    others = make_round(made, "Other audits")
    mark_items(made, others, "1" * 30, first_on=date(2024, 11, 1))
    mark_items(made, others, "2" * 25, first_on=TODAY)
    return made


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


def test_a_share_of_a_few_is_read_by_whoever_leads_audits_and_hidden_from_the_board(
    lead: At, head: At, chair: At, lesson: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned = change(lead, head, lesson)
    head.send("make_change", planned.ref, **day_boxes("done_on", TODAY))
    early = datetime(2025, 4, 3, 9, tzinfo=UTC)
    move(monkeypatch, early)
    compare_due(at=early, today=early.date())
    numbers = lesson.readings.get().numbers
    few = {"base": 5, "part": 4, "share": 0.83, "lower": 0.38, "upper": 0.96}
    numbers["sides"][0].update(few)
    lesson.readings.update(numbers=numbers)
    led, read = lead.get("lesson", lesson.ref), chair.get("lesson", lesson.ref)
    assert "4 of 5" in led
    assert "Small numbers are hidden" not in led
    assert "4 of 5" not in read
    assert "83%" in led
    assert "83%" not in read
    assert "Small numbers are hidden, because a child could be recognised from them." in read


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


def results_of(who: At, **asked: str) -> str:
    return who.client.get(who.address("results"), asked).content.decode()


def promise(place: Place, percent: int, comparator: str) -> Measure:
    """A measure of the area’s own, of EHC plans of a high standard, with its target."""
    council = make_organisation(place.area, "A council")
    whole = OfThePlan(place.area, council, council)
    measure = make_measure(whole, code="QA-1", unit="percent", release=Release.UNDER_FIVE)
    make_series(
        whole, measure, NewBasis(source="Audits", origin=Origin.COMPUTED, counted_as=HIGH_STANDARD)
    )
    measure.targets.create(
        area=place.area, level="core", comparator=comparator, value=percent, change="reach",
        state="active", set_at=NOW, activated_at=NOW,
    )  # fmt: skip
    return measure


@pytest.mark.scenario(24)
def test_scenario_24_results_say_what_the_sample_can_show(
    place: Place, lead: At, chair: At
) -> None:
    promise(place, 98, "at_least")
    page = lead.get("results")
    assert "25 of 65: 38%" in page
    assert "shows that 98% is not met" in page
    assert "North" not in page
    sections = results_of(lead, part="section")
    assert "Section F: special educational provision" in sections
    assert "25 of 65: 38%" not in sections
    board = chair.get("results")
    assert "Small numbers are hidden" in board
    assert "25 of 65: 38%" in board


def test_questions_stand_with_the_least_often_met_first(place: Place, lead: At) -> None:
    page = results_of(lead, part="question")
    assert page.index("F1:") < page.index("A1:")
    assert "questions, met more often" in page


def test_what_is_hidden_is_said_once(place: Place, auditor: At, chair: At, lead: At) -> None:
    few = make_round(place, "Few", about="annual_review")
    mark_items(place, few, "12", first_on=date(2025, 2, 3))
    asked = {"about": "annual_review", "part": "question"}
    board = results_of(chair, **asked)
    assert "None of them is shown, because a child could be recognised" in board
    assert board.count("recognised") == 2
    assert "<table" not in board
    for who in (lead, auditor):
        assert "2 of 2" in results_of(who, **asked)


def test_whoever_enters_figures_sees_small_numbers_here_as_everywhere(
    area: LocalArea, place: Place
) -> None:
    few = make_round(place, "Few", about="annual_review")
    mark_items(place, few, "12", first_on=date(2025, 2, 3))
    analyst = At(area, "Ana Analyst", "data_analyst")
    assert "1 of 2: 50%" in results_of(analyst, about="annual_review")


def test_results_of_another_kind_are_asked_for_by_the_filter(place: Place, lead: At) -> None:
    page = results_of(lead, about="annual_review", months="24")
    assert "Results of audits: annual reviews" in page
    assert "No audits yet" in page


def test_an_area_that_set_no_target_is_held_to_none_of_another_area(place: Place, lead: At) -> None:
    page = results_of(lead, about="coproduction")
    for agency in ("Education", "Health", "Social care"):
        assert f"{agency} uses the co-production model" in page
    assert page.count("No target is set here") == 4
    assert "75%" not in page
    told = results_of(lead, about="plan")
    assert "plausible range" in told
    assert "does not yet show" not in told
    drawn = make_round(place, "Not held to anything").round
    assert "No target is set here for work of a high standard" in lead.get("round", drawn.ref)


def test_a_promise_is_that_of_the_areas_own_measure_with_its_chart(
    place: Place, lead: At, chair: At
) -> None:
    measure = promise(place, 91, "more_than")
    Reading.objects.create(
        area=place.area, measure=measure, content=small(), summary=small(), chart="<svg id='own'/>",
        made_from="0" * 64, as_at=NOW,
    )  # fmt: skip
    page = lead.get("results")
    assert "more than 91%" in page
    assert "91%" in lead.get("round", make_round(place, "Held to its own").round.ref)
    assert "<svg id='own'/>" in page
    assert "Open measure QA-1" in page
    board = chair.get("results")
    assert "<svg id='own'/>" not in board
    assert "Its chart is not shown, because figures in it rest on too few cases." in board


def test_results_over_time_are_drawn_by_the_month_of_the_ehc_plan(
    place: Place, lead: At, chair: At
) -> None:
    assert "There is no chart by month yet." in results_of(lead, part="time")
    draw_months(at=NOW)
    page = results_of(lead, part="time")
    assert "of a high standard, by the month they were issued</h2>" in page
    assert "0 of 30" in page
    assert "measures-figure__wide" in results_of(chair, part="time")
    mark_items(place, make_round(place, "Few"), "12", first_on=date(2025, 2, 3))
    draw_months(at=NOW)
    assert "The chart by month is not shown" in results_of(chair, part="time")
    assert "by the month they were issued" not in results_of(lead)


def small() -> str:
    """A reading with one figure of one in three."""
    point = JudgedPoint(
        period_from="2025-01-01", period_until="2025-04-01", value=33.3, numerator=1,
        denominator=3, left_out=0, missing=0, lower=None, upper=None, kind="", why="",
    )  # fmt: skip
    return Judged(unit="percent", points=(point,)).to_json()


def test_a_changed_mix_of_auditors_is_said_on_the_page(
    place: Place, auditor: At, lead: At, area: LocalArea
) -> None:
    earlier = replace(place, auditor=make_person(area, "Earl Earlier"))
    mark_items(earlier, make_round(place, "Before"), "2" * 9, first_on=date(2022, 6, 6))
    page = results_of(lead, months="24")
    assert "65 of 65 audits were marked by people who marked none in the period before." in page
    assert "marked by people who marked none" not in results_of(lead, months="36")


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
