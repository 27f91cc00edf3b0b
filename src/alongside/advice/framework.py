"""The house’s frameworks for advice, read once from ``data``."""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files

from alongside.advice.rules.framework import Framework, framework_of, in_force

_FRAMEWORK = "framework-"


@cache
def frameworks() -> tuple[Framework, ...]:
    """Every version, the oldest first."""
    folder = files("alongside.advice").joinpath("data")
    found = [
        framework_of(tomllib.loads(each.read_text(encoding="utf-8")))
        for each in folder.iterdir()
        if each.name.startswith(_FRAMEWORK)
    ]
    return tuple(sorted(found, key=lambda each: each.version))


def framework_on(on: date) -> Framework:
    return in_force(frameworks(), on)


def framework_numbered(version: int) -> Framework:
    return next(each for each in frameworks() if each.version == version)
