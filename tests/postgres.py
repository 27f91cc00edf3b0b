"""A PostgreSQL server of the tests' own: made in a temporary folder, run as an ordinary user, stopped at the end."""

import atexit
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path


def start() -> str:
    """Start a server and return its address. Fails, never skips, when PostgreSQL is not installed."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    assert programs, "PostgreSQL is not installed: run make test, which installs it"
    folder = Path(tempfile.mkdtemp(prefix="alongside-pg-"))
    binaries, data, port = programs[-1].parent, folder / "data", _free_port()
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    _as_server(
        [
            binaries / "initdb",
            "-D",
            data,
            "-U",
            "alongside",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "-N",
        ]
    )
    options = (
        f"-p {port} -h 127.0.0.1 -k {folder} -F -c synchronous_commit=off -c full_page_writes=off"
    )
    _as_server(
        [binaries / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"]
    )
    atexit.register(_stop, binaries, data, folder)
    _as_server(
        [binaries / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "alongside", "alongside"]
    )
    return f"postgresql://alongside@127.0.0.1:{port}/alongside"


def _as_server(command: list[str | Path]) -> None:
    """PostgreSQL refuses to run as root, so it runs as the package's own user there."""
    arguments = [str(part) for part in command]
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        result = subprocess.run(
            arguments, user=user.pw_uid, group=user.pw_gid, extra_groups=[], cwd="/",
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False,
        )  # fmt: skip
    else:
        result = subprocess.run(
            arguments, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False
        )
    assert result.returncode == 0, f"{arguments[0]} failed"


def _stop(binaries: Path, data: Path, folder: Path) -> None:
    _as_server([binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"])
    shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
