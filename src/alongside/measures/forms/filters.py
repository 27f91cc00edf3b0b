"""Which measures to show, and in which order: kept in the address."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Self

from alongside.measures.queries.dashboard import Choices, Line
from alongside.measures.words import ACCOUNTABILITIES, KINDS
from alongside.people.words import PARTNER_LABELS
from alongside.web.forms import FilterForm, SelectField
from alongside.web.writing import in_a_sentence

ANY = ("", "Any")
ORDERS = (("", "What needs attention first"), ("code", "By code"))


class MeasureFilterForm(FilterForm):
    """The choices are those that the measures of the area have; others show everything."""

    weakness = SelectField(label="Weakness")
    statement = SelectField(label="Outcome statement")
    partner = SelectField(label="Partner")
    kind = SelectField(
        label="Kind of question",
        choices=[ANY, *((kind.value, words) for kind, words in KINDS.items())],
    )
    accountability = SelectField(
        label="Whom it is about",
        choices=[ANY, *((whom.value, words) for whom, words in ACCOUNTABILITIES.items())],
    )
    order = SelectField(label="Order", choices=ORDERS)

    @classmethod
    def for_lines(cls, query: Mapping[str, str], lines: Sequence[Line]) -> Self:
        form = cls(query)
        form.offer("weakness", _each(tie.group for line in lines for tie in line.ties))
        form.offer("statement", _each(text for line in lines for text in line.statements))
        partners = sorted({code for line in lines for code in line.partners})
        form.offer("partner", [ANY, *((code, PARTNER_LABELS.get(code, code)) for code in partners)])
        return form

    @property
    def choices(self) -> Choices:
        """What was asked for; anything that is no choice asks for everything."""
        return Choices(**self.chosen())

    @property
    def narrowed_to(self) -> str:
        """What is shown alone, in words, also for paper; empty where everything is."""
        told = [
            f"{in_a_sentence(str(self.fields[name].label))} “{self._words(name, value)}”"
            for name, value in self.chosen().items()
            if name != "order"
        ]
        return f"Only these: {'; '.join(told)}." if told else ""

    def _words(self, name: str, value: str) -> str:
        return str(dict(getattr(self.fields[name], "choices", ()))[value])


def _each(texts: Iterable[str]) -> list[tuple[str, str]]:
    return [ANY, *((text, text) for text in dict.fromkeys(texts) if text)]
