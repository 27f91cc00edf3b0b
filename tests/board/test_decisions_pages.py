"""The pages of decisions: recording one with its figures, and looking back on it."""

# ruff: noqa: F811

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from alongside.board.models import AgendaItem, Decision, LookBack, Meeting
from alongside.plan import operations as plan
from alongside.web import clock
from tests.board.deciding import Desk, decide, held_meeting, make_desk, make_figure, make_series
from tests.board.factories import make_meeting
from tests.plan.factories import AT, LETTER, Place, make_line, make_place
from tests.plan.pages_changing.conftest import (  # noqa: F401
    SignIn,
    boxes,
    june_2020,
    mail_to_memory,
    sign_in,
    words,
)

pytestmark = pytest.mark.django_db
NEW = {
    "text": "Add two officers.",
    "should_change": "More plans are issued in time.",
    **boxes("look_back_on", 1, 9, 2020),
}
SEEN = {"verdict": "partly", "text": "Fewer were late.", **boxes("looked_on", 2, 9, 2020)}


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


@pytest.fixture
def desk(place: Place) -> Desk:
    return make_desk(place)


@pytest.fixture
def meeting(desk: Desk) -> Meeting:
    return held_meeting(desk)


@pytest.fixture
def chair(desk: Desk, sign_in: SignIn) -> Client:
    return sign_in("Charlie Chair", "chair")


@pytest.fixture
def september(june_2020: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2020, 9, 2, 11, 0, tzinfo=UTC))
    monkeypatch.setattr(clock, "today", lambda: date(2020, 9, 2))


def to(name: str, *args: str) -> str:
    return reverse(f"board:{name}", args=["york", *args])


def test_a_decision_is_recorded_with_its_figures_and_opens_them(
    desk: Desk, meeting: Meeting, chair: Client
) -> None:
    series = make_series(desk.place)
    figure = make_figure(desk.place, series, 2019, 133, 150)
    proof = plan.attach_evidence(
        actor=desk.officer, at=AT, line_ref=make_line(desk.place).ref, new=LETTER
    )
    page = words(chair.get(to("record_decision", meeting.ref)))
    assert "EHC plans issued within 20 weeks 88.7% (133 of 150), 2019" in page
    assert "Minutes of the board (2.1-A" in page
    chosen = {"figures": [figure.ref], "evidence": [proof.ref], "documents": "Paper 7\nPaper 8"}
    sent = chair.post(to("record_decision", meeting.ref), {**NEW, **chosen})
    shown = chair.get(sent["Location"])
    for said in (
        "Decision D1",
        "88.7% (133 of 150), 2019",
        "No newer figure yet",
        "Minutes of the board, for 2.1-A",
        "Paper 8",
        "The board looks back on 1 September 2020.",
    ):
        assert said in words(shown)
    for address in (
        reverse("measures:series", args=["york", series.ref]),
        reverse("plan:line", args=["york", proof.line.ref]),
        to("meeting", meeting.ref),
    ):
        assert f'href="{address}"' in shown.content.decode()


def test_only_figures_known_on_the_day_are_offered_and_the_page_says_when_it_was_written_down(
    desk: Desk, meeting: Meeting, chair: Client, september: None
) -> None:
    series = make_series(desk.place)
    known = make_figure(desk.place, series, 2018, 133, 150)
    make_figure(desk.place, series, 2019, 144, 150, at=AT)
    page = words(chair.get(to("record_decision", meeting.ref)))
    assert "88.7% (133 of 150), 2018" in page
    assert "96.0% (144 of 150), 2019" not in page
    later = {**NEW, "figures": [known.ref]}
    sent = chair.post(to("record_decision", meeting.ref), later)
    shown = words(chair.get(sent["Location"]))
    assert "88.7% (133 of 150), 2018 96.0% (144 of 150), 2019" in shown
    assert "on 2 September 2020, 84 days after the meeting" in shown


def test_a_decision_without_a_basis_is_refused_and_keeps_what_was_typed(
    desk: Desk, meeting: Meeting, chair: Client
) -> None:
    answer = chair.post(to("record_decision", meeting.ref), NEW)
    assert answer.status_code == 422
    assert "A decision rests on something." in words(answer)
    assert "More plans are issued in time." in words(answer)
    assert not Decision.objects.in_area(desk.place.area.pk).exists()
    make_figure(desk.place, make_series(desk.place), 2019, 133, 150)
    content = chair.post(to("record_decision", meeting.ref), NEW).content.decode()
    assert 'href="#id_figures' in content


def test_the_item_of_the_agenda_is_taken_from_the_address(
    desk: Desk, meeting: Meeting, chair: Client
) -> None:
    item = AgendaItem.objects.create(
        area=desk.place.area, meeting=meeting, order=1, kind="decision", title="Officers"
    )
    address = f"{to('record_decision', meeting.ref)}?item={item.ref}"
    assert f'value="{item.ref}" selected' in chair.get(address).content.decode()
    sent = chair.post(address, {**NEW, "documents": "Paper 7", "item": item.ref})
    assert "Item of the agenda Officers" in words(chair.get(sent["Location"]))


def test_a_meeting_that_was_not_held_takes_no_decision(desk: Desk, chair: Client) -> None:
    planned = make_meeting(desk.place, desk.board, date(2020, 7, 15))
    page = words(chair.get(to("record_decision", planned.ref)))
    assert "The meeting on 15 July 2020 has not been held yet." in page
    assert "Record the decision" not in page
    refused = chair.post(to("record_decision", planned.ref), {**NEW, "documents": "Paper 7"})
    assert refused.status_code == 422


def test_a_decision_without_a_quorum_is_marked_wherever_it_is_shown(
    desk: Desk, chair: Client
) -> None:
    meeting = held_meeting(desk, was_quorate=False)
    assert "The meeting had no quorum." in words(chair.get(to("record_decision", meeting.ref)))
    made = decide(desk, meeting)
    for address in (to("decisions"), to("decision", made.ref), to("look_back", made.ref)):
        assert "Made without a quorum" in words(chair.get(address))


@pytest.mark.usefixtures("september")
def test_a_look_back_comes_up_with_the_figures_then_and_now(
    desk: Desk, meeting: Meeting, chair: Client
) -> None:
    series = make_series(desk.place)
    figure = make_figure(desk.place, series, 2018, 90, 150)
    made = decide(desk, meeting, figure_refs=(figure.ref,))
    make_figure(desk.place, series, 2019, 121, 192)
    page = words(chair.get(to("decisions")))
    assert "Look back on these now" in page
    assert "Since 1 September 2020" in page
    page = words(chair.get(to("look_back", made.ref)))
    for said in ("60.0% (90 of 150), 2018", "63.0% (121 of 192), 2019", "Moved the good way"):
        assert said in page
    assert "They do not show why something moved." in page
    again = boxes("again_on", 1, 12, 2020)
    chair.post(to("look_back", made.ref), {**SEEN, **again})
    page = words(chair.get(to("decision", made.ref)))
    for said in (
        "2 September 2020: Partly",
        "Fewer were late.",
        "The board meant to look again on 1 December 2020.",
        "The board looks back on 1 December 2020.",
    ):
        assert said in page
    assert "No look-back is due today." in words(chair.get(to("decisions")))


@pytest.mark.usefixtures("september")
def test_a_look_back_lacks_nothing(desk: Desk, meeting: Meeting, chair: Client) -> None:
    made = decide(desk, meeting)
    answer = chair.post(to("look_back", made.ref), {**SEEN, "text": ""})
    assert "Say what the board saw" in words(answer)
    early = chair.post(to("look_back", made.ref), {**SEEN, **boxes("again_on", 1, 9, 2020)})
    assert "The board looks again on a later day." in words(early)
    assert not LookBack.objects.in_area(desk.place.area.pk).exists()


def test_no_page_claims_that_a_decision_was_the_cause(
    desk: Desk, meeting: Meeting, chair: Client
) -> None:
    figure = make_figure(desk.place, make_series(desk.place), 2018, 90, 150)
    made = decide(desk, meeting, figure_refs=(figure.ref,))
    for address in (to("decision", made.ref), to("look_back", made.ref), to("decisions")):
        page = words(chair.get(address)).lower()
        for claim in ("thanks to", "led to", "caused", "resulted in"):
            assert claim not in page


@pytest.mark.parametrize(
    ("role", "reads", "records"),
    [
        ("chair", 200, 200),
        ("head_of_send", 200, 200),
        ("board_member", 200, 404),
        ("independent_scrutineer", 200, 404),
        ("scrutiny_member", 404, 404),
    ],
)
def test_who_reads_and_who_records(
    desk: Desk, meeting: Meeting, sign_in: SignIn, role: str, reads: int, records: int
) -> None:
    made, client = decide(desk, meeting), sign_in("Some Body", role)
    assert client.get(to("decisions")).status_code == reads
    assert client.get(to("decision", made.ref)).status_code == reads
    assert client.get(to("record_decision", meeting.ref)).status_code == records
    assert client.get(to("look_back", made.ref)).status_code == records
    content = client.get(to("decision", made.ref)).content.decode()
    assert (to("look_back", made.ref) in content) == (records == 200)
