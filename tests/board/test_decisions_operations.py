"""Recording what the board decided and what that rests on, and looking back on it."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, models, transaction

from alongside.board.models import AgendaItem, Decision, DecisionBasis, LookBack, Meeting
from alongside.board.operations.decisions import NewLookBack, look_back
from alongside.board.queries.decisions import decision as decision_of
from alongside.board.rules.codes import LookBackVerdict
from alongside.kernel.refusals import Hidden, Refusal, Refusals
from alongside.ledger.models import LedgerEntry
from alongside.measures.operations import NewFigure, correct_figure
from alongside.plan import operations as plan
from alongside.plan.models import Evidence
from tests.board.deciding import (
    KNOWN,
    Desk,
    decide,
    held_meeting,
    make_desk,
    make_figure,
    make_series,
)
from tests.board.factories import make_meeting
from tests.plan.factories import AT, LETTER, TODAY, make_line, make_place

pytestmark = pytest.mark.django_db
SEPTEMBER = datetime(2020, 9, 2, 9, 0, tzinfo=UTC)
SEEN = NewLookBack(LookBackVerdict.PARTLY, "Fewer plans were late.", date(2020, 9, 2))


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk(make_place())


@pytest.fixture
def meeting(desk: Desk) -> Meeting:
    return held_meeting(desk)


def evidence(desk: Desk) -> Evidence:
    made: Evidence = plan.attach_evidence(
        actor=desk.officer, at=AT, line_ref=make_line(desk.place).ref, new=LETTER
    )
    return made


def test_a_decision_keeps_its_number_its_bases_and_the_words_of_its_figures(
    desk: Desk, meeting: Meeting
) -> None:
    series = make_series(desk.place)
    figure = make_figure(desk.place, series, 2019, 133, 150)
    proof = evidence(desk)
    made = decide(
        desk,
        meeting,
        figure_refs=(figure.ref,),
        evidence_refs=(proof.ref,),
        documents=("Paper 7", " "),
    )
    bases = DecisionBasis.objects.in_area(desk.place.area.pk).filter(decision=made).order_by("id")
    assert list(bases.values_list("kind", "then_words", "document")) == [
        ("figure", "88.7% (133 of 150), 2019", ""),
        ("evidence", "", ""),
        ("document", "", "Paper 7"),
    ]
    assert (made.number, made.was_quorate) == ("D1", True)
    assert decide(desk, meeting, text="Pay for it.").number == "D2"
    entry = LedgerEntry.objects.get(subject_ref=made.ref)
    assert entry.verb == "board.record_decision"


def test_a_form_that_arrives_twice_records_one_decision(desk: Desk, meeting: Meeting) -> None:
    decide(desk, meeting)
    with pytest.raises(Refusal, match="It stands as D1"):
        decide(desk, meeting)


def test_a_meeting_without_quorum_marks_its_decisions(desk: Desk) -> None:
    made = decide(desk, held_meeting(desk, was_quorate=False))
    assert not made.was_quorate
    assert decision_of(desk.chair, decision_ref=made.ref).quorum_words == "Made without a quorum"


def test_a_decision_without_any_basis_is_refused(desk: Desk, meeting: Meeting) -> None:
    with pytest.raises(Refusals, match="A decision rests on something"):
        decide(desk, meeting, documents=(" ", ""))
    assert not Decision.objects.in_area(desk.place.area.pk).exists()


def test_a_meeting_that_was_not_held_or_is_signed_decides_nothing(
    desk: Desk, meeting: Meeting
) -> None:
    planned = make_meeting(desk.place, desk.board, date(2020, 7, 15))
    with pytest.raises(Refusal, match="has not been held yet"):
        decide(desk, planned)
    meeting.signed_at, meeting.minutes_digest = AT, "a" * 64
    meeting.save()
    with pytest.raises(Refusal, match="are signed"):
        decide(desk, meeting)


def test_who_may_record_a_decision(desk: Desk, meeting: Meeting) -> None:
    shire = make_place("shire", "Shire")
    for actor in (desk.member, desk.scrutineer, desk.scrutiny, shire.officer):
        with pytest.raises(Hidden):
            decide(desk, meeting, actor)
    decide(desk, meeting, desk.chair)


def test_a_figure_that_was_corrected_by_the_meeting_is_chosen_again(
    desk: Desk, meeting: Meeting
) -> None:
    wrong = make_figure(desk.place, make_series(desk.place), 2019, 133, 150)
    _correct(desk, wrong.ref, 120, at=KNOWN)
    with pytest.raises(Refusal, match="was corrected before it") as refused:
        decide(desk, meeting, figure_refs=(wrong.ref,))
    assert refused.value.field == "figures"


def test_a_figure_that_came_after_the_meeting_is_no_basis(desk: Desk, meeting: Meeting) -> None:
    later = make_figure(desk.place, make_series(desk.place), 2019, 133, 150, at=AT)
    with pytest.raises(Refusal, match="came later than that day"):
        decide(desk, meeting, figure_refs=(later.ref,))


def test_a_decision_recorded_later_rests_on_the_figure_that_was_known_then(
    desk: Desk, meeting: Meeting
) -> None:
    known = make_figure(desk.place, make_series(desk.place), 2019, 133, 150)
    _correct(desk, known.ref, 120)
    made = decide(desk, meeting, figure_refs=(known.ref,))
    (figure,) = decision_of(desk.officer, decision_ref=made.ref).figures
    assert figure.then == "88.7% (133 of 150), 2019"
    assert figure.corrected == "80.0% (120 of 150), 2019"


def test_evidence_and_figures_of_another_area_are_no_basis(desk: Desk, meeting: Meeting) -> None:
    shire = make_desk(make_place("shire", "Shire"))
    figure = make_figure(shire.place, make_series(shire.place), 2019, 1, 2)
    with pytest.raises(Refusal, match="belongs elsewhere"):
        decide(desk, meeting, figure_refs=(figure.ref,))
    with pytest.raises(Refusal, match="belongs elsewhere"):
        decide(desk, meeting, evidence_refs=(evidence(shire).ref,))


def test_withdrawn_evidence_is_no_basis(desk: Desk, meeting: Meeting) -> None:
    proof = evidence(desk)
    plan.withdraw_evidence(actor=desk.officer, at=AT, evidence_ref=proof.ref, reason="Wrong file.")
    with pytest.raises(Refusal, match="has been withdrawn"):
        decide(desk, meeting, evidence_refs=(proof.ref,))


def test_the_item_belongs_to_the_meeting(desk: Desk, meeting: Meeting) -> None:
    other = make_meeting(desk.place, desk.board, date(2020, 8, 12))
    items = [
        AgendaItem.objects.create(
            area=desk.place.area, meeting=each, order=1, kind="decision", title="Officers"
        )
        for each in (meeting, other)
    ]
    assert decide(desk, meeting, item_ref=items[0].ref).item == items[0]
    with pytest.raises(Hidden):
        decide(desk, meeting, item_ref=items[1].ref)


def test_a_document_is_named_in_few_words(desk: Desk, meeting: Meeting) -> None:
    with pytest.raises(Refusal, match="at most 300 characters") as refused:
        decide(desk, meeting, documents=("x" * 301,))
    assert refused.value.field == "documents"


def _correct(desk: Desk, ref: str, numerator: int, at: datetime = AT) -> None:
    new = NewFigure(
        date(2019, 1, 1), date(2020, 1, 1), numerator=numerator, denominator=150, note="Miscounted."
    )
    correct_figure(actor=desk.officer, at=at, figure_ref=ref, new=new)


def test_a_look_back_keeps_the_figures_as_they_were_on_its_day(
    desk: Desk, meeting: Meeting
) -> None:
    series = make_series(desk.place)
    figure = make_figure(desk.place, series, 2018, 133, 150)
    made = decide(desk, meeting, figure_refs=(figure.ref,))
    make_figure(desk.place, series, 2019, 121, 192)
    seen = look_back(actor=desk.chair, at=SEPTEMBER, decision_ref=made.ref, new=SEEN)
    assert seen.figures == [
        {
            "series_ref": series.ref,
            "title": "EHC plans issued within 20 weeks",
            "then": "88.7% (133 of 150), 2018",
            "now": "63.0% (121 of 192), 2019",
            "moved_words": "Moved the wrong way",
        }
    ]
    verbs = LedgerEntry.objects.filter(subject_ref=made.ref).order_by("seq")
    assert [entry.verb for entry in verbs] == ["board.record_decision", "board.look_back"]


def test_a_kept_look_back_does_not_change_when_figures_do(desk: Desk, meeting: Meeting) -> None:
    series = make_series(desk.place)
    made = decide(desk, meeting, figure_refs=(make_figure(desk.place, series, 2018, 133, 150).ref,))
    look_back(actor=desk.chair, at=SEPTEMBER, decision_ref=made.ref, new=SEEN)
    make_figure(desk.place, series, 2019, 121, 192)
    (look,) = decision_of(desk.chair, decision_ref=made.ref).looks
    assert (look.figures[0].now, look.figures[0].moved_words) == (
        "88.7% (133 of 150), 2018", "No newer figure yet",
    )  # fmt: skip


def test_what_is_no_look_back_is_refused(desk: Desk, meeting: Meeting) -> None:
    made = decide(desk, meeting)
    with pytest.raises(Hidden):
        look_back(actor=desk.scrutineer, at=SEPTEMBER, decision_ref=made.ref, new=SEEN)
    with pytest.raises(Hidden):
        look_back(
            actor=make_place("shire", "Shire").chair, at=SEPTEMBER, decision_ref=made.ref, new=SEEN
        )
    with pytest.raises(Refusals, match="has not come yet"):
        look_back(actor=desk.chair, at=AT, decision_ref=made.ref, new=SEEN)
    early = NewLookBack(LookBackVerdict.CHANGED, "Yes.", date(2020, 6, 10))
    with pytest.raises(Refusals, match="It looks back after that"):
        look_back(actor=desk.chair, at=AT, decision_ref=made.ref, new=early)


def test_a_look_back_may_name_its_meeting(desk: Desk, meeting: Meeting) -> None:
    later = held_meeting(desk, date(2020, 9, 2))
    new = NewLookBack(LookBackVerdict.CHANGED, "Yes.", date(2020, 9, 2), meeting_ref=later.ref)
    made = decide(desk, meeting)
    assert (
        look_back(actor=desk.chair, at=SEPTEMBER, decision_ref=made.ref, new=new).meeting == later
    )


def refused(name: str, record: models.Model) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        record.save()


@pytest.mark.both_engines
def test_what_the_database_refuses_itself(desk: Desk, meeting: Meeting) -> None:
    made = decide(desk, meeting)
    figure = make_figure(desk.place, make_series(desk.place), 2019, 1, 2)
    of = {"area": desk.place.area, "decision": made}
    refused("board_basis_is_one_thing", DecisionBasis(kind="figure", figure=figure, **of))
    refused("board_basis_is_one_thing", DecisionBasis(kind="document", **of))
    refused("board_basis_is_one_thing", DecisionBasis(kind="wish", document="Paper", **of))
    look = {"looked_on": TODAY, "text": "Yes.", "recorded_at": AT}
    refused("board_look_back_verdict", LookBack(verdict="maybe", **of, **look))
    again = Decision(
        area=desk.place.area, meeting=meeting, number="D1", text="Again", should_change="More",
        look_back_on=TODAY, was_quorate=True, recorded_at=AT,
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()
    again.number, again.text = "D7", ""
    refused("board_decision_says_what", again)
