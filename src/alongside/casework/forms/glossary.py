"""What is asked about words: of families, of whoever looks after the list, and of officers at the desk."""

from typing import Any

from alongside.casework.queries.family_plans import PlanWord
from alongside.casework.rules.glossary import LONGEST, Decided
from alongside.web.forms import (
    ChoiceField,
    DayField,
    HiddenField,
    HouseForm,
    LongTextField,
    TextField,
    VersionField,
    WholeNumberField,
)

DECISIONS = {
    Decided.LISTED: "Write plainer words instead",
    Decided.SET_ASIDE: "Set it aside: the word stays",
}


class VoteForm(HouseForm):
    """``offer_words`` comes before anything is checked."""

    word = ChoiceField(label="Which word did you not understand?", required=False)
    other = TextField(
        label="Another word from the EHC plan",
        help_text="As it is written there.",
        max_length=LONGEST,
        required=False,
    )
    suggested = TextField(
        label="What would you say instead, if you know?",
        help_text="One word or a few. Please leave out names of people.",
        max_length=LONGEST,
        required=False,
    )
    instead = {"word": "other"}

    def offer_words(self, words: tuple[PlanWord, ...]) -> None:
        choices = [(each.name, each.name) for each in words]
        hints = {each.name: f"It means: {each.means}." for each in words if each.means}
        self.offer_or_leave_out("word", choices, hints=hints)

    def said(self) -> dict[str, Any]:
        """What was written by hand goes before what was chosen."""
        given = self.cleaned_data
        return {
            "word": given["other"] or given.get("word", ""),
            "suggested": given["suggested"],
        }


class ReplaceForm(HouseForm):
    word = HiddenField()
    plain = HiddenField()


class KeepForm(HouseForm):
    reason = LongTextField(label="Why does the word stay?", rows=3)


class DecideForm(HouseForm):
    decided = ChoiceField(
        label="What do you decide?",
        choices=[(code.value, words) for code, words in DECISIONS.items()],
    )
    plain = TextField(label="What is written instead", max_length=LONGEST, required=False)
    reason = LongTextField(
        label="Why",
        help_text="Needed when the word stays. Families who told us about it read this.",
        rows=3,
        required=False,
    )

    def decision(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {**given, "decided": Decided(given["decided"])}


class ListWordForm(HouseForm):
    word = TextField(label="The word", max_length=LONGEST)
    plain = TextField(label="What is written instead", max_length=LONGEST)
    reason = LongTextField(label="Why", rows=2, required=False)


class GlossarySettingsForm(HouseForm):
    confusing_from = WholeNumberField(
        label="From how many people does a word count as confusing?",
        min_value=1,
        max_value=50,
        width=4,
    )
    expected_version = VersionField()


class ReadWithForm(HouseForm):
    with_whom = TextField(
        label="With whom was it read?",
        help_text="By role, not by name: “the young person and a teaching assistant”.",
        max_length=200,
    )
    read_on = DayField(label="On which day?")
    found = LongTextField(label="What did they find hard?", rows=3, required=False)
