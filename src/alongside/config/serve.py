"""Keeping the web server and the background worker running, as two children of one process.

The listening socket belongs to this process, so a port in use is told at once and a web server that
is started again loses no visitor. Children are forked and never outlive their parent. What is
printed is for the command line to decide; what happens to the children is logged.
"""

import gc
import logging
import os
import signal
import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.db import connections
from django.urls import get_resolver
from gunicorn.app.base import BaseApplication
from gunicorn.util import import_app

from alongside.jobs.worker import work
from alongside.kernel.refusals import Refusal

logger = logging.getLogger("alongside.serve")

LOOK_SECONDS = 0.2
STOP_SECONDS = 30
LONGEST_PAUSE = 30
STEADY_SECONDS = 60
MOST_FALLS = 6
CRASHED = 70
APPLICATION = "alongside.config.wsgi:application"


@dataclass(slots=True)
class Child:
    """``falls`` counts how often it ended soon after its start, one time after the other."""

    name: str
    run: Callable[[], None]
    pid: int = 0
    started: float = 0.0
    starts_again: float = 0.0
    falls: int = 0


class Supervisor:
    """Starts each child, starts it again when it ends, and stops all when asked."""

    def __init__(self, children: Sequence[Child]) -> None:
        self._children = children
        self._is_stopping = False
        self._parent_lives = os.pipe()

    def run(self) -> None:
        """Until SIGTERM or SIGINT. Raises Refusal when a child will not stay up."""
        before = {
            number: signal.signal(number, self._stop) for number in (signal.SIGTERM, signal.SIGINT)
        }
        try:
            while not self._is_stopping:
                for child in self._children:
                    self._look_after(child)
                time.sleep(LOOK_SECONDS)
        finally:
            self._end_all()
            for end in self._parent_lives:
                os.close(end)
            for number, handler in before.items():
                signal.signal(number, handler)

    def _stop(self, *_: object) -> None:
        self._is_stopping = True

    def _look_after(self, child: Child) -> None:
        if child.pid and _has_ended(child):
            self._note_end(child)
        if not child.pid and time.monotonic() >= child.starts_again:
            self._start(child)

    def _note_end(self, child: Child) -> None:
        child.pid = 0
        soon = time.monotonic() - child.started < STEADY_SECONDS
        child.falls = child.falls + 1 if soon else 1
        if child.falls >= MOST_FALLS:
            raise Refusal(
                f"The {child.name} stops again and again soon after its start. "
                "Read the messages above, mend the cause and start Alongside again."
            )
        pause = min(2 ** (child.falls - 1) - 1, LONGEST_PAUSE)
        child.starts_again = time.monotonic() + pause
        when = f"in {pause} seconds" if pause else "at once"
        logger.warning("The %s ended and starts again %s.", child.name, when)

    def _start(self, child: Child) -> None:
        connections.close_all()
        sys.stdout.flush()
        sys.stderr.flush()
        child.started = time.monotonic()
        child.pid = os.fork()
        if child.pid == 0:
            self._be(child)
        logger.info("The %s is process %s.", child.name, child.pid)

    def _be(self, child: Child) -> NoReturn:
        """In the child, which never comes back from here."""
        code = CRASHED
        try:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, signal.SIG_DFL)
            reading, writing = self._parent_lives
            os.close(writing)
            threading.Thread(target=_end_with_parent, args=(reading,), daemon=True).start()
            child.run()
            code = 0
        except SystemExit as leaving:
            code = leaving.code if isinstance(leaving.code, int) else CRASHED
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)

    def _end_all(self) -> None:
        ends = time.monotonic() + STOP_SECONDS
        for child in self._children:
            _send(child, signal.SIGTERM)
        while time.monotonic() < ends and not all(map(_has_ended, self._children)):
            time.sleep(LOOK_SECONDS / 4)
        for child in self._children:
            if not _has_ended(child):
                logger.error("The %s did not stop in time and was ended.", child.name)
                _send(child, signal.SIGKILL)


class WebServer(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn with our settings and no configuration file of its own."""

    def __init__(self, options: dict[str, Any]) -> None:
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Every address and page is loaded here once, so that all web processes share them."""
        application = import_app(APPLICATION)
        get_resolver().url_patterns  # noqa: B018 - asking for them loads them
        gc.collect()
        gc.freeze()
        return application


def serve() -> None:
    """Serve until asked to stop. Raises Refusal: the port is taken, or a child will not stay up."""
    listener = listen(settings.ENVIRONMENT.bind)
    options = web_options(listener)
    children = [
        Child("web server", lambda: WebServer(options).run()),
        Child("background worker", work),
    ]
    with listener:
        Supervisor(children).run()


def listen(bind: str) -> socket.socket:
    """A listening socket. Raises Refusal with what to do when the port cannot be had."""
    host, _, port = bind.rpartition(":")
    host = host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, int(port)), family=family, backlog=512)
    except OSError as error:
        raise Refusal(
            f"Alongside cannot listen on {bind} ({_reason(error)}). Stop the program that uses "
            "this port, or name another one in ALONGSIDE_BIND."
        ) from None


def _reason(error: OSError) -> str:
    """The system's own words, without what Python adds to them."""
    known = error.errno if isinstance(error.errno, int) and error.errno > 0 else 0
    return os.strerror(known) if known else str(error.strerror)


def web_options(listener: socket.socket) -> dict[str, Any]:
    """gunicorn's settings; the reasons are beside those that surprise."""
    scratch = Path(settings.HOME) / "tmp"
    scratch.mkdir(mode=0o700, exist_ok=True)
    return {
        "bind": f"fd://{listener.fileno()}",
        "workers": settings.ENVIRONMENT.workers,
        "worker_class": "sync",
        "preload_app": True,
        "max_requests": 5_000,
        "max_requests_jitter": 500,
        "timeout": 60,
        "graceful_timeout": 20,
        "worker_tmp_dir": str(scratch),
        "accesslog": None,  # addresses hold the names of records
        "loglevel": "warning",
        "control_socket_disable": True,
    }


def _has_ended(child: Child) -> bool:
    if not child.pid:
        return True
    try:
        ended = os.waitpid(child.pid, os.WNOHANG)[0] != 0
    except ChildProcessError:
        return True
    return ended


def _send(child: Child, number: signal.Signals) -> None:
    try:
        if child.pid:
            os.kill(child.pid, number)
    except ProcessLookupError:
        child.pid = 0


def _end_with_parent(reading: int) -> None:
    """Reading ends only when the last holder of the other end, the parent, is gone."""
    os.read(reading, 1)
    os.kill(os.getpid(), signal.SIGTERM)
