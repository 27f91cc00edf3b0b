"""What rows of an EHC plan rest on, what authors say of them, and the family's own evidence."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.files.base import ContentFile

from alongside.advice.models import FamilyReport, UseAnswer
from alongside.advice.operations import family_reports, using
from alongside.advice.operations.family_reports import NewReport, NewSharing
from alongside.advice.operations.using import NewAnswer
from alongside.advice.queries.family_reports import case_reports, report_file, shared_reports
from alongside.advice.queries.use_values import UseView
from alongside.advice.queries.using import author_uses, case_uses, sources_of, use_of_author
from alongside.advice.rules.codes import Adviser
from alongside.advice.rules.using import Settled, UseState
from alongside.casework.models import ChildAddress
from alongside.casework.operations.plans import issue_draft
from alongside.casework.queries.draft_rows import case_draft
from alongside.casework.rules.plans.codes import VersionKind
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.models import LedgerEntry
from alongside.notices.models import Notice
from alongside.people.models import LocalArea
from tests.advice.factories import Place, make_place, noon
from tests.advice.use_factories import (
    DRAFTED,
    SESSIONS,
    Drafted,
    answer,
    at_noon,
    drafted,
    later,
    name,
    rewrite,
    settle,
)
from tests.casework import plan_factories as plans
from tests.casework.factories import happen
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db


@pytest.fixture
def area(db: None) -> LocalArea:
    return make_area()


@pytest.fixture
def place(area: LocalArea) -> Place:
    return make_place(area)


@pytest.fixture
def draft(place: Place) -> Drafted:
    return drafted(place)


def decide(draft: Drafted) -> None:
    """That an EHC plan is made: by whoever may decide."""
    draft.place.case.refresh_from_db()
    happen(draft.place.head.actor, draft.place.case, "decided_to_issue", DRAFTED)


def states(draft: Drafted, days: int = 0, number: int | None = None) -> dict[str, UseView]:
    found = case_uses(
        draft.place.officer.actor, case_ref=draft.place.case.ref, today=later(days), number=number
    )
    return {use.key: use for each in found.rows for use in each.uses}


@pytest.mark.scenario(13)
def test_scenario_13_the_author_sees_their_rows_objects_and_silence_is_flagged(
    draft: Drafted,
) -> None:
    """The draft is mended after one objection, another row is kept with its reason, and one is not
    answered: flagged on day 15, the first after ten working days.
    """
    speech = draft.place.speech
    need = name(draft, "b1", draft.code("need"))
    given_help = name(draft, "f1", draft.code("provision"))
    mine = author_uses(speech.actor, request_ref=draft.request.ref, today=DRAFTED)
    shown = [each.row.headline for each in mine.rows if each.row]
    assert shown == [
        "Long instructions are hard to follow.",
        "A programme of understanding language",
    ]
    assert not any(
        "Needs" in label for each in mine.rows if each.row for label, _ in each.row.boxes
    )

    objection = answer(
        speech, draft.request, given_help, later(3), "A therapist, not an assistant."
    )
    assert states(draft, 3)[given_help.key].state is UseState.OBJECTED
    rewrite(draft, "f1", later(4), who="A speech and language therapist")
    settle(draft, objection, later(4), settled="mended", row=given_help.key)
    assert states(draft, 4)[given_help.key].state is UseState.WAITS
    answer(speech, draft.request, given_help, later(5))
    assert states(draft, 5)[given_help.key].state is UseState.YES

    assert states(draft, 14)[need.key].state is UseState.WAITS
    assert states(draft, 15)[need.key].state is UseState.UNANSWERED


def test_a_row_that_stays_says_why_and_its_author_is_told(draft: Drafted) -> None:
    use = name(draft, "f1", draft.code("provision"))
    objection = answer(draft.place.speech, draft.request, use, later(2), "Twice a week.")
    with pytest.raises(Refusal, match="Say why the row stays"):
        settle(draft, objection, later(3), settled="kept")
    settle(draft, objection, later(3), settled="kept", reason="The school gives it every day.")
    found = states(draft, 3)[use.key]
    assert found.state is UseState.KEPT
    assert found.last is not None
    assert found.last.settled is Settled.KEPT
    assert found.last.reason == "The school gives it every day."
    told = {
        each.sentence
        for each in Notice.objects.in_area(draft.place.area.pk).filter(
            person_id=draft.place.speech.actor.person_id
        )
    }
    assert "An EHC plan uses your advice. Say whether it does so rightly." in told
    assert "Your objection to how an EHC plan uses your advice was answered." in told
    with pytest.raises(Refusal, match="answered already"):
        settle(draft, objection, later(4), settled="kept", reason="Again.")


def test_a_draft_is_not_mended_while_the_row_still_says_it(draft: Drafted) -> None:
    use = name(draft, "f1", draft.code("provision"))
    objection = answer(draft.place.speech, draft.request, use, later(2), "Twice a week.")
    with pytest.raises(Refusal, match="still says what was objected to"):
        settle(draft, objection, later(3), settled="mended", row=use.key)


def test_the_row_that_says_it_now_rests_on_the_same_advice(draft: Drafted) -> None:
    use = name(draft, "f1", draft.code("provision"))
    objection = answer(draft.place.speech, draft.request, use, later(2), "It is two kinds of help.")
    made = plans.add(
        draft.place.officer.actor,
        draft.plan,
        plans.Section.F,
        replace(plans.HEALTH, needs=(), outcomes=()),
        at=at_noon(3),
    )
    settle(draft, objection, later(3), settled="mended", row=made.key)
    found = states(draft, 3)
    assert found[use.key].state is UseState.MENDED
    assert found[made.key].state is UseState.WAITS


def test_no_answer_and_no_objection_delays_issuing_and_what_was_said_stays(draft: Drafted) -> None:
    use = name(draft, "f1", draft.code("provision"))
    answer(draft.place.speech, draft.request, use, later(1), "Twice a week.")
    draft.plan.refresh_from_db()
    decide(draft)
    issue_draft(
        actor=draft.place.officer.actor,
        at=at_noon(1),
        version_ref=draft.plan.ref,
        expected_version=draft.plan.version,
    )
    head = draft.place.officer.actor
    plans.begin(head, draft.place.case, VersionKind.FINAL, at=at_noon(17))
    assert states(draft, 17)[use.key].state is UseState.OBJECTED
    using.remove_source(actor=head, at=at_noon(17), use_ref=use.ref)
    assert states(draft, 17) == {}
    kept = states(draft, 17, number=1)[use.key]
    assert kept.last is not None
    assert kept.last.words == "Twice a week."
    assert "A programme of understanding language" in kept.last.said


def test_an_author_sees_nobody_elses_rows_and_answers_for_nobody(draft: Drafted) -> None:
    place = draft.place
    use = name(draft, "f1", draft.code("provision"))
    for who in (place.physio, place.doctor, place.officer):
        with pytest.raises(Hidden):
            author_uses(who.actor, request_ref=draft.request.ref, today=DRAFTED)
        with pytest.raises(Hidden):
            use_of_author(who.actor, use_ref=use.ref, today=DRAFTED)
        with pytest.raises(Hidden):
            using.answer_use(
                actor=who.actor,
                at=at_noon(1),
                use_ref=use.ref,
                new=NewAnswer(answer="yes", seen="x"),
            )
    with pytest.raises(Hidden):
        case_uses(place.speech.actor, case_ref=place.case.ref, today=DRAFTED)
    with pytest.raises(Hidden):
        case_draft(place.speech.actor, case_ref=place.case.ref, today=DRAFTED)


def test_an_answer_about_words_that_changed_is_refused(draft: Drafted) -> None:
    use = name(draft, "f1", draft.code("provision"))
    seen = author_uses(draft.place.speech.actor, request_ref=draft.request.ref, today=DRAFTED)
    row = seen.rows[0].row
    assert row is not None
    rewrite(draft, "f1", later(1), how_often="Once a week")
    with pytest.raises(Refusal, match="changed meanwhile"):
        using.answer_use(
            actor=draft.place.speech.actor,
            at=at_noon(1),
            use_ref=use.ref,
            new=NewAnswer(answer="yes", seen=row.digest),
        )
    assert not UseAnswer.objects.in_area(draft.place.area.pk).exists()


def test_advice_that_was_not_checked_informs_a_draft_and_no_final(place: Place) -> None:
    draft = drafted(place, is_accepted=False)
    name(draft, "f1", draft.code("provision"))
    draft.plan.refresh_from_db()
    head = place.officer.actor
    decide(draft)
    issue_draft(
        actor=head, at=at_noon(1), version_ref=draft.plan.ref, expected_version=draft.plan.version
    )
    plans.begin(head, place.case, VersionKind.FINAL, at=at_noon(17))
    with pytest.raises(Refusal, match="A final EHC plan rests on advice that was accepted"):
        name(draft, "b1", draft.code("need"), on=later(17))


def test_help_with_nothing_behind_it_and_advice_that_appears_nowhere(draft: Drafted) -> None:
    head, ref = draft.place.officer.actor, draft.place.case.ref
    before = case_uses(head, case_ref=ref, today=DRAFTED)
    assert before.without == (draft.parts["f1"].key,)
    assert [each.words for each in before.nowhere] == ["She loses long instructions.", SESSIONS]
    name(draft, "f1", draft.code("provision"))
    after_it = case_uses(head, case_ref=ref, today=DRAFTED)
    assert after_it.without == ()
    assert [each.words for each in after_it.nowhere] == ["She loses long instructions."]


def test_the_same_is_not_named_twice_and_nothing_of_another_case(
    draft: Drafted,
) -> None:
    name(draft, "f1", draft.code("provision"))
    with pytest.raises(Refusal, match="rests on this already"):
        name(draft, "f1", draft.code("provision"))
    _, _, left = sources_of(
        draft.place.officer.actor,
        case_ref=draft.place.case.ref,
        key=draft.parts["f1"].key,
        today=DRAFTED,
    )
    assert draft.code("provision") not in [each.code for each in left]
    for wrong in ("row:zzzzzzzzzzzzzzzz", "advice:zz", "report:zz", "letter:zz", ""):
        with pytest.raises(Hidden):
            name(draft, "f1", wrong)


def test_restricted_places_stay_out_of_what_an_author_reads(draft: Drafted) -> None:
    rewrite(draft, "f1", later(0), where="Example Primary, in a quiet room")
    name(draft, "f1", draft.code("provision"))
    actor, ref = draft.place.speech.actor, draft.request.ref
    open_row = author_uses(actor, request_ref=ref, today=DRAFTED).rows[0].row
    assert open_row is not None
    assert "Example Primary" in open_row.text
    restrict(draft)
    closed = author_uses(actor, request_ref=ref, today=DRAFTED).rows[0].row
    assert closed is not None
    assert "Example Primary" not in closed.text
    assert closed.digest == open_row.digest


def restrict(draft: Drafted) -> None:
    ChildAddress.objects.create(
        area=draft.place.area,
        child=draft.place.case.child,
        address="1 Hidden Lane",
        postcode="YO1 1AA",
        restriction="confidential",
        added_at=at_noon(0),
    )


REPORT = NewReport(
    title="Report by a speech therapist",
    given_by="His mother",
    author="Priya Vate",
    received_on=DRAFTED,
    source="email",
)


def report(place: Place, **told: Any) -> FamilyReport:
    new = replace(REPORT, **told)
    return family_reports.record_report(
        actor=place.officer.actor, at=noon(DRAFTED), case_ref=place.case.ref, new=new
    )


@pytest.mark.scenario(12)
def test_scenario_12_a_private_report_is_logged_with_why_and_is_a_source(draft: Drafted) -> None:
    made = report(
        draft.place,
        bought="late",
        bought_words="Speech therapy had not answered in week 11.",
        late_request=draft.request.ref,
    )
    family_reports.consider_report(
        actor=draft.place.officer.actor,
        at=at_noon(1),
        report_ref=made.ref,
        outcome="used",
        words="Row F1 rests on it.",
    )
    use = name(draft, "f1", f"report:{made.ref}")
    found = case_uses(draft.place.officer.actor, case_ref=draft.place.case.ref, today=DRAFTED)
    assert found.without == ()
    assert use.submission is None
    _, (kept,) = case_reports(
        draft.place.officer.actor, case_ref=draft.place.case.ref, today=later(1)
    )
    assert kept.late_request == (draft.request.ref, Adviser.SPEECH)
    assert kept.bought_words == "Speech therapy had not answered in week 11."
    assert [each.by for each in kept.considered] == ["Olive Officer"]
    said = str(list(LedgerEntry.objects.filter(verb__startswith="advice.").values("verb")))
    assert "advice.record_report" in said
    assert "Priya" not in said


def test_advisers_read_a_report_only_once_the_family_agreed(draft: Drafted) -> None:
    made = report(draft.place, upload=ContentFile(b"What she found.\n", "report.txt"))
    place, ref = draft.place, made.ref
    assert shared_reports(place.speech.actor, request_ref=draft.request.ref, today=DRAFTED)[1] == ()
    with pytest.raises(Hidden):
        report_file(place.speech.actor, report_ref=ref, today=DRAFTED)
    share_it(place, ref, agreed=True)
    (seen,) = shared_reports(place.speech.actor, request_ref=draft.request.ref, today=DRAFTED)[1]
    assert seen.title == REPORT.title
    assert report_file(place.speech.actor, report_ref=ref, today=DRAFTED)[0] == place.case.ref
    with pytest.raises(Hidden):
        report_file(place.physio.actor, report_ref=ref, today=DRAFTED)
    share_it(place, ref, agreed=False)
    with pytest.raises(Hidden):
        report_file(place.speech.actor, report_ref=ref, today=DRAFTED)


def share_it(place: Place, ref: str, *, agreed: bool) -> None:
    family_reports.share_report(
        actor=place.officer.actor,
        at=noon(DRAFTED),
        report_ref=ref,
        new=NewSharing(agreed=agreed, on=DRAFTED, how="His mother, by e-mail."),
    )


def test_nothing_that_the_family_gives_is_refused_for_being_late_or_private(place: Place) -> None:
    """Before advice was asked for, and before an EHC plan is begun."""
    assert report(place) is not None
    with pytest.raises(Hidden):
        family_reports.record_report(
            actor=place.speech.actor, at=noon(DRAFTED), case_ref=place.case.ref, new=REPORT
        )
