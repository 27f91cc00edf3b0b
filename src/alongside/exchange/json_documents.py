"""Reads JSON from outside: bounded, no key twice, no number that is none, mistakes told with line
and column.

What the keys mean is for the room that imports them.
"""

import codecs
import json
import math
import re
from pathlib import Path
from typing import BinaryIO, NoReturn

from alongside.exchange.limits import MEGABYTE, Limits, read_bounded
from alongside.kernel.refusals import Refusal

JSON = dict[str, "JSON"] | list["JSON"] | str | int | float | bool | None
USUAL = Limits(file_bytes=10 * MEGABYTE)
TOO_LARGE = "Split the document into several, each with some of its parts, and try again."
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]', re.S)
_LONGEST_NUMBER = 400
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_PLAIN_WORDS = {
    "Expecting value": "a value is missing here, or a text has no quotation marks",
    "Expecting property name enclosed in double quotes": (
        "a name in double quotation marks is expected here; perhaps there is a comma too many"
    ),
    "Expecting ':' delimiter": "a colon is missing between a name and its value",
    "Expecting ',' delimiter": "a comma is missing between two values, or a bracket is not closed",
    "Illegal trailing comma before end of object": (
        "there is a comma too many before the closing bracket"
    ),
    "Illegal trailing comma before end of array": (
        "there is a comma too many before the closing bracket"
    ),
    "Unterminated string starting at": (
        "a text begins here and its closing quotation mark is missing"
    ),
    "Invalid control character at": "a text holds a line break or tab; write it as \\n or \\t",
    "Invalid \\escape": (
        "a backslash is followed by a letter that means nothing; write \\\\ for a backslash"
    ),
    "Invalid \\uXXXX escape": "\\u must be followed by four hexadecimal digits",
    "Extra data": "the document ended before this place; something follows it",
}


def read_json(data: BinaryIO | Path, *, limits: Limits = USUAL) -> JSON:
    """Raises Refusal with a sentence for anything that is not one sound JSON document in UTF-8."""
    content = read_bounded(data, limits=limits, too_large=TOO_LARGE)
    return parse_json(content, limits=limits)


def parse_json(content: bytes, *, limits: Limits = USUAL) -> JSON:
    text = _decode(content)
    _check_depth(text, limits)
    try:
        document: JSON = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_refuse_constant,
            parse_float=_float,
            parse_int=_int,
        )
    except json.JSONDecodeError as error:
        raise Refusal(_syntax_sentence(error)) from None
    _check_texts(document)
    return document


def _decode(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Refusal("The file is in UTF-16. Save it as UTF-8 and try again.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Refusal(
            f"Line {line} has letters that are not in UTF-8. Save the file as UTF-8 and try again."
        ) from None


def _check_depth(text: str, limits: Limits) -> None:
    depth = 0
    for token in _TOKEN.finditer(text):
        if token[0] in "[{":
            depth += 1
            if depth > limits.depth:
                line = text.count("\n", 0, token.start()) + 1
                raise Refusal(
                    f"Line {line}: the document is nested more than {limits.depth} levels deep."
                )
        elif token[0] in "]}":
            depth -= 1


def _object(pairs: list[tuple[str, JSON]]) -> dict[str, JSON]:
    found: dict[str, JSON] = {}
    for name, value in pairs:
        if name in found:
            raise Refusal(
                f"The name “{name[:60]}” stands twice in one object, so one value would be "
                "lost. Keep one."
            )
        found[name] = value
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise Refusal(f"{name} is not a number. Write null where a number is not known.")


def _float(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise Refusal(f"The number {digits[:20]} is too large.")
    return number


def _int(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise Refusal(f"The number {digits[:20]}… is too long.")
    return int(digits)


def _syntax_sentence(error: json.JSONDecodeError) -> str:
    words = next(
        (plain for start, plain in _PLAIN_WORDS.items() if error.msg.startswith(start)),
        "this is not JSON",
    )
    return f"Line {error.lineno}, column {error.colno}: {words}."


def _check_texts(document: JSON) -> None:
    waiting: list[JSON] = [document]
    while waiting:
        match waiting.pop():
            case str() as text:
                _check_text(text)
            case list() as items:
                waiting.extend(items)
            case dict() as fields:
                waiting.extend(fields)
                waiting.extend(fields.values())
            case _:
                pass


def _check_text(text: str) -> None:
    if found := _UNSTORABLE.search(text):
        raise Refusal(
            f"A text holds the character U+{ord(found[0]):04X}, which cannot be kept. Remove it."
        )
