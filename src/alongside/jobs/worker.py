"""One worker: take work, do it under a lease, say how it ended, and look after the schedule.

A worker that is asked to stop finishes what it has in hand. One that is killed leaves a lease
behind that runs out, and another takes the work up. Work that hangs past its minutes ends its whole
worker, since nothing else can end it; the supervisor starts a new one.
"""

import logging
import os
import secrets
import signal
import socket
import threading
import time
import traceback
from collections.abc import Mapping
from datetime import timedelta
from types import FrameType
from typing import Any

from django.db import Error as DatabaseError
from django.db import close_old_connections, connection

from alongside.jobs import lifecycle, registry, schedule
from alongside.jobs.lifecycle import Lease
from alongside.jobs.models import Job
from alongside.kernel.refusals import Refusal, Refusals
from alongside.web import clock

logger = logging.getLogger("alongside.jobs")

LEASE = timedelta(seconds=60)
PAUSE_SECONDS = 1.0
TICK_SECONDS = 15.0
TELL_SECONDS = 1.0
HUNG = 70


class Run:
    """What the work is given; see registry.JobRun. Progress is written at most once a second."""

    def __init__(self, job: Job, held: Lease) -> None:
        self.arguments: Mapping[str, Any] = job.arguments
        self.attempt = job.attempt_count
        self._held = held
        self._counts = (0, 0)
        self._sentence = ""
        self._told = float("-inf")

    def progress(self, done: int, total: int) -> None:
        self._counts = (done, total)
        if done >= total or time.monotonic() - self._told >= TELL_SECONDS:
            self._tell()

    def say(self, sentence: str) -> None:
        """A sentence for whoever watches the work."""
        self._sentence = sentence
        self._tell()

    def _tell(self) -> None:
        self._told = time.monotonic()
        done, total = self._counts
        lifecycle.tell(self._held, done_count=done, total_count=total, sentence=self._sentence)


class Heartbeat:
    """Renews the lease from a thread of its own, until the work ends or has plainly hung."""

    def __init__(self, held: Lease, *, lease: timedelta, minutes: int) -> None:
        self._held, self._lease = held, lease
        self._ends = time.monotonic() + minutes * 60
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *failure: object) -> None:
        self._over.set()
        self._thread.join()

    def _beat(self) -> None:
        while not self._over.wait(self._lease.total_seconds() / 4):
            if time.monotonic() > self._ends:
                logger.error("Work %s hangs; its worker ends itself.", self._held.job_id)
                os._exit(HUNG)
            self._renew()
        connection.close()

    def _renew(self) -> None:
        try:
            lifecycle.renew(self._held, until=clock.now() + self._lease)
        except DatabaseError:
            logger.warning("The lease of work %s was not renewed this time.", self._held.job_id)


class Worker:
    def __init__(self, *, lease: timedelta = LEASE, pause_seconds: float = PAUSE_SECONDS) -> None:
        self.name = f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"
        self._lease, self._pause_seconds = lease, pause_seconds
        self._stopping = threading.Event()
        self._ticked = float("-inf")

    def stop(self) -> None:
        self._stopping.set()

    def run(self) -> None:
        """Until stopped. A database that is away for a while is waited for."""
        while not self._stopping.is_set():
            try:
                close_old_connections()
                self._tick_when_due()
                did_something = self.run_one()
            except DatabaseError as error:
                logger.warning("The database did not answer (%s).", type(error).__name__)
                connection.close()
                did_something = False
            if not did_something:
                self._stopping.wait(self._pause_seconds)

    def run_one(self) -> bool:
        """Do the work that is longest due. False when nothing is."""
        job = lifecycle.claim(worker=self.name, at=clock.now(), lease=self._lease)
        if job is None:
            return False
        held = Lease(job.pk, self.name)
        if not self._do(job, held):
            logger.warning("The lease of work %s (%s) was lost.", job.pk, job.name)
        return True

    def _do(self, job: Job, held: Lease) -> bool:
        try:
            known = registry.registered(job.name)
            with Heartbeat(held, lease=self._lease, minutes=known.minutes):
                known.work(Run(job, held))
        except (Refusal, Refusals) as refusal:
            return lifecycle.refuse(held, at=clock.now(), sentence=str(refusal))
        except Exception as error:  # the outer edge: whatever the work raised, its row says so
            logger.error("Work %s (%s) failed: %s", job.pk, job.name, _where(error))
            return lifecycle.fail(held, at=clock.now(), what="It failed")
        return lifecycle.finish(held, at=clock.now())

    def _tick_when_due(self) -> None:
        if time.monotonic() - self._ticked >= min(TICK_SECONDS, self._lease.total_seconds() / 2):
            self._ticked = time.monotonic()
            at = clock.now()
            lifecycle.reap(at=at)
            lifecycle.forget(at=at)
            schedule.tick(at=at)


def work() -> None:
    """Be a worker until SIGTERM or SIGINT."""
    worker = Worker()

    def stop(signum: int, frame: FrameType | None) -> None:
        worker.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    worker.run()


def _where(error: Exception) -> str:
    """Kind and place of an error. Its message may hold somebody's words, so it is left out."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
