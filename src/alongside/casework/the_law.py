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
    """Another one whenever a rule, the calendar or what counts and keeps by them has changed."""
    here = Path(__file__).parent
    folders = (Path(law.__file__).parent, here / "rules")
    files = [each for folder in folders for each in folder.rglob("*.*")]
    digest = hashlib.sha256()
    for each in sorted([*files, here / "keeping.py", here / "closures.py"]):
        if each.suffix in {".py", ".toml"}:
            digest.update(each.name.encode() + b"\x00" + each.read_bytes())
    return digest.hexdigest()[:16]
