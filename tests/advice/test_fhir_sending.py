"""What is sent to a body that is asked, and what an operator types for it."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from fhirclient.models.bundle import Bundle
from fhirclient.models.capabilitystatement import CapabilityStatement

from alongside.advice.api.description import capability
from alongside.advice.keeping import Said
from alongside.advice.models import AdviceClient, AdviceRequest
from alongside.advice.operations.asking import withdraw_request
from alongside.advice.operations.messages import send_message
from alongside.config.commands.advice import command
from alongside.exchange import fhir
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.models import LedgerEntry
from alongside.people.models import LocalArea
from alongside.web import clock
from tests.advice.exchanging import System, actor_of, make_exchange, make_system, sent
from tests.advice.factories import ASKED, DUE, RECEIVED, Place, after, ask, noon, receive, share

pytestmark = pytest.mark.django_db
LATER = after(20)


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setattr("alongside.config.commands.advice.prepare", lambda: None)
    monkeypatch.setattr(clock, "now", lambda: noon(LATER))
    return make_exchange()


@pytest.fixture
def trust(place: Place) -> System:
    return make_system(place, "RCB", "The Trust")


@pytest.fixture
def request_(place: Place, trust: System) -> AdviceRequest:
    return ask(place, post=trust.post)


def send(system: System, request: AdviceRequest, days: int = 0) -> fhir.Message:
    at = noon(ASKED) + timedelta(days=days)
    return send_message(actor=actor_of(system), at=at, request_ref=request.ref)  # type: ignore[arg-type]


def typed(*words: str) -> Result:
    return CliRunner().invoke(command, [*words, "--area", "york"])


def test_a_request_says_what_is_asked_by_when_and_of_whom(
    place: Place, trust: System, request_: AdviceRequest
) -> None:
    message = send(trust, request_)
    body = message.body
    assert isinstance(body, fhir.AdviceRequest)
    assert (message.receiver.ods, message.sender.la_code) == ("RCB", "816")
    assert (body.kind, body.purpose) == (fhir.AdviceKind.MEDICAL, fhir.Purpose.ASSESSMENT)
    assert (body.received_on, body.due_on) == (None, ASKED + timedelta(weeks=6))
    assert body.framework.questions
    assert Bundle(json.loads(sent(message))).entry
    receive(place, request_)
    assert send(trust, request_, 2).body.due_on == DUE


def test_a_part_names_its_service_and_the_whole_and_has_its_dates(
    place: Place, trust: System, request_: AdviceRequest
) -> None:
    receive(place, request_)
    (part,) = share(place, request_, ("physiotherapy", replace(place.physio, post=trust.post)))
    body = send(trust, part, 3).body
    assert (body.part_of, body.service.code, body.received_on, body.due_on) == (
        request_.ref,
        "physiotherapy",
        RECEIVED,
        DUE,
    )


def test_what_was_said_before_is_the_same_message_again(
    place: Place, trust: System, request_: AdviceRequest
) -> None:
    first = send(trust, request_)
    assert sent(send(trust, request_, 1)) == sent(first)
    receive(place, request_)
    second = send(trust, request_, 2)
    assert (first.sequence, second.sequence) == (1, 2)
    withdraw_request(
        actor=place.officer.actor,
        at=noon(LATER),
        request_ref=request_.ref,
        said=Said(on=LATER, note="They moved."),
    )
    third = send(trust, request_, 21)
    assert (third.body.stage, third.sequence) == (fhir.Stage.WITHDRAWN, 3)
    assert LedgerEntry.objects.filter(verb="advice.send_message").count() == 4


def test_a_body_without_a_code_an_area_without_one_and_a_family_are_asked_in_another_way(
    place: Place, trust: System, request_: AdviceRequest
) -> None:
    assert "no ODS code" in str(typed("send", ask(place, adviser="social_care").ref).exception)
    family = ask(place, adviser="family", post=trust.post)
    with pytest.raises(Refusal, match="asked by people"):
        send(trust, family)
    LocalArea.objects.filter(pk=place.area.pk).update(dfe_code="")
    with pytest.raises(Refusal, match="no DfE code"):
        send(trust, request_)


def test_nobody_else_s_request_is_sent(place: Place, request_: AdviceRequest) -> None:
    with pytest.raises(Hidden):
        send(make_system(place, "RXX", "Another trust"), request_)


def test_one_refused_file_stops_no_other(
    place: Place, trust: System, request_: AdviceRequest, tmp_path: Path
) -> None:
    wrong, right = tmp_path / "wrong.json", tmp_path / "right.json"
    wrong.write_bytes(b"{}")
    right.write_bytes(
        sent(trust.progress(request_, fhir.Stage.RECEIVED, RECEIVED, received_on=RECEIVED))
    )
    done = typed("take", str(wrong), str(right), "--outcome", str(tmp_path))
    assert done.exit_code == 1
    assert "1 of 2 refused." in done.output
    assert (
        json.loads((tmp_path / "wrong.outcome.json").read_text())["issue"][0]["severity"] == "error"
    )
    request_.refresh_from_db()
    assert request_.received_on == RECEIVED


def test_a_file_does_not_come_before_it_was_sent(
    place: Place, trust: System, request_: AdviceRequest, tmp_path: Path
) -> None:
    receive(place, request_)
    file = tmp_path / "advice.json"
    file.write_bytes(sent(trust.reply(request_, LATER)))
    assert "sent after the day" in typed("take", str(file), "--came-on", str(after(10))).output


def test_an_operator_lets_a_system_in_and_out(place: Place, trust: System) -> None:
    until = str(after(100))
    words = ("--organisation", "RCB", "--scope", "advice.read", "--until", until)
    made = typed("register-client", "Records", *words)
    client = AdviceClient.objects.across_areas(reason="test").get()
    secret = made.output.rpartition("client_secret\t")[2].strip()
    assert len(secret) > 40
    assert secret not in client.secret_digest
    listed = typed("clients").output
    assert f"{client.ref}\tRecords\tThe Trust\tadvice.read\tuntil before {until}" in listed
    assert secret not in listed
    assert "may call no more" in typed("revoke-client", client.ref).output
    assert "revoked" in typed("clients").output
    assert isinstance(typed("revoke-client", client.ref).exception, Hidden)


def test_the_capability_statement_is_sound_fhir() -> None:
    told = CapabilityStatement(capability("york"))
    assert told.rest[0].mode == "server"
    assert told.messaging
