"""Messages of FHIR: what is written is true R4 and comes back as it was."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from string import ascii_letters, ascii_uppercase, digits

import pytest
from fhirclient.models.bundle import Bundle
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.gb import nhs

from alongside.exchange import fhir
from alongside.exchange.fhir.codes import NOTE_NEEDED, WORDS_NEEDED
from alongside.exchange.fhir.examples import EXAMPLES, PROGRESS, PROGRESS_MESSAGE
from alongside.exchange.fhir.reading_advice import MEDIA_TYPES

NAMES = fhir.Names("https://alongside.york.example")

letters = st.characters(categories=["L", "M", "N", "P", "S"], include_characters=" \n")
texts = st.text(letters, min_size=1, max_size=12).filter(str.strip)
maybe = texts | st.just("")
keys = st.text(f"{ascii_letters}{digits}._-", min_size=1, max_size=8)
ods = st.text(f"{ascii_uppercase}{digits}", min_size=3, max_size=10)
days = st.dates(date(2015, 1, 1), date(2040, 1, 1))
instants = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))
sent = datetime(2040, 1, 2, tzinfo=UTC)


def _nhs_number(stem: int) -> str:
    return next((f"{stem}{last}" for last in digits if nhs.is_valid(f"{stem}{last}")), "9990000018")


numbers = st.integers(999_000_000, 999_999_999).map(_nhs_number)
statuses = st.sampled_from(fhir.NhsNumberStatus)
TRACED = (fhir.NhsNumberStatus.VERIFIED, fhir.NhsNumberStatus.NOT_TRACED)
OPEN = tuple(set(fhir.NhsNumberStatus) - {*TRACED, fhir.NhsNumberStatus.ABSENT})
numbered = st.tuples(numbers, st.sampled_from(TRACED + OPEN)) | st.tuples(
    st.just(""), st.sampled_from((fhir.NhsNumberStatus.ABSENT, *OPEN))
)
organisations = st.builds(fhir.Organisation, ods=ods, name=maybe) | st.builds(
    fhir.Organisation, la_code=st.text(digits, min_size=3, max_size=3), name=maybe
)
children = numbered.flatmap(
    lambda number: st.builds(
        fhir.Child,
        family_name=texts,
        given_names=st.lists(texts, max_size=3).map(tuple),
        born_on=st.dates(date(1995, 1, 1), date(2014, 12, 31)),
        nhs_number=st.just(number[0]),
        nhs_number_status=st.just(number[1]),
        upn=st.sampled_from(["", "T816400026001", "Z81699992612A"]),
        gender=st.sampled_from(fhir.Gender),
        practice_ods=ods | st.just(""),
    )
)
posts = st.builds(
    fhir.Post, organisations, post=texts, person=maybe, registration=maybe, email=maybe
)
documents = st.builds(
    fhir.Document,
    key=keys,
    title=texts,
    kind=st.sampled_from(fhir.DocumentKind),
    media_type=st.sampled_from(sorted(MEDIA_TYPES)),
    content=st.binary(min_size=1, max_size=200),
    written_on=st.none() | days,
)
services = st.none() | st.builds(fhir.Service, keys, texts)
frameworks = st.builds(
    fhir.Framework,
    keys,
    keys,
    texts,
    st.lists(
        st.builds(fhir.Question, keys, texts, st.booleans()), max_size=3, unique_by=lambda q: q.code
    ).map(tuple),
)
requests = st.tuples(days, days).flatmap(
    lambda pair: st.builds(
        fhir.AdviceRequest,
        reference=keys,
        kind=st.sampled_from(fhir.AdviceKind),
        purpose=st.sampled_from(fhir.Purpose),
        asked_at=instants,
        due_on=st.just(max(pair)),
        child=children,
        asked_by=posts,
        asked_of=organisations,
        framework=frameworks,
        case_reference=keys | st.just(""),
        received_on=st.none() | st.just(min(pair)),
        service=services,
        part_of=keys | st.just(""),
        reason=maybe,
        consents=st.lists(
            st.builds(fhir.Consent, st.sampled_from(fhir.ConsentKind), st.booleans(), days),
            max_size=2,
        ).map(tuple),
        documents=st.lists(documents, max_size=2, unique_by=lambda d: d.key).map(tuple),
    )
)
notes = st.builds(fhir.Note, st.sampled_from(fhir.NoteKind), texts)


def _reasons(stage: fhir.Stage) -> st.SearchStrategy[fhir.Reason | None]:
    allowed = fhir.REASONS.get(stage, ())
    words = texts if stage in WORDS_NEEDED else maybe
    return st.builds(fhir.Reason, st.sampled_from(allowed), words) if allowed else st.none()


progress = st.sampled_from(fhir.Stage).flatmap(
    lambda stage: st.builds(
        fhir.AdviceProgress,
        reference=keys,
        stage=st.just(stage),
        changed_at=instants,
        received_on=st.dates(date(2015, 1, 1), date(2016, 1, 1)),
        due_on=st.none() | st.dates(date(2016, 1, 1), date(2017, 1, 1)),
        service=services,
        reason=_reasons(stage),
        note=notes if stage in NOTE_NEEDED else notes | st.none(),
    )
)


def _subsets(of: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    chosen = st.lists(st.sampled_from(of), max_size=3) if of else st.just([])
    return chosen.map(tuple)


@st.composite
def replies(draw: st.DrawFn) -> fhir.AdviceReply:
    key_lists = st.lists(keys, max_size=3, unique=True)
    needs, outcomes, provisions = draw(key_lists), draw(key_lists), draw(key_lists)
    answers = draw(st.lists(st.builds(fhir.Answer, keys, texts), unique_by=lambda a: a.question))
    return fhir.AdviceReply(
        reference=draw(keys),
        stage=draw(st.sampled_from([fhir.Stage.GIVEN, fhir.Stage.ACCEPTED])),
        given_at=draw(instants),
        child=draw(children),
        author=draw(posts),
        framework=draw(st.tuples(keys, keys)),
        seen_on=tuple(draw(st.lists(days, max_size=3))),
        text=draw(maybe),
        basis=draw(maybe),
        sharing=draw(maybe),
        answers=tuple(answers),
        remarks=tuple(
            fhir.Remark(key, draw(texts), draw(st.sampled_from(fhir.RemarkKind)), draw(maybe))
            for key in draw(key_lists)
        ),
        needs=tuple(fhir.Need(key, draw(texts), draw(maybe)) for key in needs),
        outcomes=tuple(
            fhir.Outcome(key, draw(texts), draw(maybe), draw(maybe), draw(_subsets(needs)))
            for key in outcomes
        ),
        provisions=tuple(
            fhir.Provision(
                key,
                draw(texts),
                draw(st.none() | st.sampled_from(fhir.ProvisionKind)),
                amount=draw(maybe),
                reviewed=draw(maybe),
                needs=draw(_subsets(needs)),
                outcomes=draw(_subsets(outcomes)),
            )
            for key in provisions
        ),
        documents=tuple(draw(st.lists(documents, max_size=2, unique_by=lambda d: d.key))),
    )


def messages(body: st.SearchStrategy[fhir.Body]) -> st.SearchStrategy[fhir.Message]:
    return st.builds(
        fhir.Message,
        message_id=st.uuids().map(str),
        sent_at=st.just(sent) | st.timedeltas(timedelta(0), timedelta(9)).map(lambda d: sent + d),
        sender=organisations,
        receiver=organisations,
        sequence=st.integers(1, 999_999),
        body=body,
        answers=st.uuids().map(str) | st.just(""),
    )


@pytest.fixture(scope="module", autouse=True)
def libraries() -> None:
    """Both libraries load with the first message, which would be slow within an example."""
    for message in EXAMPLES:
        _check_round_trip(message)


def _check_round_trip(message: fhir.Message) -> None:
    content = fhir.write_message(message, names=NAMES)
    Bundle(json.loads(content), strict=True)
    taken = fhir.read_message(content, names=NAMES)
    assert taken.message == message
    assert taken.left_out == ()
    assert taken.stamp == fhir.stamp_of(message)


@settings(max_examples=40, deadline=None)
@given(message=messages(requests))
def test_a_request_comes_back_as_it_was_and_is_true_r4(message: fhir.Message):
    _check_round_trip(message)


@settings(max_examples=40, deadline=None)
@given(message=messages(progress))
def test_word_on_progress_comes_back_as_it_was_and_is_true_r4(message: fhir.Message):
    _check_round_trip(message)


@settings(max_examples=40, deadline=None)
@given(message=messages(replies()))
def test_advice_comes_back_as_it_was_and_is_true_r4(message: fhir.Message):
    _check_round_trip(message)


@pytest.mark.parametrize("message", EXAMPLES, ids=lambda message: message.event.value)
def test_an_example_comes_back_as_it_was_and_is_true_r4(message: fhir.Message):
    _check_round_trip(message)


def test_advice_may_be_documents_alone():
    message = EXAMPLES[2]
    document = fhir.Document("R1", "Report", fhir.DocumentKind.REPORT, "application/pdf", b"%PDF")
    body = fhir.AdviceReply(
        reference="AR-1",
        stage=fhir.Stage.GIVEN,
        given_at=message.sent_at,
        child=message.body.child,
        author=message.body.author,
        documents=(document,),
    )
    _check_round_trip(
        fhir.Message(message.message_id, message.sent_at, message.sender, message.receiver, 1, body)
    )


def test_the_same_message_is_written_alike():
    assert fhir.write_message(EXAMPLES[0], names=NAMES) == fhir.write_message(
        EXAMPLES[0], names=NAMES
    )


def test_word_on_progress_names_no_child():
    content = fhir.write_message(PROGRESS_MESSAGE, names=NAMES).decode()
    assert "Patient" not in content
    assert PROGRESS.reference in content


@pytest.mark.parametrize("stage", fhir.Stage)
def test_every_stage_is_a_state_of_a_task_and_back(stage: fhir.Stage):
    assert fhir.stage_of(*fhir.task_of(stage)) is stage


@pytest.mark.parametrize(
    ("state", "stage"),
    [
        ("requested", "asked"),
        ("received", "received"),
        ("accepted", "triaged"),
        ("rejected", "declined"),
        ("in-progress", "allocated"),
        ("on-hold", "exception"),
        ("completed", "accepted"),
        ("cancelled", "withdrawn"),
        ("failed", "not-given"),
    ],
)
def test_a_state_alone_has_a_plain_meaning(state: str, stage: str):
    assert fhir.stage_of(fhir.TaskState(state), None) is fhir.Stage(stage)


def test_a_business_status_of_another_state_has_no_meaning():
    assert fhir.stage_of(fhir.TaskState.COMPLETED, fhir.Stage.SENT_BACK) is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"nhs_number": "9434765871"}, "cannot exist"),
        ({"practice_ods": "B-"}, "ODS code"),
        ({"family_name": "\x07"}, "control character"),
        ({"nhs_number": ""}, "verification status"),
    ],
)
def test_what_we_would_refuse_is_not_sent(change: dict[str, str], words: str):
    message = EXAMPLES[0]
    child = replace(message.body.child, **change)
    spoiled = replace(message, body=replace(message.body, child=child))
    with pytest.raises(fhir.MessageRefused, match=words):
        fhir.write_message(spoiled, names=NAMES)
