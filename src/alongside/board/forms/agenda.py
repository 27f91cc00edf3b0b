"""What is asked for about the items of an agenda and the papers of a meeting."""

from collections.abc import Sequence
from typing import Any, cast

from alongside.board.operations.agenda import ItemDetails
from alongside.board.operations.papers import NewPaper
from alongside.board.rules.codes import ItemKind
from alongside.board.words import ITEM_KINDS
from alongside.plan.forms.waiting_files import FILE, KeepsFile
from alongside.web.forms import (
    ChoiceField,
    Choices,
    FileField,
    HouseForm,
    LongTextField,
    SelectField,
    TextField,
    VersionField,
    WholeNumberField,
    choices_of,
)

MOST_ITEMS = 99


class ItemForm(HouseForm):
    title = TextField(
        label="What is the item called?",
        max_length=300,
        error_messages={"required": "Give the item a title"},
    )
    kind = ChoiceField(label="What kind of item is it?", choices=choices_of(ITEM_KINDS))
    presenter = SelectField(label="Who presents it?", required=False, empty_words="Nobody named")
    purpose = LongTextField(
        label="What is the meeting asked to do?", required=False, rows=3, max_length=1000
    )

    def details(self) -> ItemDetails:
        cleaned = self.cleaned_data
        return ItemDetails(
            title=cleaned["title"],
            kind=ItemKind(cleaned["kind"]),
            presenter_ref=cleaned["presenter"],
            purpose=cleaned["purpose"],
        )


class ChangeItemForm(ItemForm):
    expected_version = VersionField()


class TakeForwardItemForm(HouseForm):
    forward = SelectField(
        label="Which item of the forward plan?", help_text="Those that no meeting has taken yet."
    )


class SureForm(HouseForm):
    """Nothing is asked: the button says it."""


class OrderForm(HouseForm):
    """One box for each item of the agenda, with the number of its place."""

    def __init__(self, *args: Any, items: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refs = [ref for ref, _ in items]
        for place, (ref, title) in enumerate(items, start=1):
            self.fields[ref] = WholeNumberField(
                label=title,
                initial=place,
                min_value=1,
                max_value=MOST_ITEMS,
                width=2,
                error_messages={"required": f"Give “{title}” a number"},
            )

    @property
    def numbers(self) -> list[int]:
        return [self.cleaned_data[ref] for ref in self.refs]


class PaperForm(KeepsFile):
    title = TextField(label="What is the paper called?")
    file = FileField(
        label="File",
        error_messages={"required": "Choose the file of the paper."},
        help_text=(
            "A document, a table or a picture. Everybody who may read the board’s work may read "
            "it, so leave out anything that could tell who a child or family is."
        ),
    )
    item = SelectField(
        label="For which item of the agenda?", required=False, empty_words="The whole meeting"
    )

    def offer_own(self, items: Choices) -> None:
        """To somebody who presents items, and adds no papers for the whole meeting."""
        item = cast(SelectField, self.fields["item"])
        item.required, item.empty_words = True, "Choose one"
        item.error_messages["required"] = "Choose the item that the paper is for"
        self.offer("item", items)

    def new_paper(self) -> NewPaper:
        cleaned = self.cleaned_data
        return NewPaper(cleaned["title"], cleaned[FILE] or None, cleaned.get("item", ""))


class WithdrawPaperForm(HouseForm):
    why = LongTextField(
        label="Why is it taken back?",
        rows=3,
        error_messages={"required": "Say why the paper is taken back"},
    )
