"""A progress bar on standard error for work that reports (done, total)."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

_WIDEST = 42


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def moved(done: int, total: int) -> None:
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        yield moved


@contextmanager
def spoken_bar() -> Iterator[Callable[[str, int, int], None]]:
    """The same for work that also says what it is doing: (words, done, total)."""
    with click.progressbar(length=1, file=sys.stderr, width=30) as bar:

        def moved(words: str, done: int, total: int) -> None:
            bar.label = f"{words[:_WIDEST]:<{_WIDEST}}"
            bar.length = max(total, 1)
            bar.update(done - bar.pos)
            bar.render_progress()

        yield moved
