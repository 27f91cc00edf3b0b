"""Telling people what happened to access, through a door that ``config`` opens.

Messages belong to the notices room, which stands above this one. So this room keeps only the shape
of the call, and ``config`` installs the notices' own operation, which writes its outbox in the same
transaction: an emergency access that could not be told does not happen.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypedDict, Unpack


class Message(TypedDict):
    """What ``notices.operations.tell`` takes. Nothing personal but the numbers of people."""

    people: Iterable[int]
    area_id: int
    sentence: str
    address: str
    at: datetime
    key: str


Teller = Callable[..., object]


class NobodyToTellError(RuntimeError):
    """``config`` has not said how people are told; refusing is safer than silence."""


class _Installed:
    teller: Teller | None = None


def install(teller: Teller | None) -> None:
    """Called once by ``config`` as the process starts; tests put their own."""
    _Installed.teller = teller


def installed() -> Teller | None:
    return _Installed.teller


def tell(**message: Unpack[Message]) -> None:
    if _Installed.teller is None:
        raise NobodyToTellError("config must install a teller before access is taken.")
    _Installed.teller(**message)
