"""The pages of the assurances, and of what was done since the inspection."""

# ruff: noqa: F811

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from alongside.board.models import Assurance, AssuranceEvidence
from alongside.board.queries.assurance_doubts import silent_and_late
from alongside.board.queries.assurances import assurance
from alongside.kernel.dates import PartialDate
from alongside.plan.models import Activity, Passage
from tests.board.deciding import (
    KNOWN,
    Desk,
    held_meeting,
    make_assurance,
    make_desk,
    make_figure,
    make_series,
)
from tests.plan.factories import (
    Place,
    make_action,
    make_outcome,
    make_place,
    make_statement,
    record,
)
from tests.plan.pages_changing.conftest import (  # noqa: F401
    SignIn,
    boxes,
    june_2020,
    mail_to_memory,
    sign_in,
    words,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


@pytest.fixture
def desk(place: Place) -> Desk:
    return make_desk(place)


@pytest.fixture
def kept(desk: Desk) -> Assurance:
    return make_assurance(desk)


@pytest.fixture
def chair(desk: Desk, sign_in: SignIn) -> Client:
    return sign_in("Charlie Chair", "chair")


@pytest.fixture
def forum(desk: Desk, sign_in: SignIn) -> Client:
    return sign_in("Frances Forum", "forum_officer")


@pytest.fixture
def officer(desk: Desk, sign_in: SignIn) -> Client:
    return sign_in("Olive Officer", "head_of_send")


def to(name: str, *args: str) -> str:
    return reverse(f"board:{name}", args=["york", *args])


def test_the_assurances_of_the_action_plan_are_taken_over(desk: Desk, chair: Client) -> None:
    statement = make_statement(desk.place)
    Passage.objects.create(
        area=desk.place.area, statement=statement, section="assurance", order=1, text="all is well;"
    )
    page = words(chair.get(to("assurances")))
    assert "No assurance is kept yet" in page
    assert "Take over from the action plan" in page
    assert "All is well." in words(chair.get(to("take_over_assurances")))
    chair.post(to("take_over_assurances"), {"statement": statement.ref})
    page = words(chair.get(to("assurances")))
    assert "1 All is well." in page
    assert "The board has not said yet" in page
    assert "Take over from the action plan" not in page
    assert "is kept here already" in words(chair.get(to("take_over_assurances")))


def test_the_forum_adds_evidence_against_from_a_figure(
    desk: Desk, kept: Assurance, forum: Client
) -> None:
    series = make_series(desk.place)
    figure = make_figure(desk.place, series, 2019, 133, 150)
    new = {"weighs": "against", "text": "2 of 15 were asked.", "figure": figure.ref}
    missing = forum.post(to("add_weight", kept.ref), {**new, "text": ""})
    assert missing.status_code == 422
    assert "Say what the evidence is" in words(missing)
    forum.post(to("add_weight", kept.ref), {**new, **boxes("dated_on", 12, 6, 2020)})
    shown = forum.get(to("assurance", kept.ref))
    for said in ("12 June 2020", "2 of 15 were asked.", "88.7% (133 of 150), 2019"):
        assert said in words(shown)
    assert reverse("measures:series", args=["york", series.ref]) in shown.content.decode()
    assert "Nothing for, 1 piece of evidence against" in words(forum.get(to("assurances")))


def test_the_chair_says_how_sure_the_board_is_beside_both_sides(
    desk: Desk, kept: Assurance, chair: Client, forum: Client
) -> None:
    of = {"area": desk.place.area, "assurance": kept, "dated_on": "2020-06-01"}
    for weighs, text in (("for", "12 of 15 said so."), ("against", "Two were not asked.")):
        AssuranceEvidence.objects.create(
            weighs=weighs, text=text, recorded_at="2020-06-01T09:00Z", **of
        )
    page = words(chair.get(to("judge_assurance", kept.ref)))
    for said in ("Evidence for", "12 of 15 said so.", "Evidence against", "Two were not asked."):
        assert said in page
    said = {"assured": "assured", "text": "The survey.", **boxes("judged_on", 14, 6, 2020)}
    chair.post(to("judge_assurance", kept.ref), said)
    page = words(chair.get(to("assurance", kept.ref)))
    assert "Assured" in page
    assert "Newer evidence against" not in page
    new = {"weighs": "against", "text": "One more.", **boxes("dated_on", 15, 6, 2020)}
    forum.post(to("add_weight", kept.ref), new)
    for address in (to("assurances"), to("assurance", kept.ref), to("judge_assurance", kept.ref)):
        assert "Newer evidence against" in words(chair.get(address))


def test_a_judgement_lacks_nothing_and_what_was_typed_stays(kept: Assurance, chair: Client) -> None:
    said = {"text": "Words of ours.", **boxes("judged_on", 15, 6, 2020)}
    answer = chair.post(to("judge_assurance", kept.ref), said)
    assert answer.status_code == 422
    assert "Answer the question “How sure is the board?”" in words(answer)
    assert "Words of ours." in words(answer)


def test_one_more_assurance_is_added(desk: Desk, officer: Client) -> None:
    sent = officer.post(to("add_assurance"), {"text": "Young people go where they want."})
    assert "Assurance 1" in words(officer.get(sent["Location"]))


@pytest.mark.parametrize(
    ("role", "reads", "weighs", "judges"),
    [
        ("chair", 200, 200, 200),
        ("head_of_send", 200, 200, 404),
        ("board_member", 200, 200, 404),
        ("sendiass", 200, 404, 404),
        ("inspector", 200, 404, 404),
        ("scrutiny_member", 404, 404, 404),
    ],
)
def test_who_reads_adds_and_judges(
    kept: Assurance, sign_in: SignIn, role: str, reads: int, weighs: int, judges: int
) -> None:
    client = sign_in("Some Body", role)
    assert client.get(to("assurances")).status_code == reads
    assert client.get(to("assurance", kept.ref)).status_code == reads
    assert client.get(to("add_weight", kept.ref)).status_code == weighs
    assert client.get(to("judge_assurance", kept.ref)).status_code == judges
    assert client.get(to("activity")).status_code == reads


def test_activity_is_added_and_stands_in_its_month(desk: Desk, officer: Client) -> None:
    statement = make_statement(desk.place)
    meeting = held_meeting(desk)
    assert "Add what was done" in words(officer.get(to("activity")))
    missing = officer.post(to("add_activity"), {"statement": statement.ref, "text": ""})
    assert "Say what was done" in words(missing)
    new = {"statement": statement.ref, "text": "Families were told.", **boxes("month", "", 3, 2020)}
    officer.post(to("add_activity"), new)
    officer.post(to("add_activity"), {"statement": statement.ref, "text": "Audited."})
    shown = officer.get(to("activity"))
    page = words(shown)
    assert page.index("March 2020 Families were told.") < page.index("June 2020 The board")
    assert page.index("June 2020 The board") < page.index("No month recorded Audited.")
    assert to("meeting", meeting.ref) in shown.content.decode()
    assert Activity.objects.in_area(desk.place.area.pk).count() == 2


def test_only_those_who_change_the_action_plan_add_activity(
    desk: Desk, chair: Client, officer: Client
) -> None:
    assert chair.get(to("add_activity")).status_code == 404
    assert to("add_activity") not in chair.get(to("activity")).content.decode()
    assert "no action plan yet" in words(officer.get(to("add_activity")))


def test_an_action_that_is_late_without_a_status_stands_beside_the_evidence(
    desk: Desk, kept: Assurance, chair: Client
) -> None:
    outcome = make_outcome(desk.place, make_statement(desk.place))
    silent = make_action(desk.place, outcome, "2.1-B", text="Open it", end=PartialDate(2020, 6))
    said = make_action(desk.place, outcome, "2.1-C", text="Train them", end=PartialDate(2020, 6))
    record(desk.place, said, "on_track")
    page = words(chair.get(to("assurance", kept.ref)))
    assert "nobody has said how it stands" not in page
    AssuranceEvidence.objects.create(
        area=desk.place.area, assurance=kept, weighs="for", text="The front door is open.",
        dated_on="2020-06-01", line=outcome, recorded_at=KNOWN,
    )  # fmt: skip
    found = silent_and_late(
        desk.officer, assurance(desk.officer, assurance_ref=kept.ref), today=date(2020, 7, 20)
    )
    assert [(each.reference, each.since, each.beside) for each in found] == [
        ("2.1-B", date(2020, 7, 1), "2.1")
    ]
    assert silent.ref == found[0].line_ref
