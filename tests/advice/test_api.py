"""The API: who may call, what is answered, and that the same call is answered the same."""

import base64
import logging
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from alongside.advice.api import calls
from alongside.advice.models import AdviceClient, AdviceMessage, AdviceRequest, AdviceToken
from alongside.advice.operations.clients import revoke_client
from alongside.advice.rules.codes import State
from alongside.config.operator import operator_in
from alongside.exchange import fhir
from alongside.ledger.models import LedgerDetail, LedgerEntry
from alongside.web import clock
from tests.advice.calling import Caller, make_caller, outcome_of
from tests.advice.exchanging import System, make_exchange, make_system, sent
from tests.advice.factories import RECEIVED, Place, after, ask, noon, receive
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db
LATER = after(20)
NOW = noon(LATER)


@pytest.fixture(autouse=True)
def _then(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def place() -> Place:
    return make_exchange()


@pytest.fixture
def trust(place: Place) -> System:
    return make_system(place, "RCB", "The Trust")


@pytest.fixture
def request_(place: Place, trust: System) -> AdviceRequest:
    return receive(place, ask(place, post=trust.post))


@pytest.fixture
def caller(trust: System) -> Caller:
    return make_caller(trust, NOW)


def test_a_token_is_given_for_the_secret_and_kept_only_as_a_digest(caller: Caller) -> None:
    told = caller.ask_token().json()
    assert (told["token_type"], told["expires_in"]) == ("Bearer", 1800)
    assert told["scope"] == "advice.read advice.write"
    kept = AdviceToken.objects.across_areas(reason="test").get()
    assert told["access_token"] not in kept.digest
    client = AdviceClient.objects.across_areas(reason="test").get()
    assert caller.secret not in client.secret_digest
    assert LedgerEntry.objects.latest("seq").verb == "advice.issue_token"


def test_the_secret_may_come_in_the_header(caller: Caller) -> None:
    pair = base64.b64encode(f"{caller.client_id}:{caller.secret}".encode()).decode()
    said = {"Authorization": f"Basic {pair}"}
    answer = caller.http.post(
        "/api/york/token",
        "grant_type=client_credentials&scope=advice.read",
        headers=said,
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.json()["scope"] == "advice.read"


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"client_secret": "wrong"}, "invalid_client"),
        ({"client_id": "nobody"}, "invalid_client"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"scope": "advice.everything"}, "invalid_scope"),
    ],
)
def test_no_token_is_given_otherwise(caller: Caller, changed: dict[str, str], error: str) -> None:
    answer = caller.ask_token(**changed)
    assert answer.status_code in (400, 401)
    assert answer.json()["error"] == error
    assert LedgerEntry.objects.latest("seq").verb == "advice.refuse_message"


def test_a_client_of_another_area_one_that_ended_and_one_revoked_get_no_token(
    place: Place, trust: System, caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = caller.token()
    make_area("hull", "Hull")
    elsewhere = Caller(Client(), "hull", caller.client_id, caller.secret)
    assert elsewhere.ask_token().json()["error"] == "invalid_client"
    with monkeypatch.context() as later:
        later.setattr(clock, "now", lambda: NOW + timedelta(days=300))
        assert caller.ask_token().json()["error"] == "invalid_client"
        assert caller.tasks(token).status_code == 401
    actor = operator_in(place.area)
    revoke_client(actor=actor, at=NOW, client_ref=caller.client_id)
    assert caller.ask_token().json()["error"] == "invalid_client"
    assert caller.tasks(token).status_code == 401


def test_a_message_is_taken_and_the_ledger_says_so(
    place: Place, trust: System, request_: AdviceRequest, caller: Caller
) -> None:
    answer = caller.post(sent(trust.reply(request_, LATER)))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/fhir+json")
    assert outcome_of(answer) == "The message was taken."
    request_.refresh_from_db()
    assert (request_.state, request_.first_given_on) == (State.GIVEN, LATER)
    assert LedgerEntry.objects.filter(verb="advice.take_message").count() == 1


def test_the_same_key_gives_the_same_answer_and_another_message_is_refused(
    place: Place, trust: System, request_: AdviceRequest, caller: Caller
) -> None:
    first, second = (
        sent(trust.progress(request_, stage, LATER))
        for stage in (fhir.Stage.TRIAGED, fhir.Stage.DRAFTED)
    )
    key = {"Idempotency-Key": "b1a7e0c2-0001"}
    answers = [caller.post(first, **key) for _ in range(2)]
    assert answers[0].content == answers[1].content
    assert AdviceMessage.objects.in_area(place.area.pk).count() == 1
    other = caller.post(second, **key)
    assert (other.status_code, outcome_of(other)) == (
        422,
        "This key was used for another message. Choose a new key.",
    )
    assert caller.post(second).status_code == 200
    assert caller.post(second, **{"Idempotency-Key": "x"}).status_code == 400


def test_refusals_have_their_status_and_an_outcome(
    place: Place, trust: System, request_: AdviceRequest, caller: Caller
) -> None:
    stranger = make_system(place, "RXX", "Another trust")
    early = trust.message(
        fhir.AdviceProgress(request_.ref, fhir.Stage.TRIAGED, NOW), NOW, sequence=7
    )
    ours = trust.message(
        fhir.AdviceProgress(request_.ref, fhir.Stage.ACCEPTED, NOW), NOW, sequence=1
    )
    for data, status in (
        (b"{}", 400),
        (b"not json", 400),
        (sent(early), 409),
        (sent(ours), 422),
        (sent(stranger.reply(request_, LATER)), 403),
    ):
        answer = caller.post(data)
        assert (answer.status_code, bool(outcome_of(answer))) == (status, True)
    unheard = make_caller(stranger, NOW).post(sent(stranger.reply(request_, LATER)))
    assert unheard.status_code == 404


def test_calls_without_leave_are_refused(trust: System, caller: Caller, place: Place) -> None:
    reads = make_caller(trust, NOW, scopes=("advice.read",))
    assert reads.post(b"{}").status_code == 403
    assert make_caller(trust, NOW, scopes=("advice.write",)).tasks().status_code == 403
    nobody = Client().post(
        "/api/york/fhir/$process-message", b"{}", content_type="application/json"
    )
    assert (nobody.status_code, nobody["WWW-Authenticate"]) == (401, "Bearer")
    assert Client().get("/api/york/fhir/$process-message").status_code == 405
    assert Client().get("/api/nowhere/fhir/metadata").status_code == 404


def test_what_is_too_large_is_refused_before_it_is_read(
    caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = caller.token()
    monkeypatch.setattr(
        "django.core.handlers.wsgi.WSGIRequest.read", lambda *_: pytest.fail("it was read")
    )
    monkeypatch.setattr(calls.body_of, "__kwdefaults__", {"most": 10})
    assert caller.post(b"{" + b" " * 100, token=token).status_code == 413


def test_too_many_calls_wait(caller: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    token = caller.token()
    monkeypatch.setattr(calls, "MOST_CALLS", 3)
    statuses = [caller.tasks(token).status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 429, 429]


def test_what_is_open_is_listed_without_a_name_and_fetched_as_a_message(
    place: Place, trust: System, request_: AdviceRequest, caller: Caller
) -> None:
    ask(place, adviser="social_care")
    listed = caller.tasks()
    (task,) = (each["resource"] for each in listed.json()["entry"])
    assert task["identifier"][0]["value"] == request_.ref
    assert task["restriction"]["period"]["start"] == RECEIVED.isoformat()
    assert b"Testly" not in listed.content
    data = caller.fetch(request_.ref).content
    message = fhir.read_message(data, names=fhir.Names("http://localhost:8000")).message
    assert message.body.child.family_name == "Testly"
    assert caller.fetch(request_.ref).content == data
    other = AdviceRequest.objects.in_area(place.area.pk).get(adviser="social_care")
    assert caller.fetch(other.ref).status_code == 404
    assert LedgerEntry.objects.filter(verb="advice.send_message").count() == 2


def test_what_can_be_called_is_told_to_machines() -> None:
    make_exchange()
    told = Client().get("/api/york/fhir/metadata").json()
    assert told["rest"][0]["operation"][0]["name"] == "process-message"
    assert told["messaging"]
    api = Client().get("/api/york/openapi.json").json()
    assert "/fhir/$process-message" in api["paths"]


def test_our_own_fault_is_answered_and_nothing_personal_is_logged(
    trust: System,
    request_: AdviceRequest,
    caller: Caller,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    data, token = sent(trust.reply(request_, LATER)), caller.token()

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("The name is Testly.")

    monkeypatch.setattr("alongside.advice.api.views.take_read", fail)
    with caplog.at_level(logging.ERROR):
        answer = caller.post(data, token=token)
    assert (answer.status_code, outcome_of(answer)[:20]) == (500, "Something went wrong")
    assert "RuntimeError in fail" in caplog.text
    assert "Testly" not in caplog.text
    assert caller.secret not in caplog.text


def test_the_ledger_keeps_no_secret(caller: Caller) -> None:
    token = caller.token()
    kept = " ".join(LedgerDetail.objects.values_list("content", flat=True))
    assert token not in kept
    assert caller.secret not in kept
