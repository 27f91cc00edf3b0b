"""Whose number is this? The ledger keeps numbers; the room that knows people is told of here by
``config``.

Without it the pages show the role alone.
"""

from collections.abc import Callable, Collection, Mapping

NamesOf = Callable[[Collection[int]], Mapping[int, str]]


class _Installed:
    names_of: NamesOf | None = None


def install(names_of: NamesOf) -> None:
    """Called once by ``config`` as the process starts."""
    _Installed.names_of = names_of


def names_of(person_ids: Collection[int]) -> Mapping[int, str]:
    return _Installed.names_of(person_ids) if _Installed.names_of else {}
