"""The supervisor, run in earnest as a process of its own."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from alongside.config.commands.serve import address_of
from alongside.config.serve import MOST_FALLS, Child, Supervisor, listen
from alongside.kernel.refusals import Refusal
from tests.ready import ready_home

SERVE = """
import sys
from alongside.config.installation import start_django
start_django()
from alongside.config.serve import serve
from alongside.kernel.refusals import Refusal
try:
    serve()
except Refusal as refusal:
    sys.exit(refusal.sentence)
"""


def test_the_address_that_is_told_has_the_port_that_is_listened_to() -> None:
    here = replace(settings.ENVIRONMENT, address="http://localhost:8000", bind="127.0.0.1:8295")
    assert address_of(here) == "http://localhost:8295"
    there = replace(here, address="https://alongside.york.gov.uk")
    assert address_of(there) == "https://alongside.york.gov.uk"


class Server:
    """A running server, what it said so far, and the processes it named."""

    def __init__(self, home: Path, port: int) -> None:
        environment = {
            **os.environ,
            "ALONGSIDE_HOME": str(home),
            "ALONGSIDE_MODE": "test",
            "ALONGSIDE_BIND": f"127.0.0.1:{port}",
            "ALONGSIDE_WORKERS": "1",
        }
        self.port, self.said = port, ""
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVE], env=environment, stderr=subprocess.PIPE, text=True
        )
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self.process.stderr
        with self.process.stderr:
            for line in self.process.stderr:
                self.said += line

    def ended(self, seconds: float) -> int:
        """The exit code, once everything that was said has been read."""
        code = self.process.wait(seconds)
        self._listener.join(seconds)
        return code

    def pids(self, name: str) -> list[int]:
        return [int(pid) for pid in re.findall(rf"The {name} is process (\d+)", self.said)]

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{self.port}/healthy/", timeout=5
            ) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def wait(self, what: str, condition: object) -> None:
        ends = time.monotonic() + 90
        while not condition():  # type: ignore[operator]
            assert time.monotonic() < ends, f"{what}: not in time\n{self.said}"
            assert self.process.poll() is None, f"{what}: the server ended\n{self.said}"
            time.sleep(0.05)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ready_home(), tmp_path / "home"))


@pytest.fixture
def server(home: Path) -> Iterator[Server]:
    started = Server(home, _free_port())
    try:
        started.wait("first answer", started.answers)
        started.wait("worker", lambda: started.pids("background worker"))
        yield started
    finally:
        if started.process.poll() is None:
            started.process.kill()
        started.ended(40)


def test_what_is_killed_comes_back_and_all_stops_when_asked(server: Server) -> None:
    worker, web = server.pids("background worker")[0], server.pids("web server")[0]
    os.kill(worker, signal.SIGKILL)
    server.wait("second worker", lambda: len(server.pids("background worker")) == 2)
    assert _is_alive(server.pids("background worker")[1])
    assert not _is_alive(worker)
    os.kill(web, signal.SIGKILL)
    server.wait("second web server", lambda: len(server.pids("web server")) == 2)
    server.wait("answer after the kill", server.answers)
    server.process.terminate()
    assert server.ended(40) == 0
    assert not any(map(_is_alive, server.pids("background worker") + server.pids("web server")))


def test_the_children_never_outlive_a_killed_parent(server: Server) -> None:
    children = server.pids("background worker") + server.pids("web server")
    assert all(map(_is_alive, children))
    server.process.kill()
    server.process.wait(20)
    ends = time.monotonic() + 30
    while any(map(_is_alive, children)):
        assert time.monotonic() < ends
        time.sleep(0.05)


def test_a_port_in_use_ends_the_start_with_a_sentence(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        started = Server(home, port)
        assert started.ended(90) == 1
    assert f"Alongside cannot listen on 127.0.0.1:{port} (Address already in use)." in started.said
    assert "Traceback" not in started.said


@pytest.mark.parametrize("bind", ["127.0.0.1:0", "[::1]:0"])
def test_both_kinds_of_address_can_be_listened_on(bind: str) -> None:
    with listen(bind) as listener:
        assert listener.getsockname()[1] > 0


def test_a_name_that_is_no_address_of_this_machine_is_refused() -> None:
    with pytest.raises(Refusal, match="ALONGSIDE_BIND"):
        listen("203.0.113.7:8000")


def test_a_child_that_never_stays_up_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alongside.config.serve.LONGEST_PAUSE", 0)
    child = Child("web server", lambda: sys.exit(3))
    with pytest.raises(Refusal, match="stops again and again"):
        Supervisor([child]).run()
    assert child.falls == MOST_FALLS
