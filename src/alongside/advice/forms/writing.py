"""The writing desk’s boxes: the advice, its author, its rows; and the quality check."""

from typing import Any

from alongside.advice.keeping import Said
from alongside.advice.operations.checking import NewCheck
from alongside.advice.operations.giving import Written
from alongside.advice.operations.rows import NewRow
from alongside.advice.rules.codes import Outcome, RowKind
from alongside.advice.words import OUTCOMES
from alongside.casework.words import SOURCES
from alongside.web.forms import (
    ChoiceField,
    ChoicesField,
    DayField,
    FileField,
    HouseForm,
    LongTextField,
    SelectField,
    TextField,
    TickField,
    VersionField,
    choices_of,
)

LONGEST = 60_000
TO_GIVE = "Needed before it is given."


class AdviceForm(HouseForm):
    """Who wrote it, and what it says."""

    text = LongTextField(
        label="The advice",
        help_text="You may leave this empty if it stands in a file.",
        rows=20,
        max_length=LONGEST,
        required=False,
    )
    upload = FileField(label="Or the file that it stands in", required=False)
    more = FileField(label="One more document that belongs to it", required=False)
    drop_more = TickField(label="Take the further documents out again", required=False)
    author_name = TextField(label="Who wrote it?", help_text=TO_GIVE, required=False)
    author_role = TextField(label="In which role?", help_text=TO_GIVE, required=False)
    registration = TextField(
        label="How are they registered?",
        help_text="The register and the number",
        max_length=100,
        required=False,
    )
    seen_on = DayField(label="On which day was the child last seen?", required=False)
    basis = LongTextField(label="What does the advice rest on?", rows=2, required=False)
    sharing = LongTextField(
        label="May anything not be shared, and with whom?", rows=2, required=False
    )

    def written(self) -> Written:
        given = self.cleaned_data
        names = (
            "text",
            "author_name",
            "author_role",
            "registration",
            "seen_on",
            "basis",
            "sharing",
        )
        return Written(
            **{name: given[name] for name in names},
            upload=given["upload"],
            further=(given["more"],) if given["more"] else (),
            drops_further=given.get("drop_more", False),
        )

    def say_what_is_there(self, paper_count: int) -> None:
        """Before it is shown: how many further documents are kept, which may be taken out again."""
        if not paper_count:
            del self.fields["drop_more"]
            return
        self.fields["more"].help_text = f"Kept besides so far: {paper_count}. Each saving adds one."


class EnterForm(AdviceForm):
    """Somebody writes down what came in another way."""

    on = DayField(label="On which day was it received?")
    source = SelectField(label="How did it come?", choices=choices_of(SOURCES))
    note = LongTextField(label="Note", rows=2, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["on", "source", "author_name", "author_role"])
        for name in ("author_name", "author_role"):
            self.fields[name].required, self.fields[name].help_text = True, ""
        self.say_what_is_there(0)

    def said(self) -> Said:
        given = self.cleaned_data
        return Said(on=given["on"], source=given["source"], note=given["note"])


class CheckForm(HouseForm):
    outcome = ChoiceField(label="What do you decide?", choices=choices_of(OUTCOMES))
    themes = ChoicesField(
        label="Which of these is not so yet?",
        help_text="Counted by service, for training. No name is counted.",
        required=False,
    )
    reasons = LongTextField(
        label="Reasons",
        help_text="Needed to send it back. The author reads them. You change no word of the advice.",
        rows=4,
        required=False,
    )

    def new_check(self) -> NewCheck:
        given = self.cleaned_data
        is_back = given["outcome"] == Outcome.SENT_BACK
        return NewCheck(
            outcome=given["outcome"],
            reasons=given["reasons"],
            themes=tuple(given["themes"]) if is_back else (),
        )


class DeskForm(AdviceForm):
    """The same at the desk, where it is saved as it is typed. Nobody is asked for a version before there
    is one.
    """

    expected_version = VersionField()


class RowForm(HouseForm):
    """Of any kind of row; what a kind does not say is left out."""

    words = LongTextField(label="What it says", rows=3)
    meets = SelectField(label="Which need does it answer?", required=False, empty_words="None yet")
    who = TextField(label="Who gives it?", help_text="By role, not by name.", required=False)
    how_much = TextField(label="How much each time?", help_text="45 minutes", required=False)
    how_often = TextField(label="How often?", help_text="Once a week in term", required=False)
    how_long = TextField(label="For how long?", help_text="Three terms", required=False)
    where = TextField(label="Where, and with how many others?", required=False)
    by_when = TextField(label="By when?", max_length=100, required=False)
    found_at = TextField(
        label="Where does it stand in the report?",
        help_text="A heading or a page, if it is marked in a file.",
        max_length=100,
        required=False,
    )

    def suit(self, kind: RowKind, needs: list[tuple[str, str]]) -> None:
        """Before anything is checked."""
        for name in [each for each in self.fields if each not in _BOXES[kind]]:
            del self.fields[name]
        if "meets" in self.fields:
            self.offer_or_leave_out("meets", needs)

    def new_row(self, kind: RowKind) -> NewRow:
        given = {name: value or "" for name, value in self.cleaned_data.items()}
        return NewRow(kind=kind.value, **given)


_ALWAYS = ("words", "found_at")
_BOXES = {
    **dict.fromkeys(RowKind, _ALWAYS),
    RowKind.OUTCOME: (*_ALWAYS, "by_when"),
    RowKind.PROVISION: (
        *_ALWAYS, "meets", "who", "how_much", "how_often", "how_long", "where",
    ),
}  # fmt: skip


class RemoveRowForm(HouseForm):
    """One button."""
