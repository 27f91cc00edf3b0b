"""The rules and the calendar by which this installation counts. Read once in a process."""

import hashlib
from functools import cache
from pathlib import Path

from alongside import law
from alongside.casework.rules.folding import Clock
from alongside.law.reading import england, statutory_rules


@cache
def clock_of_the_law() -> Clock:
    return Clock(statutory_rules(), england())


@cache
def mark_of_the_law() -> str:
    """Another one whenever a rule, the calendar or what counts by them has changed."""
    folder = Path(law.__file__).parent
    files = [each for each in folder.rglob("*") if each.suffix in {".py", ".toml"}]
    digest = hashlib.sha256()
    for each in sorted(files):
        digest.update(str(each.relative_to(folder)).encode() + b"\x00" + each.read_bytes())
    return digest.hexdigest()[:16]
