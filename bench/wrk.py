"""One measured burst: wrk asks one page over and over with a signed-in cookie."""

import json
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

REPORT = """
done = function(summary, latency, requests)
  local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format('\\n{"requests":%d,"failed":%d,"refused":%d,"seconds":%f,"p50":%f,"p95":%f,"p99":%f}\\n',
    summary.requests, failed, summary.errors.status, summary.duration / 1e6,
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000))
end
"""


class BenchFailedError(RuntimeError):
    """A page did not answer as it should, so its time means nothing."""


@dataclass(frozen=True, slots=True)
class Burst:
    """Latencies in milliseconds."""

    requests: int
    seconds: float
    p50: float
    p95: float
    p99: float


def measure(address: str, *, cookie: str, readers: int, seconds: int) -> Burst:
    """Raises BenchFailedError when any answer was not a success."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(REPORT)
        script.flush()
        command = [
            "wrk",
            "-t1",
            f"-c{readers}",
            f"-d{seconds}s",
            "--timeout",
            "30s",
            "-s",
            script.name,
        ]
        result = subprocess.run(
            [*command, "-H", f"Cookie: {cookie}", address],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path("/"),
        )
    found = json.loads(result.stdout.strip().splitlines()[-1])
    if found["failed"] or found["refused"] or not found["requests"]:
        raise BenchFailedError(f"{address}: {found}")
    return Burst(found["requests"], found["seconds"], found["p50"], found["p95"], found["p99"])
