"""The words and figures that the demonstration is made of, as they stand in ``content/``.

``statement.json`` and ``progress.json`` have the shape that the import reads. What is added on top
of them is an example, and ``example`` says so at the end of each text.
"""

import csv
import json
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from alongside.kernel.dates import PartialDate
from alongside.web.clock import LONDON

FOLDER = Path(__file__).parent / "content"
MORNING = "10:00"
MARK = "(example)"


@cache
def read(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def figures(name: str) -> Sequence[dict[str, str]]:
    with (FOLDER / "figures" / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def document(name: str) -> bytes:
    return (FOLDER / "documents" / name).read_bytes()


def example(text: str) -> str:
    """
    >>> example("the board meets each month.")
    'The board meets each month (example).'
    >>> example("terms of the board")
    'Terms of the board (example)'
    """
    said = f"{text[:1].upper()}{text[1:]}"
    stop = said[-1] if said.endswith((".", "?", "!")) else ""
    return f"{said.removesuffix(stop)} {MARK}{stop}"


def instant(text: str) -> datetime:
    """ "2020-06-08 09:30", or "2020-06-08" for ten in the morning, in London."""
    day, _, time = text.partition(" ")
    return datetime.fromisoformat(f"{day} {time or MORNING}").replace(tzinfo=LONDON)


def partial(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None
