"""Values of JSON as the functions of this room take them, and their results as JSON.

What a value becomes is read from the annotation of its parameter: lists become arrays or tuples, ISO
days become dates, objects become the options that they fill, null is a missing number. A result gives
its numbers in full; what is missing or infinite is null, since JSON has no word for it.
"""

import dataclasses
import inspect
import math
import types
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import numpy as np
from numpy.typing import ArrayLike

from alongside.kernel.refusals import Refusal

_ARRAY_LIKE = set(get_args(ArrayLike))
_LISTS = (Sequence, Iterable, Collection, list, tuple)
_NEAREST = 3
_FEW = 12
_KINDS: dict[object, tuple[type | tuple[type, ...], str, str]] = {
    bool: (bool, "true or false", "true and false"),
    int: (int, "a whole number", "whole numbers"),
    float: ((int, float), "a number", "numbers"),
    str: (str, "a text", "texts"),
    type(None): (type(None), "null", "null"),
}
"""What is such a value, and how one and several are called."""


def arguments(function: Callable[..., object], given: Mapping[str, object]) -> dict[str, Any]:
    """The keyword arguments of ``function``, from a JSON object. Raises Refusal with a sentence.

    >>> def half(of: float) -> float: return of / 2
    >>> arguments(half, {"of": 3})
    {'of': 3.0}
    """
    hints = get_type_hints(function)
    required = [
        name
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.default is inspect.Parameter.empty
    ]
    names = list(inspect.signature(function).parameters)
    return _filled(given, names=names, required=required, hints=hints)


def as_json(value: object) -> Any:
    """Plain lists, objects, texts and numbers.

    >>> as_json(np.array([0.5, np.nan]))
    [0.5, None]
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: as_json(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if not field.name.startswith("_")
        }
    if isinstance(value, np.ndarray | np.generic):
        # As days, since finer instants would come out as whole numbers.
        dated = value.astype("datetime64[D]") if value.dtype.kind == "M" else value
        return as_json(dated.tolist())
    if isinstance(value, Mapping):
        return {str(as_json(key)): as_json(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [as_json(each) for each in value]
    return _plain(value)


def convert(value: object, hint: Any, *, field: str) -> Any:
    """One JSON value as its annotation wants it. Raises Refusal; TypeError for an annotation unknown here."""
    origin, parts = get_origin(hint), get_args(hint)
    if hint is Any or hint is object:
        return value
    if origin in (Union, types.UnionType):
        return _one_of(value, parts, field=field)
    if origin is Literal:
        return _word(value, parts, field=field)
    if origin is np.ndarray:
        return _array(value, parts, field=field)
    if origin in _LISTS:
        return _list(value, parts, field=field)
    if isinstance(hint, type):
        return _instance(value, hint, field=field)
    if origin is not None and issubclass(origin, Mapping):
        return _object(value, parts, field=field)
    raise TypeError(f"{field}: no way from JSON to {hint!r}")


def keys_of(hint: Any) -> list[str]:
    """The keys of the object that fills a parameter; none where it takes no object."""
    for part in (hint, *get_args(hint)):
        if isinstance(part, type) and dataclasses.is_dataclass(part):
            return [each.name for each in dataclasses.fields(part) if each.init]
    return []


def nearest(name: str, names: Collection[str]) -> str:
    """ "The nearest are a and b.", or all of a few where nothing is near."""
    close = (
        get_close_matches(name, names, n=_NEAREST, cutoff=0.65)
        or [each for each in sorted(names) if name and (name in each or each in name)][:_NEAREST]
    )
    if not close and len(names) > _FEW:
        return "Nothing of the list is near it."
    if not close:
        return f"There are {', '.join(sorted(names))}." if names else "It takes none."
    if len(close) == 1:
        return f"The nearest is {close[0]}."
    return f"The nearest are {', '.join(close[:-1])} and {close[-1]}."


def _filled(
    given: Mapping[str, object],
    *,
    names: Sequence[str],
    required: Sequence[str],
    hints: Mapping[str, Any],
) -> dict[str, Any]:
    for name in given:
        if name not in names:
            raise Refusal(
                f"There is no input “{name}” here. {nearest(name, names)}", field=str(name)
            )
    missing = [name for name in required if name not in given]
    if missing:
        raise Refusal(f"It also needs {', '.join(f'“{name}”' for name in missing)}.")
    return {name: convert(value, hints[name], field=name) for name, value in given.items()}


def _one_of(value: object, parts: tuple[Any, ...], *, field: str) -> Any:
    if value is None and type(None) in parts:
        return None
    if set(parts) >= _ARRAY_LIKE:
        return _numbers(value, field=field)
    refused = None
    for part in parts:
        if part is type(None):
            continue
        try:
            return convert(value, part, field=field)
        except Refusal as refusal:
            # What fits an object or a list best says most about what is wrong with it.
            refused = refusal if refused is None or isinstance(value, list | dict) else refused
    raise refused or Refusal(f"“{field}” must be empty.", field=field)


def _numbers(value: object, *, field: str) -> Any:
    """For an array: null is a missing number, unless texts stand beside it."""
    if isinstance(value, dict):
        raise Refusal(f"“{field}” must be a number or a list, not an object.", field=field)
    if any(isinstance(leaf, str) for leaf in _leaves(value)):
        return value
    return _without_null(value)


def _leaves(value: object) -> Iterable[object]:
    if isinstance(value, list):
        for each in value:
            yield from _leaves(each)
    else:
        yield value


def _without_null(value: object) -> Any:
    if isinstance(value, list):
        return [_without_null(each) for each in value]
    return math.nan if value is None else value


def _array(value: object, parts: tuple[Any, ...], *, field: str) -> Any:
    """Of days, of yes and no, of texts or of numbers, as the annotation says."""
    kind = get_args(parts[-1])[0] if parts and get_args(parts[-1]) else np.float64
    dtype = "datetime64[D]" if kind is np.datetime64 else kind
    try:
        return np.array(value if kind is not np.float64 else _without_null(value), dtype=dtype)
    except (TypeError, ValueError, OverflowError):
        raise Refusal(
            f"“{field}” must be a list, each part as long as its neighbours.", field=field
        ) from None


def _word(value: object, words: tuple[Any, ...], *, field: str) -> Any:
    if value not in words or isinstance(value, bool) != any(
        isinstance(word, bool) for word in words
    ):
        raise Refusal(
            f"“{field}” must be one of {', '.join(str(word) for word in words)}.", field=field
        )
    return value


def _list(value: object, parts: tuple[Any, ...], *, field: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise Refusal(f"“{field}” must be {_list_words(parts)}.", field=field)
    if not parts:
        return tuple(value)
    if len(parts) > 1 and parts[-1] is not Ellipsis:
        if len(value) != len(parts):
            raise Refusal(f"“{field}” must be a list of {len(parts)}.", field=field)
        pairs = zip(value, parts, strict=True)
        return tuple(convert(each, part, field=field) for each, part in pairs)
    kinds = _plain_kinds(parts[0])
    for place, each in enumerate(value, start=1):
        if kinds and not any(_is_plain(each, kind) for kind in kinds):
            raise Refusal(
                f"“{field}” must be {_list_words(parts)}, and its value {place} is something else.",
                field=field,
            )
    return tuple(convert(each, parts[0], field=field) for each in value)


def _list_words(parts: tuple[Any, ...]) -> str:
    """ "a list of texts or numbers", "a list of lists"; how long, where that is fixed."""
    if not parts:
        return "a list"
    if len(parts) > 1 and parts[-1] is not Ellipsis:
        return f"a list of {len(parts)}"
    if get_origin(parts[0]) in _LISTS:
        return "a list of lists"
    several = _either([_KINDS[kind][2] for kind in _plain_kinds(parts[0])])
    return f"a list of {several}" if several else "a list"


def _either(words: Sequence[str]) -> str:
    """ "texts, numbers or null"."""
    return " or ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def _plain_kinds(hint: Any) -> tuple[Any, ...]:
    """The plain values that fit the hint, a number for both kinds of them; none where others do too."""
    kinds = get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)
    if not all(isinstance(kind, type) and kind in _KINDS for kind in kinds):
        return ()
    return tuple(kind for kind in kinds if not (kind is int and float in kinds))


def _object(value: object, parts: tuple[Any, ...], *, field: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Refusal(f"“{field}” must be an object.", field=field)
    return {key: convert(each, parts[1], field=field) for key, each in value.items()}


def _instance(value: object, hint: type, *, field: str) -> Any:
    if dataclasses.is_dataclass(hint):
        return _options(value, hint, field=field)
    if issubclass(hint, Enum):
        _word(value, tuple(each.value for each in hint), field=field)
        return hint(value)
    if issubclass(hint, date):
        return _day(value, field=field)
    if issubclass(hint, np.datetime64):
        return np.datetime64(_day(value, field=field), "D")
    if hint not in _KINDS:
        raise TypeError(f"{field}: no way from JSON to {hint!r}")
    if not _is_plain(value, hint):
        raise Refusal(f"“{field}” must be {_KINDS[hint][1]}.", field=field)
    try:
        made: Any = hint
        return made(value)
    except OverflowError:
        raise Refusal(f"“{field}” is too large a number.", field=field) from None


def _is_plain(value: object, hint: type) -> bool:
    return isinstance(value, _KINDS[hint][0]) and (hint is bool or not isinstance(value, bool))


def _options(value: object, hint: type, *, field: str) -> Any:
    if not isinstance(value, dict):
        raise Refusal(f"“{field}” must be an object such as {_example(hint)}.", field=field)
    required = [
        each.name
        for each in dataclasses.fields(hint)
        if each.init
        and each.default is dataclasses.MISSING
        and each.default_factory is dataclasses.MISSING
    ]
    hints = get_type_hints(hint)
    return hint(**_filled(value, names=keys_of(hint), required=required, hints=hints))


def _example(hint: type) -> str:
    return "{" + ", ".join(f'"{name}": …' for name in keys_of(hint)) + "}"


def _day(value: object, *, field: str) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise Refusal(f"“{field}” must be a day such as 2024-03-31.", field=field) from None


def _plain(value: object) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, str | int):
        return value
    return str(value)
