"""What the forms of this room share: choices given by the page, and sentences at a box that is there."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, cast

from alongside.web.forms import ChoiceField, HouseForm

Choices = Sequence[tuple[str, str]]


class PlanForm(HouseForm):
    """``instead`` names the box that takes a sentence about a box which this form leaves out."""

    instead: ClassVar[Mapping[str, str]] = {}

    def offer(self, name: str, choices: Choices, *, hints: Mapping[str, str] | None = None) -> None:
        """Give a box its choices. Call before anything is checked."""
        field = cast(ChoiceField, self.fields[name])
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

    def _say(self, sentence: str, field: str) -> None:
        super()._say(sentence, field if field in self.fields else self.instead.get(field, field))


def choices_of(labels: Mapping[Any, str]) -> list[tuple[str, str]]:
    """Stored codes and their words, in the order of the words' table."""
    return [(str(code), label) for code, label in labels.items()]
