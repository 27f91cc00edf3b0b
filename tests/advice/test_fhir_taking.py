"""Messages of other systems: what each changes, and what is refused with nothing half stored."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from alongside.advice.ingest import NOT_ASKED, TAKEN
from alongside.advice.models import (
    AdviceMessage,
    AdviceRequest,
    AdviceRow,
    AdviceStep,
    AdviceSubmission,
)
from alongside.advice.rules.codes import State
from alongside.casework.models import CaseEvent
from alongside.exchange import fhir
from alongside.files.models import StoredFile
from alongside.ledger.models import LedgerDetail, LedgerEntry
from tests.advice.exchanging import (
    YORK,
    System,
    make_exchange,
    make_system,
    reply_to,
    taken,
)
from tests.advice.factories import RECEIVED, Place, after, ask, noon, receive, share

pytestmark = pytest.mark.django_db
LATER = after(20)


@pytest.fixture
def place() -> Place:
    return make_exchange()


@pytest.fixture
def trust(place: Place) -> System:
    return make_system(place, "RCB", "The Trust")


@pytest.fixture
def request_(place: Place, trust: System) -> AdviceRequest:
    return ask(place, post=trust.post)


@pytest.fixture
def received(place: Place, request_: AdviceRequest) -> AdviceRequest:
    return receive(place, request_)


def state_of(request: AdviceRequest) -> str:
    request.refresh_from_db()
    return str(request.state)


def counts(place: Place) -> tuple[int, ...]:
    """Of everything that a message may change."""
    kept = (AdviceStep, AdviceSubmission, AdviceRow, AdviceMessage, CaseEvent, StoredFile)
    return tuple(each.objects.in_area(place.area.pk).count() for each in kept)


def said(answer: object) -> str:
    return " ".join(issue.sentence for issue in answer.outcome.issues)  # type: ignore[attr-defined]


RECEIPT = {"received_on": RECEIVED}
DECLINED = {"reason": fhir.Reason(fhir.ReasonCode.ADVERSE, "It would close the clinic.")}
NOT_KNOWN = {"reason": fhir.Reason(fhir.ReasonCode.NOT_KNOWN)}
EXCEPTION = {"reason": fhir.Reason(fhir.ReasonCode.ABSENT, "Away for five weeks.")}


def test_a_receipt_by_message_begins_the_six_weeks(
    place: Place, trust: System, request_: AdviceRequest
) -> None:
    answer = taken(
        place, trust.progress(request_, fhir.Stage.RECEIVED, RECEIVED, **RECEIPT), RECEIVED
    )
    assert (answer.is_taken, said(answer)) == (True, TAKEN)
    assert state_of(request_) == State.RECEIVED
    assert request_.received_on == RECEIVED
    event = CaseEvent.objects.in_area(place.area.pk).get(kind="advice_request_received")
    assert event.happened_on == RECEIVED
    assert event.recorded_by_id is None


@pytest.mark.parametrize(
    ("stage", "told", "state"),
    [
        (fhir.Stage.TRIAGED, {}, State.TAKEN_ON),
        (fhir.Stage.NOT_BROUGHT, {}, State.RECEIVED),
        (fhir.Stage.DECLINED, DECLINED, State.DECLINED),
        (fhir.Stage.NOT_GIVEN, NOT_KNOWN, State.NOT_KNOWN),
        (fhir.Stage.EXCEPTION, EXCEPTION, State.RECEIVED),
        (fhir.Stage.APPOINTMENT_BOOKED, {}, State.RECEIVED),
    ],
)
def test_each_stage_does_what_a_person_would_record(
    place: Place,
    trust: System,
    received: AdviceRequest,
    stage: fhir.Stage,
    told: dict,
    state: State,
) -> None:
    answer = taken(place, trust.progress(received, stage, LATER, **told), LATER)
    assert answer.is_taken, said(answer)
    assert state_of(received) == state
    (kept,) = AdviceMessage.objects.in_area(place.area.pk)
    assert (kept.stage, kept.sequence, kept.organisation) == (stage.value, 1, trust.organisation)


def test_news_stands_in_the_history_and_changes_nothing(
    place: Place, trust: System, received: AdviceRequest
) -> None:
    note = fhir.Note(fhir.NoteKind.NOTICE, "The clinic is on 2 June.")
    booked = trust.progress(received, fhir.Stage.APPOINTMENT_BOOKED, LATER, note=note)
    assert taken(place, booked, LATER).is_taken
    step = AdviceStep.objects.in_area(place.area.pk).latest("id")
    assert (step.act, step.happened_on, step.code) == ("news", LATER, "appointment-booked")
    assert step.words == "An appointment is booked. The clinic is on 2 June."
    assert state_of(received) == State.RECEIVED


def test_a_reply_becomes_a_submission_with_its_rows_and_its_file(
    place: Place, trust: System, received: AdviceRequest
) -> None:
    message = trust.reply(
        received,
        LATER,
        text="",
        answers=(fhir.Answer("views", "She points to pictures."),),
        seen_on=(date(2025, 4, 20), date(2025, 4, 27)),
        basis="Two visits.",
        remarks=(fhir.Remark("R1", "Builds with care.", fhir.RemarkKind.STRENGTH),),
        needs=(fhir.Need("N1", "Speech is hard to follow.", "Others turn away."),),
        provisions=(
            fhir.Provision("P1", "Therapy.", who="A therapist", amount="45 minutes", needs=("N1",)),
        ),
        documents=(
            fhir.Document(
                "D1", "Report", fhir.DocumentKind.REPORT, "text/plain", b"What was seen.\n"
            ),
            fhir.Document("D2", "Ada", fhir.DocumentKind.REPORT, "text/plain", b"Her words.\n"),
        ),
    )
    answer = taken(place, message, LATER)
    assert answer.is_taken, said(answer)
    made = AdviceSubmission.objects.in_area(place.area.pk).get()
    assert (made.given_on, made.is_entered_for, made.author_name) == (LATER, True, "Sal Speech")
    assert "She points to pictures." in made.text
    assert made.basis.startswith("Seen on: 20 April 2025, 27 April 2025.")
    assert made.file is not None
    assert made.file.media_type == "text/plain"
    assert [(each.number, each.file.name) for each in made.papers.all()] == [(2, "advice-2.txt")]
    rows = list(made.rows.order_by("order"))
    assert [row.kind for row in rows] == ["strength", "need", "provision"]
    assert rows[2].meets == rows[1]
    assert state_of(received) == State.GIVEN


def _other_child(request: AdviceRequest, trust: System) -> fhir.AdviceReply:
    body = reply_to(request, trust.party, LATER)
    return replace(body, child=replace(body.child, born_on=date(2011, 1, 1)))


def _pictures(request: AdviceRequest, trust: System) -> fhir.AdviceReply:
    """A program that says it is a PDF."""
    false = fhir.Document(
        "D1", "Report", fhir.DocumentKind.REPORT, "application/pdf", b"MZ\x90\x00run"
    )
    return replace(reply_to(request, trust.party, LATER), documents=(false,))


def _long(request: AdviceRequest, trust: System) -> fhir.AdviceReply:
    row = fhir.Provision("P1", "Therapy.", who="x" * 201)
    return replace(reply_to(request, trust.party, LATER), provisions=(row,))


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (_other_child, "not the child of the request"),
        (_pictures, "PDF"),
        (_long, "longer than is kept"),
        (
            lambda r, t: replace(reply_to(r, t.party, LATER), framework=("other", "1")),
            "another framework",
        ),
        (
            lambda r, t: fhir.AdviceProgress(r.ref, fhir.Stage.ACCEPTED, noon(LATER)),
            "for the authority to say",
        ),
        (
            lambda r, t: fhir.AdviceProgress(
                r.ref, fhir.Stage.RECEIVED, noon(LATER), received_on=RECEIVED
            ),
            "received already",
        ),
        (
            lambda r, t: fhir.AdviceProgress(
                r.ref,
                fhir.Stage.NOT_GIVEN,
                noon(LATER),
                reason=fhir.Reason(fhir.ReasonCode.NOT_POSSIBLE),
            ),
            "is no answer",
        ),
        (lambda r, t: replace(reply_to(r, t.party, LATER), reference="nothing"), NOT_ASKED),
    ],
)
def test_what_may_not_be_is_refused_and_nothing_is_stored(
    place: Place, trust: System, received: AdviceRequest, body: object, sentence: str
) -> None:
    before = counts(place)
    answer = taken(place, trust.message(body(received, trust), noon(LATER)), LATER)  # type: ignore[operator]
    assert not answer.is_taken
    assert sentence in said(answer)
    assert counts(place) == before
    assert LedgerEntry.objects.latest("seq").verb == "advice.refuse_message"


def test_a_message_to_somebody_else_or_of_another_body_is_refused(
    place: Place, trust: System, received: AdviceRequest
) -> None:
    stranger = make_system(place, "RXX", "Another trust")
    before = counts(place)
    leeds = fhir.Organisation(la_code="383")
    elsewhere = trust.message(reply_to(received, trust.party, LATER), noon(LATER), receiver=leeds)
    assert "for somebody else" in said(taken(place, elsewhere, LATER))
    assert NOT_ASKED in said(taken(place, stranger.reply(received, LATER), LATER))
    unknown = replace(elsewhere, receiver=YORK, sender=fhir.Organisation(ods="ZZZ99"))
    assert "not known here" in said(taken(place, unknown, LATER))
    assert counts(place) == before


def test_a_caller_may_not_speak_for_somebody_else(
    place: Place, trust: System, received: AdviceRequest
) -> None:
    stranger = make_system(place, "RXX", "Another trust")
    answer = taken(place, trust.reply(received, LATER), LATER, sender=stranger.organisation)
    assert "not who is calling" in said(answer)
    assert state_of(received) == State.RECEIVED


def test_duplicates_change_nothing_and_replays_stale_and_early_ones_are_refused(
    place: Place, trust: System, received: AdviceRequest
) -> None:
    first = trust.progress(received, fhir.Stage.TRIAGED, LATER)
    assert taken(place, first, LATER).is_taken
    before = counts(place)
    again = taken(place, first, LATER)
    assert again.is_taken
    assert said(again) == fhir.TURN_SENTENCES[fhir.Turn.DUPLICATE]
    other = fhir.AdviceProgress(received.ref, fhir.Stage.DRAFTED, noon(LATER))
    for turn, message in (
        (fhir.Turn.ALTERED, replace(first, body=other)),
        (fhir.Turn.REPLAY, trust.message(first.body, noon(LATER))),
        (fhir.Turn.STALE, trust.message(other, noon(LATER), sequence=1)),
        (fhir.Turn.EARLY, trust.message(other, noon(LATER), sequence=5)),
    ):
        answer = taken(place, message, LATER)
        assert (answer.is_taken, said(answer)) == (False, fhir.TURN_SENTENCES[turn])
    assert counts(place) == before


def test_a_time_to_come_is_refused(place: Place, trust: System, received: AdviceRequest) -> None:
    message = trust.message(reply_to(received, trust.party, LATER), noon(LATER + timedelta(days=2)))
    assert "still to come" in said(taken(place, message, LATER))
    assert state_of(received) == State.RECEIVED


def test_what_is_malformed_is_answered_and_the_ledger_says_nothing_of_it(place: Place) -> None:
    answer = taken(
        place, b'{"resourceType": "Bundle", "type": "message", "name": "Ada Testly"}', LATER
    )
    assert not answer.is_taken
    detail = LedgerDetail.objects.latest("pk")
    assert "Testly" not in detail.content + said(answer)


def test_what_the_ledger_keeps_of_a_reply_holds_nothing_of_the_child(
    place: Place, trust: System, received: AdviceRequest
) -> None:
    start = LedgerEntry.objects.latest("seq").seq
    assert taken(place, trust.reply(received, LATER), LATER).is_taken
    found = LedgerDetail.objects.filter(pk__gt=start)
    words = " ".join(found.values_list("content", flat=True))
    assert "advice.take_message" in LedgerEntry.objects.filter(seq__gt=start).values_list(
        "verb", flat=True
    )
    assert "Testly" not in words
    assert "45-minute" not in words


def test_the_system_of_a_body_reaches_no_part_of_another(
    place: Place, trust: System, received: AdviceRequest
) -> None:
    other = make_system(place, "RXX", "Another trust")
    (part,) = share(place, received, ("physiotherapy", place.physio))
    AdviceRequest.objects.in_area(place.area.pk).filter(pk=part.pk).update(post=other.post)
    assert NOT_ASKED in said(taken(place, trust.reply(part, LATER), LATER))
    assert taken(place, other.reply(part, LATER), LATER).is_taken
