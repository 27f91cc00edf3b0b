"""The house’s audit tools and its quality assurance framework, read once from ``data``."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from alongside.quality.rules.standards import Framework, framework_of
from alongside.quality.rules.standards import in_force as framework_in_force
from alongside.quality.rules.tools import Tool, check_versions, in_force, numbered, tool_of

_FRAMEWORK = "framework-"
_ENDING = ".toml"


@cache
def tools() -> tuple[Tool, ...]:
    """Every version of every tool, by code and then the oldest first. Raises Refusals for a wrong file."""
    found = [tool_of(told) for told in _read(_data().joinpath("tools"))]
    check_versions(found)
    return tuple(sorted(found, key=lambda each: (each.code, each.version)))


def tool_numbered(code: str, version: int) -> Tool:
    return numbered(tools(), code, version)


def tool_in_force(code: str, on: date) -> Tool:
    return in_force(tools(), code, on)


@cache
def frameworks() -> tuple[Framework, ...]:
    """Every version, the oldest first."""
    found = [framework_of(told) for told in _read(_data(), begins_with=_FRAMEWORK)]
    return tuple(sorted(found, key=lambda each: each.version))


def framework_on(on: date) -> Framework:
    return framework_in_force(frameworks(), on)


def _data() -> Traversable:
    return files("alongside.quality").joinpath("data")


def _read(folder: Traversable, *, begins_with: str = "") -> Iterator[Mapping[str, Any]]:
    for each in folder.iterdir():
        if each.name.startswith(begins_with) and each.name.endswith(_ENDING):
            yield tomllib.loads(each.read_text(encoding="utf-8"))
