"""What is asked for when a pack is issued, or a file is checked."""

from typing import Any

from django.core.exceptions import ValidationError

from alongside.web.forms import FileField, HiddenField, HouseForm, LongTextField, SelectField


class ChooseMeetingForm(HouseForm):
    meeting = SelectField(label="Which meeting is the pack for?")


class IssueForm(HouseForm):
    """``seen_number`` is the latest edition the person saw, ``latest`` the one there is. A first
    edition needs no ``why``, and is asked for none when somebody issued another one meanwhile;
    ``is_own``: that was the same person, such as by a second click.
    """

    why = LongTextField(
        label="Why is it issued again?",
        rows=3,
        help_text="It is printed in the list of editions. The earlier edition stays as it is.",
    )
    seen_number = HiddenField()

    def __init__(
        self,
        *args: object,
        latest: int,
        is_own: bool = False,
        is_early: bool = False,
        **options: object,
    ) -> None:
        super().__init__(*args, **options)
        self.latest, self.is_own = latest, is_own
        if is_early and not latest:
            self.fields["why"].label = "Why is it frozen before its day?"
            self.fields["why"].help_text = "It is printed on the first page of the evidence."
        elif not latest:
            del self.fields["why"]
        elif self._is_stale():
            self.fields["why"].required = False

    def clean(self) -> dict[str, Any]:
        if self._is_stale():
            raise ValidationError(self._stale_words(), code="stale")
        return super().clean() or {}

    def _is_stale(self) -> bool:
        return self.is_bound and self.data.get("seen_number") != str(self.latest)

    def _stale_words(self) -> str:
        if self.is_own:
            return f"You have issued edition {self.latest} already. Find it under “Packs”."
        return (
            f"Somebody else issued an edition first: edition {self.latest} came after you opened "
            "this page. Look at it, then open this page again."
        )

    @property
    def seen(self) -> int:
        number = self.cleaned_data["seen_number"]
        return int(number) if number.isdigit() else 0


class UpwardForm(IssueForm):
    to_board = SelectField(label="Which board is it for?")
    field_order = ("to_board", "why", "seen_number")


class CheckFileForm(HouseForm):
    file = FileField(label="The file you have")
