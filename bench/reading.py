"""How long twenty pages of an EHC plan take to be read for plain English.

``reading_taken`` gives it with its limit. ``python -m bench.reading`` prints JSON. No installation is needed.
"""

import json
import subprocess
import sys
import time

from alongside.language import Kind, Passage, check
from bench.taken import Taken

WORDS, ROUNDS = 10_000, 5
"""Twenty pages of 500 words."""
LIMITS = {f"{WORDS:,} words of section F read for plain English": (300.0, "ms")}
TEXT = (
    "Sam is a happy boy who likes trains and, with help from Dr. Lee, talks at 9.30 a.m. each day. He would "
    "benefit from regular access to SALT as required. A teaching assistant works with him for 20 minutes, three "
    "times a week in term, in a quiet room. The therapist checks it each half term.\n\n"
)


def reading_taken() -> tuple[Taken, ...]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.reading"], stdout=subprocess.PIPE, text=True, check=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return tuple(Taken(what, found[what], *LIMITS[what]) for what in LIMITS)


def main() -> None:
    passages = [Passage("F", TEXT * (WORDS // len(TEXT.split()) + 1), Kind.PROVISION)]
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        report = check(passages)
        took.append(time.perf_counter() - began)
        assert report.whole.words >= WORDS
    print(json.dumps(dict(zip(LIMITS, [1_000 * min(took)], strict=True))))


if __name__ == "__main__":
    main()
