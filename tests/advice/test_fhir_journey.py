"""What is shown at the end, through files and through the API: three services share a request; one answers
on day 42 of the single point’s receipt, one on day 43, one never. One is sent back and accepted later.
"""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.core.cache import cache

from alongside.advice.models import AdviceRequest, AdviceSubmission
from alongside.advice.queries.lists import BoardChoice, board
from alongside.advice.rules.codes import State
from alongside.casework.models import CaseDuty
from alongside.config.commands.advice import command
from alongside.exchange import fhir
from alongside.kernel.proportion import Proportion
from alongside.web import clock
from tests.advice.calling import Caller, make_caller, outcome_of
from tests.advice.exchanging import System, make_exchange, make_system, sent
from tests.advice.factories import (
    ASKED,
    DUE,
    RECEIVED,
    Place,
    Somebody,
    after,
    ask,
    check,
    noon,
    share,
)

pytestmark = pytest.mark.django_db
BASE = fhir.Names("http://localhost:8000")


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Place:
    cache.clear()
    monkeypatch.setattr("alongside.config.commands.advice.prepare", lambda: None)
    return make_exchange()


class Files:
    """Written and read by the operator’s commands."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fetch(self, system: System, request: AdviceRequest, on: date) -> fhir.Message:
        out = self.folder / "out.json"
        _run("send", request.ref, "--out", str(out))
        return fhir.read_message(out, names=BASE).message

    def deliver(self, system: System, message: fhir.Message, on: date) -> None:
        file = self.folder / "in.json"
        file.write_bytes(sent(message))
        _run("take", str(file), "--came-on", on.isoformat(), "--outcome", str(self.folder))
        assert "The message was taken." in (self.folder / "in.outcome.json").read_text()


class Api:
    """Called by each body’s own system, on the day."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch
        self.callers: dict[str, Caller] = {}

    def fetch(self, system: System, request: AdviceRequest, on: date) -> fhir.Message:
        return fhir.read_message(
            self._on(system, on).fetch(request.ref).content, names=BASE
        ).message

    def deliver(self, system: System, message: fhir.Message, on: date) -> None:
        assert outcome_of(self._on(system, on).post(sent(message))) == "The message was taken."

    def _on(self, system: System, on: date) -> Caller:
        self.monkeypatch.setattr(clock, "now", lambda: noon(on))
        code = system.organisation.ods_code
        return self.callers.setdefault(code, make_caller(system, noon(on)))


def test_the_journey_through_files(place: Place, tmp_path: Path) -> None:
    _journey(place, Files(tmp_path))


def test_the_journey_through_the_api(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    _journey(place, Api(monkeypatch))


def _journey(place: Place, way: "Files | Api") -> None:
    point, speech, physio, camhs = (
        make_system(place, code, name)
        for code, name in (("RCB", "Point"), ("RSP", "Speech"), ("RPH", "Physio"), ("RCA", "CAMHS"))
    )
    whole = ask(place, post=point.post)
    asked = way.fetch(point, whole, ASKED)
    assert (asked.body.reference, asked.body.child.family_name) == (whole.ref, "Testly")
    way.deliver(
        point, point.progress(whole, fhir.Stage.RECEIVED, RECEIVED, received_on=RECEIVED), RECEIVED
    )
    whole.refresh_from_db()
    parts = share(place, whole, *_services(place, speech, physio, camhs))
    assert way.fetch(camhs, parts[2], after(1)).body.due_on == DUE
    way.deliver(speech, speech.reply(parts[0], after(42)), after(42))
    way.deliver(physio, physio.reply(parts[1], after(43)), after(43))
    _send_back_and_accept(place, way, speech, parts[0])
    duty = CaseDuty.objects.in_area(place.area.pk).get(case=place.case, rule="ADV-6W")
    assert (duty.due_on, duty.done_on) == (DUE, None)
    found = board(place.doctor.actor, today=after(60), choice=BoardChoice())
    assert found.on_time == Proportion(1, 3)
    assert (found.late, found.waits_for_check) == (1, 1)


def _services(place: Place, *systems: System) -> list[tuple[str, Somebody]]:
    names = ("speech_and_language", "physiotherapy", "camhs")
    holder = place.point.actor
    return [(name, Somebody(holder, each.post)) for name, each in zip(names, systems, strict=True)]


def _send_back_and_accept(
    place: Place, way: "Files | Api", speech: System, part: AdviceRequest
) -> None:
    check(place.doctor, _last(part), after(44), "sent_back", reasons="Say how often.")
    told = way.fetch(speech, part, after(44))
    assert (told.body.stage, told.sequence) == (fhir.Stage.SENT_BACK, 1)
    assert told.body.reason.words == "Say how often."
    way.deliver(speech, speech.reply(part, after(50), text="Once a week."), after(50))
    check(place.doctor, _last(part), after(51), "accepted")
    part.refresh_from_db()
    assert (part.state, part.first_given_on, part.given_on) == (
        State.ACCEPTED,
        after(42),
        after(50),
    )
    assert way.fetch(speech, part, after(52)).body.stage is fhir.Stage.ACCEPTED


def _last(part: AdviceRequest) -> AdviceSubmission:
    return AdviceSubmission.objects.in_area(part.area_id).filter(request=part).latest("number")


def _run(name: str, *words: str) -> None:
    done = CliRunner().invoke(command, [name, *words, "--area", "york"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
