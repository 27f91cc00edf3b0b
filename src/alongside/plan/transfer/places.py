"""On which line and column of a JSON text a value stands.

Asked only when something is wrong, of a text that has been read as sound JSON before.
"""

import re
from dataclasses import dataclass, field

from alongside.plan.transfer.schema import Path

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\]:,]|[^\s{}\[\]:,"]+', re.S)
_OPENING, _CLOSING, _COMMA, _COLON = "{[", "}]", ",", ":"
_STRING = re.compile(r"\\u([0-9a-fA-F]{4})|\\(.)", re.S)
_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


@dataclass(slots=True)
class _Level:
    """One open object or list: the name or the place of the value that comes next."""

    is_object: bool
    step: str | int = 0
    awaits_name: bool = False


@dataclass(slots=True)
class _Walk:
    levels: list[_Level] = field(default_factory=list)
    found: dict[Path, int] = field(default_factory=dict)

    def path(self) -> Path:
        return tuple(level.step for level in self.levels)

    def take(self, token: str, offset: int) -> None:
        top = self.levels[-1] if self.levels else None
        if top and top.awaits_name and token.startswith('"'):
            top.step, top.awaits_name = _unquoted(token), False
        elif token in _OPENING:
            is_object = token == _OPENING[0]
            self.found.setdefault(self.path(), offset)
            self.levels.append(_Level(is_object, awaits_name=is_object))
        elif token in _CLOSING:
            self.levels.pop()
        elif token == _COMMA:
            self._next()
        elif token != _COLON:
            self.found.setdefault(self.path(), offset)

    def _next(self) -> None:
        top = self.levels[-1]
        if isinstance(top.step, int):
            top.step += 1
        top.awaits_name = top.is_object


class JsonPlaces:
    """Finds the line and column, from 1, of a path; of the nearest thing around it when it is missing."""

    def __init__(self, text: str) -> None:
        self._text = text
        walk = _Walk()
        for token in _TOKEN.finditer(text):
            walk.take(token[0], token.start())
        self._offsets = walk.found

    def find(self, path: Path) -> tuple[int, int]:
        while path and path not in self._offsets:
            path = path[:-1]
        offset = self._offsets.get(path, 0)
        line = self._text.count("\n", 0, offset) + 1
        return line, offset - self._text.rfind("\n", 0, offset)


def _unquoted(token: str) -> str:
    return _STRING.sub(
        lambda m: chr(int(m[1], 16)) if m[1] else _ESCAPES.get(m[2], m[2]), token[1:-1]
    )
