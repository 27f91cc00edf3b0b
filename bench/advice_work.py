"""The work of ``bench.advice``, once the settings stand."""

import json
import os
import signal
import statistics
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from queue import Empty, SimpleQueue

import django

django.setup()

from django.db import connections  # noqa: E402

from alongside.advice.models import AdviceMessage, AdviceRequest, AdviceSubmission  # noqa: E402
from alongside.advice.outgoing import framework_code  # noqa: E402
from alongside.advice.rules.checklist import WrittenAdvice, look_through  # noqa: E402
from alongside.config.installation import prepare  # noqa: E402
from alongside.exchange import fhir  # noqa: E402
from alongside.people.models import LocalArea  # noqa: E402
from alongside.web import clock  # noqa: E402
from bench import advice_data, server, wrk  # noqa: E402

RECEIVED, RETURNED = "advice_request_received", "advice_returned"
SENDERS = 2
MESSAGES = 200
SENTENCE = "He needs regular sessions with a therapist who knows the school and its day. "
WORDS = 3_000
ROUNDS = 3
READERS = 50
WARM_SECONDS = 15
"""The first request to a process loads what it needs."""


@dataclass
class Sending:
    """What two senders share. ``done`` counts what was answered as taken; ``failed`` is why one gave up."""

    address: str
    token: str
    waiting: SimpleQueue[tuple[str, bytes]] = field(default_factory=SimpleQueue)
    done: list[float] = field(default_factory=list)
    failed: list[Exception] = field(default_factory=list)


def run(home: Path, *, requests: int) -> tuple[float, float, float, float]:
    """(board to bare page, checklist in ms, one message in ms, messages lost or doubled)."""
    prepare()
    at = clock.now()
    area = advice_data.load(at)
    client, secret = advice_data.let_a_system_in(area, at)
    checklist = _checklist()
    connections.close_all()
    with server.running(home) as (address, supervisor):
        ratio = _board(address)
        sending = Sending(f"{address}/api/area0", _token(address, client, secret))
        count = _fill(sending, area, address, at, min(MESSAGES, requests))
        connections.close_all()
        seconds = _send(sending, supervisor, count)
    return ratio, checklist, seconds / count * 1000, float(_wrong(area, count))


def _checklist() -> float:
    words = len(SENTENCE.split())
    written = WrittenAdvice(text=SENTENCE * (WORDS // words + 1), author_role="Therapist")
    times = []
    for _ in range(ROUNDS + 1):
        began = time.perf_counter()
        look_through(written)
        times.append(time.perf_counter() - began)
    return statistics.median(times[1:]) * 1000


def _board(address: str) -> float:
    cookie = server.sign_in(address, email=advice_data.DOCTOR, password=advice_data.PASSWORD)
    ratios = []
    for page in ("bare/", "advice/"):
        wrk.measure(f"{address}/area0/{page}", cookie=cookie, readers=2, seconds=WARM_SECONDS)
    for _ in range(ROUNDS):
        server.settle(address)
        bare, board = (
            wrk.measure(f"{address}/area0/{page}", cookie=cookie, readers=READERS, seconds=4)
            for page in ("bare/", "advice/")
        )
        ratios.append(board.p95 / bare.p95)
    return statistics.median(ratios)


def _token(address: str, client: str, secret: str) -> str:
    form = {"grant_type": "client_credentials", "client_id": client, "client_secret": secret}
    data = urllib.parse.urlencode(form).encode()
    with urllib.request.urlopen(f"{address}/api/area0/token", data) as answer:
        return str(json.load(answer)["access_token"])


def _fill(sending: Sending, area: LocalArea, address: str, at: datetime, most: int) -> int:
    """One reply to each of so many requests that wait for advice by the law too, written as the other side
    would.
    """
    names = fhir.Names(address)
    waiting = AdviceRequest.objects.in_area(area.pk).filter(case__events__kind=RECEIVED)
    found = waiting.exclude(case__events__kind=RETURNED).select_related("case__child")
    found = found.order_by("id")
    for request in found[:most]:
        sending.waiting.put(
            (str(uuid.uuid4()), fhir.write_message(_reply(request, at), names=names))
        )
    return sending.waiting.qsize()


def _reply(request: AdviceRequest, at: datetime) -> fhir.Message:
    child, trust = request.case.child, fhir.Organisation(ods=advice_data.ODS)
    body = fhir.AdviceReply(
        reference=request.ref,
        stage=fhir.Stage.GIVEN,
        given_at=at.replace(microsecond=0),
        child=fhir.Child(child.family_name, (child.given_names,), child.born_on),
        author=fhir.Post(trust, "Therapist", "Sam Sample"),
        framework=(framework_code(request), str(request.framework)),
        text=SENTENCE * 20,
        needs=(fhir.Need("N1", "Speech is hard to follow."),),
        provisions=(fhir.Provision("P1", "Therapy.", amount="45 minutes", needs=("N1",)),),
    )
    council = fhir.Organisation(la_code=advice_data.LA)
    sent_at = at.replace(microsecond=0)
    return fhir.Message(str(uuid.uuid4()), sent_at, trust, council, sequence=1, body=body)


def _send(sending: Sending, supervisor: int, count: int) -> float:
    """Until everything was answered as taken; a third of the way a web process is killed."""
    began = time.perf_counter()
    senders = [threading.Thread(target=_work, args=(sending,)) for _ in range(SENDERS)]
    for each in senders:
        each.start()
    while len(sending.done) < count // 3 and not sending.failed:
        time.sleep(0.01)
    os.kill(_web_process(supervisor), signal.SIGKILL)
    for each in senders:
        each.join()
    if sending.failed:
        raise sending.failed[0]
    return time.perf_counter() - began


def _work(sending: Sending) -> None:
    while True:
        try:
            key, data = sending.waiting.get_nowait()
        except Empty:
            return
        try:
            while not _is_taken(sending, key, data):
                time.sleep(0.05)
        except wrk.BenchFailedError as refused:
            sending.failed.append(refused)
            return
        sending.done.append(time.perf_counter())


def _is_taken(sending: Sending, key: str, data: bytes) -> bool:
    """A sender whose connection broke sends the same again, with the same key."""
    headers = {
        "Authorization": f"Bearer {sending.token}",
        "Content-Type": "application/fhir+json",
        "Idempotency-Key": key,
    }
    asked = urllib.request.Request(f"{sending.address}/fhir/$process-message", data, headers)
    try:
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return bool(answer.status == 200)
    except urllib.error.HTTPError as refused:
        raise wrk.BenchFailedError(f"{refused.code}: {refused.read()[:500]!r}") from None
    except OSError:
        return False


def _web_process(supervisor: int) -> int:
    """The youngest process of the web server, which is one that answers."""
    return max(server.processes_below(supervisor))


def _wrong(area: LocalArea, count: int) -> int:
    kept = (AdviceMessage, AdviceSubmission)
    return sum(abs(each.objects.in_area(area.pk).count() - count) for each in kept)
