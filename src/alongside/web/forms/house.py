"""The form every page uses: refusals become sentences beside fields, and what was typed is kept.

It does not decide anything: operations do. A fault that is not a refusal goes on to the error page.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError
from django.forms.utils import pretty_name
from django.http import QueryDict

from alongside.kernel.refusals import Changed, Refusal, Refusals
from alongside.web.forms.constraints import broken_sentence
from alongside.web.writing import in_a_sentence

Refused = Refusal | Refusals | ValidationError | IntegrityError
Choices = Sequence[tuple[str, str]]
Groups = Sequence[tuple[str, Choices]]
"""Choices below headings, for a drop-down list."""
VERSION = "expected_version"
_CHOSEN_FROM_A_LIST = (
    forms.RadioSelect,
    forms.CheckboxSelectMultiple,
    forms.Select,
    forms.FileInput,
)
_NAMES_NO_THING = ("another ", "how ", "what ", "where ", "which ", "who ", "whom ", "whose ")
"""So begin labels before which no “the” can stand."""


@dataclass(slots=True)
class Outcome:
    """Whether the operation inside ``refusals()`` was accepted."""

    accepted: bool = True


class HouseForm(forms.Form):
    """``conflict`` is set when somebody else changed the same thing first.

    ``instead`` names the box that takes a sentence about a box which this form leaves out.
    ``below`` names a box that stands below the buttons: one with a button of its own, since a browser
    presses a form's first button when somebody presses Enter.
    """

    instead: ClassVar[Mapping[str, str]] = {}
    below: ClassVar[str] = ""

    use_required_attribute = False
    all_optional = False
    conflict: Changed | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            _give_required_sentence(field, str(field.label or pretty_name(name)))

    def offer(
        self, name: str, choices: Choices | Groups, *, hints: Mapping[str, str] | None = None
    ) -> None:
        """Give a box its choices. Call before anything is checked."""
        field = cast(forms.ChoiceField, self.fields[name])
        field.choices = list(choices)
        if hints is not None:
            cast(Any, field.widget).hints = hints

    def offer_or_leave_out(
        self, name: str, choices: Choices, *, hints: Mapping[str, str] | None = None
    ) -> None:
        """The same, but a box with nothing to choose from is not shown."""
        if choices:
            self.offer(name, choices, hints=hints)
        else:
            del self.fields[name]

    def relabel(self, name: str, label: str) -> None:
        """Another label in this form alone, also in the sentence that asks for the box."""
        field = self.fields[name]
        before = _required_sentence(field, str(field.label or pretty_name(name)))
        if field.error_messages["required"] == before:
            field.error_messages["required"] = _required_sentence(field, label)
        field.label = label

    def get_context(self) -> dict[str, Any]:
        context = super().get_context()
        context["fields"] = [each for each in context["fields"] if each[0].name != self.below]
        return context

    @property
    def box_below(self) -> forms.BoundField | None:
        return self[self.below] if self.below in self.fields else None

    @property
    def answer_status(self) -> HTTPStatus:
        """What the page answers: 422 when something has to be mended."""
        return HTTPStatus.UNPROCESSABLE_ENTITY if self.is_bound and self.errors else HTTPStatus.OK

    @contextmanager
    def refusals(self) -> Iterator[Outcome]:
        """Run one operation; what it refuses becomes this form's errors."""
        outcome = Outcome()
        try:
            yield outcome
        except (Refusal, Refusals, ValidationError, IntegrityError) as refused:
            self.refuse(refused)
            outcome.accepted = False

    def refuse(self, refused: Refused) -> None:
        """An IntegrityError whose constraint has no sentence is a fault: it is raised again."""
        match refused:
            case Changed():
                self._note_conflict(refused)
            case Refusal():
                self._say(refused.sentence, refused.field)
            case Refusals():
                for refusal in refused.refusals:
                    self.refuse(refusal)
            case ValidationError():
                self._say_all(refused)
            case IntegrityError():
                sentence = broken_sentence(refused)
                if sentence is None:
                    raise refused
                self._say(sentence, "")

    def _say(self, sentence: str, field: str) -> None:
        field = field if field in self.fields else self.instead.get(field, field)
        shown = field if field in self.fields and not self.fields[field].widget.is_hidden else None
        self.add_error(shown, ValidationError(sentence, code="refused"))

    def _say_all(self, refused: ValidationError) -> None:
        by_field = (
            refused.message_dict
            if hasattr(refused, "error_dict")
            else {NON_FIELD_ERRORS: refused.messages}
        )
        for field, sentences in by_field.items():
            for sentence in sentences:
                self._say(sentence, field)

    def _note_conflict(self, changed: Changed) -> None:
        """Show both versions; pressing again saves over the newer one, knowingly."""
        self.conflict = changed
        self._say(changed.sentence, changed.field)
        if VERSION in self.fields and VERSION in self.initial:
            fresh = {self.add_prefix(VERSION): str(self.initial[VERSION])}
            self.data = _with_values(self.data, fresh)


def choices_of(labels: Mapping[Any, str]) -> list[tuple[str, str]]:
    """Stored codes and their words, in the order of the words' table."""
    return [(str(code), label) for code, label in labels.items()]


def _with_values(data: Mapping[str, Any], values: Mapping[str, str]) -> Mapping[str, Any]:
    if not isinstance(data, QueryDict):
        return {**data, **values}
    changed = data.copy()
    for name, value in values.items():
        changed[name] = value
    return changed


class FilterForm(HouseForm):
    """Filters in the address of a GET page.

    Everything is optional; a wrong value is said and left out.
    """

    all_optional = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "filter_%s")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False

    def chosen(self) -> dict[str, Any]:
        """What was chosen and could be read, by field."""
        self.is_valid()
        cleaned = getattr(self, "cleaned_data", {})
        return {
            name: value for name, value in cleaned.items() if value not in (None, "", [], False)
        }


def _give_required_sentence(field: forms.Field, label: str) -> None:
    """Unless the field brought its own sentence, ask in the words of its label."""
    if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
        field.error_messages["required"] = _required_sentence(field, label)


def _required_sentence(field: forms.Field, label: str) -> str:
    if label.endswith("?"):
        return f"Answer the question “{label}”"
    if isinstance(field.widget, forms.CheckboxInput):
        return f"Tick the box “{label}” to go on"
    if ":" in label or label.lower().startswith(_NAMES_NO_THING):
        return f"Fill in “{label}”"
    verb = "Choose" if isinstance(field.widget, _CHOSEN_FROM_A_LIST) else "Enter"
    return f"{verb} {_the(in_a_sentence(label))}"


def _the(label: str) -> str:
    return label if label.startswith(("the ", "a ", "an ", "your ", "their ")) else f"the {label}"
