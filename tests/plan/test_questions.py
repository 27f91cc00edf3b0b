"""What an import asks is answered by a person, once, and only then becomes a lead or a date."""

import pytest

from alongside.kernel.dates import PartialDate
from alongside.kernel.refusals import Hidden, Refusal
from alongside.plan import operations, queries
from alongside.plan.commands import QuestionAnswer
from alongside.plan.models import ImportQuestion, Line, QuestionCandidate
from tests.plan.factories import AT, TODAY, Place

pytestmark = [pytest.mark.django_db, pytest.mark.scenario(37)]


def ask(
    place: Place, line: Line, kind: str, about: str, printed: str, *posts: str
) -> ImportQuestion:
    question = ImportQuestion.objects.create(
        area_id=line.area_id,
        statement=line.statement,
        line=line,
        kind=kind,
        about=about,
        printed=printed,
        context="CYC (S.S)",
        asked_at=AT,
    )
    for order, title in enumerate(posts, start=1):
        QuestionCandidate.objects.create(
            area_id=line.area_id,
            question=question,
            order=order,
            post=place.post(title),
            proposed=order == 2,
        )
    return question


def test_two_people_with_the_same_initials_are_offered_and_neither_leads_yet(
    place: Place, line: Line
) -> None:
    ask(
        place,
        line,
        "ambiguous_initials",
        "lead",
        "S.S",
        "Medical officer",
        "Director of public health",
    )
    (view,) = queries.questions(place.officer)
    assert (view.printed, view.line_reference) == ("S.S", "2.1-A")
    assert [(c.words, c.proposed) for c in view.candidates] == [
        ("Medical officer, City of York Council", False),
        ("Director of public health, City of York Council", True),
    ]
    assert queries.line_page(place.chair, line_ref=line.ref, today=TODAY).line.leads == ()


def test_the_chosen_post_becomes_the_lead(place: Place, line: Line) -> None:
    question = ask(place, line, "ambiguous_initials", "lead", "S.S", "Medical officer")
    chosen = QuestionAnswer(post_ref=place.post("Medical officer").ref)
    operations.answer_question(actor=place.officer, at=AT, question_ref=question.ref, answer=chosen)
    (led,) = queries.line_page(place.chair, line_ref=line.ref, today=TODAY).line.leads
    assert (led.partner, led.post_title) == ("council", "Medical officer")
    assert queries.questions(place.officer) == ()
    assert queries.questions(place.officer, only_open=False)[0].answer == "Medical officer"


def test_unknown_initials_wait_and_may_be_answered_with_a_note(place: Place, line: Line) -> None:
    question = ask(place, line, "unknown_initials", "lead", "S.D")
    answer = {"actor": place.officer, "at": AT, "question_ref": question.ref}
    with pytest.raises(Refusal, match="Choose the post"):
        operations.answer_question(answer=QuestionAnswer(), **answer)
    operations.answer_question(answer=QuestionAnswer(note="A typing error for S.DV."), **answer)
    assert queries.line_page(place.chair, line_ref=line.ref, today=TODAY).line.leads == ()
    with pytest.raises(Refusal, match="answered already"):
        operations.answer_question(answer=QuestionAnswer(note="Again."), **answer)


def test_an_unclear_date_becomes_a_date_only_when_somebody_says_so(
    place: Place, line: Line
) -> None:
    question = ask(place, line.parent, "unclear_date", "end", "March 2-21")
    answer = {"actor": place.officer, "at": AT, "question_ref": question.ref}
    with pytest.raises(Refusal, match="Give the date"):
        operations.answer_question(answer=QuestionAnswer(), **answer)
    with pytest.raises(Refusal, match="about a date"):
        operations.answer_question(
            answer=QuestionAnswer(post_ref=place.post("Officer").ref), **answer
        )
    operations.answer_question(answer=QuestionAnswer(on=PartialDate(2021, 3)), **answer)
    page = queries.line_page(place.chair, line_ref=line.parent.ref, today=TODAY)
    assert page.line.end == PartialDate(2021, 3)
    assert page.line.slip_count == 0


def test_whoever_may_not_change_the_plan_sees_no_questions(place: Place, line: Line) -> None:
    question = ask(place, line, "unknown_initials", "lead", "S.D")
    for actor in (place.chair, place.forum):
        with pytest.raises(Hidden):
            queries.questions(actor)
        with pytest.raises(Hidden):
            operations.answer_question(
                actor=actor, at=AT, question_ref=question.ref, answer=QuestionAnswer(note="No.")
            )
