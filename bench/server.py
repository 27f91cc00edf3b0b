"""A server of the bench's own: a fresh home, the real supervisor, a free port."""

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

START_SECONDS = 60


@contextmanager
def running(home: Path) -> Iterator[tuple[str, int]]:
    """Yields (address, process id of the supervisor)."""
    port = _free_port()
    environment = {
        **os.environ,
        "ALONGSIDE_HOME": str(home),
        "ALONGSIDE_MODE": "benchmark",
        "ALONGSIDE_BIND": f"127.0.0.1:{port}",
        "ALONGSIDE_ADDRESS": f"http://127.0.0.1:{port}",
    }
    process = subprocess.Popen(
        [Path(sys.executable).parent / "alongside", "serve"],
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process)
        yield address, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def sign_in(address: str, *, email: str, password: str) -> str:
    """Sign in as a person would and return the cookie header."""
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    form = opener.open(f"{address}/account/login/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    assert token, "The sign-in page has no form"
    fields = {"csrfmiddlewaretoken": token[1], "login": email, "password": password}
    opener.open(f"{address}/account/login/", urllib.parse.urlencode(fields).encode())
    return "; ".join(
        f"{cookie.name}={cookie.value}" for cookie in jar if cookie.name == "sessionid"
    )


def settle(address: str) -> None:
    """Wait until what the last burst left in the queue has been answered."""
    quick = 0
    while quick < 3:
        began = time.perf_counter()
        urllib.request.urlopen(f"{address}/healthy/").read()
        quick = quick + 1 if time.perf_counter() - began < 0.1 else 0


def largest_process_megabytes(supervisor: int) -> float:
    """The largest resident size among the web processes and the background worker, in megabytes."""
    sizes = [
        int(match[1]) / 1024
        for pid in processes_below(supervisor)
        if (match := re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text()))
    ]
    assert len(sizes) >= 3, "Fewer processes than two web processes and a worker"
    return max(sizes)


def processes_below(pid: int) -> list[int]:
    """Its children, and theirs."""
    children = [
        int(child)
        for task in Path(f"/proc/{pid}/task").iterdir()
        for child in (task / "children").read_text().split()
    ]
    return children + [grandchild for child in children for grandchild in processes_below(child)]


def _wait(address: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(START_SECONDS * 10):
        assert process.poll() is None, "The server stopped as it started"
        try:
            urllib.request.urlopen(f"{address}/healthy/").read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("The server did not answer")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
