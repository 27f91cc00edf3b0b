"""What is asked for when a case is put together for somebody outside."""

from alongside.casework.rules.exporting import ExportOrder, Part, Purpose
from alongside.casework.words import PARTS, PURPOSES
from alongside.web.forms import ChoiceField, ChoicesField, HouseForm, choices_of


class ExportForm(HouseForm):
    purpose = ChoiceField(label="For whom is it put together?", choices=choices_of(PURPOSES))
    parts = ChoicesField(
        label="What goes into it?",
        choices=choices_of(PARTS),
        hints={Part.NOTES.value: "Read them first: they may be about other people."},
    )

    def order(self) -> ExportOrder:
        chosen = set(self.cleaned_data["parts"])
        return ExportOrder(
            purpose=Purpose(self.cleaned_data["purpose"]),
            parts=tuple(part for part in Part if part.value in chosen),
        )
