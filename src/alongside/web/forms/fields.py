"""Fields whose refusals are sentences. Dates are read by ``kernel.dates``; nothing is guessed.

Required messages are made from the label by ``HouseForm``; ``error_messages`` overrides them.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import BaseValidator

from alongside.exchange.limits import megabytes
from alongside.kernel.dates import PartialDate, parse_date
from alongside.kernel.refusals import Refusal
from alongside.web.forms.widgets import DayInput, DropDown, Radios, Ticks, Typed, typed_parts
from alongside.web.writing import number, size

FieldOptions = Any
LARGEST_WHOLE_NUMBER = 10**9
_IN_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")


class _Sized:
    """``width`` is the box's size in characters; ``label_size`` is s, m or l."""

    def __init__(
        self, *args: Any, width: int | None = None, label_size: str = "s", **options: FieldOptions
    ) -> None:
        super().__init__(*args, **options)
        self.width = width
        self.label_size = label_size


TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0x2060, 0xFEFF])
"""Invisible characters that turn the reading direction of what follows, or split words unseen: each hides
a text's meaning. Joiners stay, since some scripts and signs need them.
"""


UNSEEN = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and signs that show nothing, although Unicode counts them as letters and signs."""
UNSEEN_KINDS = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me", "Zl", "Zp", "Zs"})
"""Spaces, controls, joiners, and marks that only show on a letter."""


def shows_something(text: str) -> bool:
    """Whether anybody would see something of the text.

    >>> shows_something("a\u200b"), shows_something("\u200b \u2060")
    (True, False)
    """
    return any(unicodedata.category(c) not in UNSEEN_KINDS and c not in UNSEEN for c in text)


class TextField(_Sized, forms.CharField):
    """One line of text, at most 200 characters unless said otherwise. What nobody could see is no
    text.
    """

    default_error_messages = {
        "null_characters_not_allowed": "A character in here cannot be kept. Type it again."
    }

    def __init__(self, *, max_length: int = 200, **options: FieldOptions) -> None:
        super().__init__(max_length=max_length, **options)

    def to_python(self, value: Any) -> str:
        text = str(super().to_python(value) or "").translate(TURNING)
        return text if shows_something(text) else ""

    def clean(self, value: Any) -> str:
        text = self.to_python(value)
        if text and len(text) > (self.max_length or 0):
            raise ValidationError(_too_long(self.max_length, len(text)))
        return str(super().clean(value))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No ``maxlength``: it would cut off what is pasted, without a word."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


class LongTextField(TextField):
    """Several lines, with a character count. Line ends count once, as the browser counts them."""

    widget = forms.Textarea

    def __init__(self, *, max_length: int = 4000, rows: int = 5, **options: FieldOptions) -> None:
        super().__init__(max_length=max_length, **options)
        self.widget.attrs["rows"] = rows

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class WholeNumberField(_Sized, forms.IntegerField):
    """A whole number that a database can hold."""

    default_error_messages = {"invalid": "Write a whole number with digits only, like 12."}
    widget = forms.TextInput

    def __init__(
        self,
        *,
        min_value: int = 0,
        max_value: int = LARGEST_WHOLE_NUMBER,
        width: int = 5,
        **options: FieldOptions,
    ) -> None:
        super().__init__(min_value=min_value, max_value=max_value, width=width, **options)
        limits = f"Write a whole number from {number(min_value)} to {number(max_value)}."
        self.error_messages |= {"min_value": limits, "max_value": limits}
        _say_instead(self, limits)
        self.widget.attrs["inputmode"] = "numeric"

    def to_python(self, value: Any) -> int | None:
        text = _without_commas(value)
        _check_digits(self, text)
        if isinstance(text, str) and len(text) > 20:
            raise ValidationError(self.error_messages["max_value"], code="max_value")
        return super().to_python(text)


class DecimalField(_Sized, forms.DecimalField):
    default_error_messages = {"invalid": "Write a number with digits, like 64.8."}
    widget = forms.TextInput

    def __init__(
        self,
        *,
        width: int = 5,
        max_digits: int = 12,
        decimal_places: int = 4,
        **options: FieldOptions,
    ) -> None:
        super().__init__(
            width=width, max_digits=max_digits, decimal_places=decimal_places, **options
        )
        self.widget.attrs["inputmode"] = "decimal"
        whole = max_digits - decimal_places
        self.error_messages |= {
            "max_digits": f"Write a number with at most {max_digits} digits.",
            "max_whole_digits": f"Write at most {whole} digits before the point.",
            "max_decimal_places": f"Write at most {decimal_places} digits after the point.",
        }

    def to_python(self, value: Any) -> Any:
        text = _without_commas(value)
        _check_digits(self, text)
        return super().to_python(text)


class EmailField(_Sized, forms.EmailField):
    default_error_messages = {"invalid": "Write an e-mail address like name@example.org."}

    def __init__(self, **options: FieldOptions) -> None:
        super().__init__(**options)
        self.widget.attrs |= {"autocomplete": "email", "spellcheck": "false"}


class _BoxedDateField(_Sized, forms.Field):
    widget = DayInput

    def prepare_value(self, value: Any) -> Typed:
        return typed_parts(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return typed_parts(initial) != typed_parts(data)

    def to_python(self, value: Typed | None) -> Any:
        day, month, year = value or ("", "", "")
        if not (day or month or year):
            return None
        self._check_parts(day, month, year)
        try:
            return self._read(day, month, year)
        except Refusal as refusal:
            raise ValidationError(refusal.sentence, code="invalid") from refusal

    def _check_parts(self, day: str, month: str, year: str) -> None:
        raise NotImplementedError

    def _read(self, day: str, month: str, year: str) -> Any:
        raise NotImplementedError


class DayField(_BoxedDateField):
    """Three boxes to one ``date``. A whole date typed or pasted into the first box is read too."""

    def _check_parts(self, day: str, month: str, year: str) -> None:
        if month or year:
            _check_filled({"day": day, "month": month, "year": year})

    def _read(self, day: str, month: str, year: str) -> date:
        return parse_date(_as_text(day, month, year))


class PartialDateField(_BoxedDateField):
    """Three boxes to a ``PartialDate``; the day may stay empty when only the month is known."""

    def _check_parts(self, day: str, month: str, year: str) -> None:
        if month or year:
            _check_filled({"month": month, "year": year})

    def _read(self, day: str, month: str, year: str) -> PartialDate:
        return PartialDate.parse(_as_text(day, month, year))


class ChoiceField(_Sized, forms.ChoiceField):
    """Radios: for up to about eight choices. ``hints`` maps a value to a sentence below it."""

    widget = Radios
    default_error_messages = {"invalid_choice": "Choose one of the answers in the list."}

    def __init__(self, *, hints: Mapping[str, str] | None = None, **options: FieldOptions) -> None:
        super().__init__(**options)
        self.widget.hints = hints or {}


class SelectField(_Sized, forms.ChoiceField):
    """A drop-down list; ``empty_words`` is its first, unchosen line."""

    widget = DropDown
    default_error_messages = {"invalid_choice": "Choose one of the answers in the list."}

    def __init__(
        self, *, empty_words: str = "Choose one", choices: Any = (), **options: FieldOptions
    ) -> None:
        self.empty_words = empty_words
        super().__init__(choices=choices, **options)

    def _with_empty(self, choices: Any) -> list[tuple[Any, Any]]:
        given = list(choices() if callable(choices) else choices)
        return (
            given if any(str(key) == "" for key, _ in given) else [("", self.empty_words), *given]
        )

    def __setattr__(self, name: str, value: Any) -> None:
        """Choices given later, by a page, get the unchosen line as well."""
        super().__setattr__(name, self._with_empty(value) if name == "choices" else value)


class ChoicesField(_Sized, forms.MultipleChoiceField):
    """Checkboxes: any number of answers."""

    widget = Ticks
    default_error_messages = {"invalid_choice": "Choose answers from the list only."}

    def __init__(self, *, hints: Mapping[str, str] | None = None, **options: FieldOptions) -> None:
        super().__init__(**options)
        self.widget.hints = hints or {}


class TickField(_Sized, forms.BooleanField):
    """One box to tick. Required means it must be ticked."""


class FileField(_Sized, forms.FileField):
    """One file, no larger than the installation allows."""

    widget = forms.FileInput
    default_error_messages = {"empty": "That file is empty. Choose another file."}

    def clean(self, data: Any, initial: Any = None) -> Any:
        if data and data.size > settings.UPLOAD_LIMIT_BYTES:
            limit = megabytes(settings.UPLOAD_LIMIT_BYTES)
            raise ValidationError(
                f"That file is {size(data.size)}. Choose a file no larger than {limit}."
            )
        return super().clean(data, initial)


class HiddenField(forms.CharField):
    widget = forms.HiddenInput


class VersionField(forms.IntegerField):
    """The version a person was looking at, so that two people do not overwrite each other."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(min_value=1, max_value=LARGEST_WHOLE_NUMBER)
        lost = "This form is out of date. Open the page again, then make your change."
        self.error_messages |= {"required": lost, "invalid": lost}
        _say_instead(self, lost)


def _too_long(limit: int | None, length: int) -> str:
    return f"Write {number(limit)} characters or fewer. You have written {number(length)}."


def _check_filled(parts: Mapping[str, str]) -> None:
    missing = [name for name, value in parts.items() if not value]
    if missing:
        raise ValidationError(
            f"The date must include a {' and a '.join(missing)}.", code="incomplete"
        )


def _as_text(day: str, month: str, year: str) -> str:
    if not (month or year):
        return day
    if month.isascii() and month.isdigit():
        return f"{day}/{month}/{year}" if day else f"{year}-{month.zfill(2)}"
    return f"{day} {month} {year}".strip()


def _check_digits(field: forms.Field, value: Any) -> None:
    """Digits of other scripts would be read as numbers, and nobody could check them; and "1e3" would be a
    thousand, which hardly anybody means.
    """
    if isinstance(value, str) and (not value.isascii() or re.search("[A-Za-z]", value)):
        raise ValidationError(field.error_messages["invalid"], code="invalid")


def _without_commas(value: Any) -> Any:
    """Only where they set thousands apart: 1,23 is no number."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    return text.replace(",", "") if _IN_THOUSANDS.fullmatch(text) else text


def _say_instead(field: forms.Field, sentence: str) -> None:
    for validator in field.validators:
        if isinstance(validator, BaseValidator):
            validator.message = sentence
