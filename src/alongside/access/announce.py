"""Telling people what happened to access, through a door that ``config`` opens.

Messages belong to the notices room, which stands above this one. So this room keeps only the shape of the
call, and ``config`` installs the notices' own operation, which writes its outbox in the same transaction:
an emergency access that could not be told does not happen.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol


class Teller(Protocol):
    """``notices.operations.tell`` has this shape. The sentence holds no personal detail."""

    def __call__(
        self,
        *,
        people: Iterable[int],
        area_id: int,
        sentence: str,
        address: str,
        at: datetime,
        key: str,
    ) -> object: ...


class NobodyToTellError(RuntimeError):
    """``config`` has not said how people are told; refusing is safer than silence."""


class _Installed:
    teller: Teller | None = None


def install(teller: Teller | None) -> None:
    """Called once by ``config`` as the process starts; tests put their own."""
    _Installed.teller = teller


def installed() -> Teller | None:
    return _Installed.teller


def tell(  # noqa: PLR0913 - the shape is that of the Teller
    *, people: Iterable[int], area_id: int, sentence: str, address: str, at: datetime, key: str
) -> None:
    if _Installed.teller is None:
        raise NobodyToTellError("config must install a teller before access is taken.")
    _Installed.teller(
        people=people, area_id=area_id, sentence=sentence, address=address, at=at, key=key
    )
