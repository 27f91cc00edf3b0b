"""How values are written for people: days, instants, numbers, sizes. Text only, never HTML.

Instants are stored in UTC and written in London time. Nothing here reads the clock.
"""

from datetime import date, datetime

from django.utils.text import capfirst

from alongside.kernel.dates import PartialDate, day_in_words
from alongside.web.clock import LONDON

KILO = 1000
UNITS = ("bytes", "kB", "MB", "GB")


def day(value: date | datetime | None) -> str:
    """5 June 2020. An instant gives its day in London; nothing gives an empty text."""
    if value is None:
        return ""
    return day_in_words(_london_day(value))


def short_day(value: date | datetime | None) -> str:
    """5 Jun 2020, for narrow columns."""
    if value is None:
        return ""
    local = _london_day(value)
    return f"{local.day} {local:%b} {local.year}"


def instant(value: datetime | None) -> str:
    """5 June 2020 at 10:30am, in London."""
    if value is None:
        return ""
    if value.tzinfo is None:
        raise ValueError("An instant must say its time zone.")
    local = value.astimezone(LONDON)
    return f"{day_in_words(local.date())} at {_time(local)}"


def partial(value: PartialDate | date | None) -> str:
    """June 2020 when only the month is known, else 5 June 2020."""
    if value is None:
        return ""
    return str(value) if isinstance(value, PartialDate) else day(value)


def when(value: PartialDate | date | datetime | str | None) -> str:
    """Whatever is known of a moment, in words."""
    if isinstance(value, str):
        return value
    return instant(value) if isinstance(value, datetime) else partial(value)


def number(value: float | None) -> str:
    """12,345. A value that is not there is an empty text, never 0."""
    return "" if value is None else f"{value:,}"


def words_for(count: int, words: str) -> str:
    """The singular or the plural of "action,actions".

    >>> words_for(1, "child,children")
    'child'
    """
    singular, separator, plural = words.partition(",")
    if not separator:
        plural = f"{singular}s"
    return singular if count == 1 else plural


def counted(count: int, words: str) -> str:
    """1,204 actions."""
    return f"{number(count)} {words_for(count, words)}"


def size(size_bytes: int) -> str:
    """1.2 MB: decimal units, as file managers show them."""
    amount = float(size_bytes)
    for unit in UNITS[:-1]:
        if amount < KILO:
            return _amount(amount, unit)
        amount /= KILO
    return _amount(amount, UNITS[-1])


def shortened(text: str, length: int) -> str:
    """At most so many characters, cut between two words; a single long word is cut inside.

    >>> shortened("Write the strategy together", 20)
    'Write the strategy…'
    """
    if len(text) <= length:
        return text
    kept = text[:length]
    words = kept[:-1] if text[length - 1].isspace() else kept.rpartition(" ")[0]
    return f"{(words or kept[:-1]).rstrip(' ,;:–-')}…"


def in_a_sentence(label: str) -> str:
    """A label inside a sentence: "Date it ended" loses its capital, "NHS number" does not."""
    first, _, _ = label.partition(" ")
    if len(first) > 1 and first[1:] != first[1:].lower():
        return label
    return label[:1].lower() + label[1:]


def sentence(text: str) -> str:
    """With a capital first letter and a full stop."""
    ended = text if text.endswith((".", "?", "!", "…")) else f"{text}."
    return str(capfirst(ended))


def _london_day(value: date | datetime) -> date:
    return value.astimezone(LONDON).date() if isinstance(value, datetime) else value


def _time(local: datetime) -> str:
    if (local.hour, local.minute) in {(0, 0), (12, 0)}:
        return "midday" if local.hour else "midnight"
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def _amount(amount: float, unit: str) -> str:
    shown = (
        f"{amount:.1f}".removesuffix(".0") if amount < 100 and unit != "bytes" else f"{amount:.0f}"
    )
    return f"{shown} {'byte' if unit == 'bytes' and amount == 1 else unit}"
