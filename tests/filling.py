"""How one address is filled: with records of a side of the tests' world."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model

from tests.world import Side

Filled = dict[str, Any]
Fill = Callable[[Side], Filled]


def nothing(side: Side) -> Filled:
    return {}


def ref(model: type[Model], **conditions: object) -> Fill:
    return lambda side: {"ref": side.first(model, **conditions).ref}


def also(fill: Fill, **fixed: object) -> Fill:
    return lambda side: {**fill(side), **fixed}
