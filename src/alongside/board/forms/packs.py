"""What is asked for when a pack is issued, or a file is checked."""

from alongside.web.forms import FileField, HiddenField, HouseForm, LongTextField, SelectField


class ChooseMeetingForm(HouseForm):
    meeting = SelectField(label="Which meeting is the pack for?")


class IssueForm(HouseForm):
    """``seen_number`` is the latest edition the person saw; a first edition needs no ``why``."""

    why = LongTextField(
        label="Why is it issued again?",
        rows=3,
        help_text="It is printed in the list of editions. The earlier edition stays as it is.",
    )
    seen_number = HiddenField()

    def __init__(self, *args: object, is_first: bool, **options: object) -> None:
        super().__init__(*args, **options)
        if is_first:
            del self.fields["why"]

    @property
    def seen(self) -> int:
        number = self.cleaned_data["seen_number"]
        return int(number) if number.isdigit() else 0


class UpwardForm(IssueForm):
    to_board = SelectField(label="Which board is it for?")
    field_order = ("to_board", "why", "seen_number")


class CheckFileForm(HouseForm):
    file = FileField(label="The file you have")
