"""The house's own server as a child process, on a copy of the tests' world."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from tests import world


class Server:
    """``alongside serve`` with one web process. ``address`` is on localhost, as passkeys need."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        shutil.copytree(world.world_home(), self.home)
        self.port = _free_port()
        self.address = f"http://localhost:{self.port}"
        self._log = (folder / "serve.log").open("w+")
        environment = {
            **os.environ,
            "ALONGSIDE_HOME": str(self.home),
            "ALONGSIDE_MODE": "demonstration",
            "ALONGSIDE_BIND": f"127.0.0.1:{self.port}",
            "ALONGSIDE_ADDRESS": self.address,
            "ALONGSIDE_WORKERS": "1",
        }
        environment.pop("ALONGSIDE_DATABASE", None)
        self._process = subprocess.Popen(
            [str(Path(sys.executable).with_name("alongside")), "serve"],
            env=environment,
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        self._wait()

    def said(self) -> str:
        self._log.flush()
        return Path(self._log.name).read_text()

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(40)
        finally:
            if self._process.poll() is None:
                self._process.kill()
            self._log.close()

    def _wait(self) -> None:
        ends = time.monotonic() + 120
        while not self._answers():
            assert self._process.poll() is None, f"The server ended.\n{self.said()}"
            assert time.monotonic() < ends, f"The server does not answer.\n{self.said()}"
            time.sleep(0.1)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthy/", timeout=5) as got:
                return bool(got.status == 200)
        except OSError:
            return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
