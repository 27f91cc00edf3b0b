"""The assurances of the area: taken over, weighed, judged, and who may do which."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from alongside.board.models import Assurance, AssuranceEvidence, AssuranceJudgement
from alongside.board.operations.assurances import (
    NewWeight,
    add_assurance,
    add_weight,
    judge_assurance,
    take_over_assurances,
)
from alongside.board.queries.assurances import all_assurances, assurance, to_take_over
from alongside.board.rules.codes import Assured, Weighs
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.models import LedgerEntry
from alongside.plan import operations as plan
from alongside.plan.models import Passage, Statement
from tests.board.deciding import Desk, make_assurance, make_desk, make_figure, make_series
from tests.plan.factories import AT, LETTER, TODAY, make_line, make_place, make_statement

pytestmark = pytest.mark.django_db
LATER = datetime(2020, 6, 16, 9, 0, tzinfo=UTC)
SOUGHT = ("health services treat families well;", "Families shape services.", "")


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk(make_place())


@pytest.fixture
def kept(desk: Desk) -> Assurance:
    return make_assurance(desk)


def sought(desk: Desk) -> Statement:
    statement = make_statement(desk.place)
    for order, text in enumerate(SOUGHT, start=1):
        Passage.objects.create(
            area=desk.place.area, statement=statement, section="assurance", order=order, text=text
        )
    return statement


def weigh(
    desk: Desk, kept: Assurance, actor: Actor | None = None, **more: Any
) -> AssuranceEvidence:
    facts = {"weighs": Weighs.FOR, "text": "12 of 15 families said so.", "dated_on": TODAY, **more}
    return add_weight(
        actor=actor or desk.officer, at=AT, assurance_ref=kept.ref, new=NewWeight(**facts)
    )


def judge(
    desk: Desk, kept: Assurance, actor: Actor | None = None, **more: Any
) -> AssuranceJudgement:
    facts = {"assured": Assured.ASSURED, "text": "The survey shows it.", "judged_on": TODAY, **more}
    return judge_assurance(actor=actor or desk.chair, at=AT, assurance_ref=kept.ref, **facts)


def test_what_the_action_plan_wants_to_be_sure_of_is_taken_over_once(desk: Desk) -> None:
    statement = sought(desk)
    (waiting,) = to_take_over(desk.chair)
    assert waiting.texts == ("Health services treat families well.", "Families shape services.")
    taken = take_over_assurances(actor=desk.chair, at=AT, statement_ref=statement.ref)
    assert [(each.order, each.text, each.statement) for each in taken] == [
        (1, "Health services treat families well.", statement),
        (2, "Families shape services.", statement),
    ]
    assert to_take_over(desk.chair) == ()
    assert take_over_assurances(actor=desk.chair, at=AT, statement_ref=statement.ref) == []
    assert LedgerEntry.objects.filter(verb="board.take_over_assurances").count() == 1


def test_one_more_is_added_and_none_twice(desk: Desk, kept: Assurance) -> None:
    added = add_assurance(actor=desk.officer, at=AT, text=" Young people go where they want. ")
    assert (added.order, added.text) == (2, "Young people go where they want.")
    with pytest.raises(Refusal, match="keeps this assurance already"):
        add_assurance(actor=desk.officer, at=AT, text="Families are heard.")
    with pytest.raises(Refusal, match="Say of what"):
        add_assurance(actor=desk.officer, at=AT, text=" ")
    assert LedgerEntry.objects.get(subject_ref=added.ref).verb == "board.add_assurance"


@pytest.mark.parametrize(
    "role", ["board_member", "forum_officer", "commissioner", "chair", "head_of_send"]
)
def test_those_who_answer_report_or_run_the_board_may_add_evidence(
    desk: Desk, kept: Assurance, role: str
) -> None:
    weigh(desk, kept, desk.place.actor("Ada Adds", role))


@pytest.mark.parametrize(
    "role", ["inspector", "independent_scrutineer", "sendiass", "scrutiny_member"]
)
def test_others_may_not(desk: Desk, kept: Assurance, role: str) -> None:
    with pytest.raises(Hidden):
        weigh(desk, kept, desk.place.actor("Ada Adds", role))


def test_evidence_may_come_from_a_line_a_proof_and_a_figure(desk: Desk, kept: Assurance) -> None:
    line = make_line(desk.place)
    proof = plan.attach_evidence(actor=desk.officer, at=AT, line_ref=line.ref, new=LETTER)
    figure = make_figure(desk.place, make_series(desk.place), 2019, 133, 150)
    weigh(desk, kept, line_ref=line.ref, evidence_ref=proof.ref, figure_ref=figure.ref)
    (weight,) = assurance(desk.member, assurance_ref=kept.ref).speaks_for
    assert [(source.kind, source.words) for source in weight.sources] == [
        ("line", "2.1-A Write the strategy together"),
        ("evidence", "Minutes of the board, evidence for 2.1-A"),
        ("figure", "EHC plans issued within 20 weeks: 88.7% (133 of 150), 2019"),
    ]
    assert LedgerEntry.objects.get(subject_ref=kept.ref).verb == "board.add_assurance_evidence"


def test_evidence_that_cannot_be_is_refused(desk: Desk, kept: Assurance) -> None:
    with pytest.raises(Refusal, match="has not come yet") as refused:
        weigh(desk, kept, dated_on=date(2020, 6, 16))
    assert refused.value.field == "dated_on"
    with pytest.raises(Refusal, match="in a sentence"):
        weigh(desk, kept, text=" ")
    with pytest.raises(Hidden):
        weigh(desk, kept, line_ref=make_line(make_place("shire", "Shire")).ref)


def test_the_board_has_not_said_until_it_says(desk: Desk, kept: Assurance) -> None:
    assert assurance(desk.chair, assurance_ref=kept.ref).words == "The board has not said yet"
    judge(desk, kept, assured=Assured.PARTLY)
    judge(desk, kept, assured=Assured.NOT_ASSURED, judged_on=date(2020, 6, 1))
    one = assurance(desk.chair, assurance_ref=kept.ref)
    assert (one.words, one.colour) == ("Partly assured", "amber")
    assert [each.words for each in one.judgements] == ["Partly assured", "Not assured"]
    assert LedgerEntry.objects.filter(verb="board.judge_assurance").count() == 2


def test_only_the_chair_says_how_sure_the_board_is(desk: Desk, kept: Assurance) -> None:
    for actor in (desk.officer, desk.member, desk.scrutineer, make_place("shire", "Shire").chair):
        with pytest.raises(Hidden):
            judge(desk, kept, actor)
    with pytest.raises(Refusal, match="in a sentence"):
        judge(desk, kept, text="")
    judge(desk, kept, desk.place.actor("Vera Vice", "vice_chair"))


def test_evidence_against_that_came_later_is_named(desk: Desk, kept: Assurance) -> None:
    weigh(desk, kept, weighs=Weighs.AGAINST, dated_on=date(2020, 6, 1))
    judge(desk, kept)
    assert not assurance(desk.chair, assurance_ref=kept.ref).has_newer_against
    new = NewWeight(Weighs.AGAINST, "Two families were not asked.", date(2020, 6, 16))
    add_weight(actor=desk.place.forum, at=LATER, assurance_ref=kept.ref, new=new)
    one = assurance(desk.chair, assurance_ref=kept.ref)
    assert one.has_newer_against
    assert [weight.by for weight in one.speaks_against] == ["Frances Forum", "Olive Officer"]


def test_assurances_are_for_those_who_read_the_board_s_work(desk: Desk, kept: Assurance) -> None:
    for role in ("scrutiny_member", "data_analyst", "senco"):
        with pytest.raises(Hidden):
            all_assurances(desk.place.actor("Rita Reader", role))
    shire = make_place("shire", "Shire")
    with pytest.raises(Hidden):
        assurance(shire.chair, assurance_ref=kept.ref)
    assert all_assurances(shire.chair) == ()


def test_taking_over_and_adding_are_for_those_who_run_the_board(desk: Desk) -> None:
    statement = sought(desk)
    for actor in (desk.member, desk.scrutineer):
        with pytest.raises(Hidden):
            take_over_assurances(actor=actor, at=AT, statement_ref=statement.ref)
        with pytest.raises(Hidden):
            add_assurance(actor=actor, at=AT, text="One more.")
    shire = make_desk(make_place("shire", "Shire"))
    with pytest.raises(Hidden):
        take_over_assurances(actor=shire.chair, at=AT, statement_ref=statement.ref)


def refused(name: str, record: models.Model) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        record.save()


@pytest.mark.both_engines
def test_what_the_database_refuses_itself(desk: Desk, kept: Assurance) -> None:
    of = {"area": desk.place.area, "assurance": kept, "recorded_at": AT, "text": "Words."}
    refused("board_assurance_weighs", AssuranceEvidence(weighs="maybe", dated_on=TODAY, **of))
    refused("board_assurance_judged", AssuranceJudgement(assured="maybe", judged_on=TODAY, **of))
    facts = {"area": desk.place.area, "board": desk.board, "created_at": AT}
    refused("board_assurance_says_what", Assurance(order=3, text="", **facts))
    with pytest.raises(IntegrityError), transaction.atomic():
        Assurance(order=kept.order, text="Another.", **facts).save()
