"""Where a command writes what it gives back: a file, the next command, or the terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alongside.kernel.refusals import Refusal


@contextmanager
def opened(out: Path | None) -> Iterator[Any]:
    """A file appears whole or not at all. Raises Refusal when it cannot be written there."""
    if out is None:
        yield sys.stdout.buffer
        return
    new = out.with_name(f".{out.name}.new")
    try:
        with _new(new, out) as stream:
            yield stream
        new.replace(out)
    finally:
        new.unlink(missing_ok=True)


def check_not_a_terminal(out: Path | None) -> None:
    """For what is no text: it would only fill the screen with signs."""
    if out is None and sys.stdout.isatty():
        raise Refusal("A workbook cannot be shown in a terminal. Say where to put it: --out FILE")


def _new(new: Path, out: Path) -> Any:
    try:
        return new.open("wb")
    except OSError as error:
        raise Refusal(
            f"{out} cannot be written ({error.strerror}). Choose a folder that is there and that "
            "you may write to."
        ) from None
