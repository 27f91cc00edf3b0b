"""What is asked about words: of families, of whoever looks after the list, and of officers at the desk."""

from typing import Any

from alongside.casework.operations.plan_words import NOTHING_TICKED, Plainer, Ticked
from alongside.casework.queries.family_plans import PlanWord
from alongside.casework.queries.plan_words import SentenceAt
from alongside.casework.rules.glossary import LONGEST, Decided, key_of
from alongside.kernel.refusals import Refusal
from alongside.web.forms import (
    ChoiceField,
    ChoicesField,
    DayField,
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


NONE_OF_THESE = "None of these. I write the word below."
ONE_AT_A_TIME = (
    "You chose “{chosen}” and wrote “{other}”. Tell us one word at a time, so that each is counted: choose "
    "“None of these”, or leave the box empty."
)


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
        """With a first answer that takes a choice back."""
        choices = [(each.name, each.name) for each in words]
        if choices:
            choices.insert(0, ("", NONE_OF_THESE))
        hints = {each.name: f"It means: {each.means}." for each in words if each.means}
        self.offer_or_leave_out("word", choices, hints=hints)

    def said(self) -> dict[str, Any]:
        """Raises Refusal for two words at once: only one of them would be counted."""
        given = self.cleaned_data
        chosen, other = given.get("word", ""), given["other"]
        if chosen and other and key_of(chosen) != key_of(other):
            raise Refusal(ONE_AT_A_TIME.format(chosen=chosen, other=other), field="other")
        return {
            "word": chosen or other,
            "suggested": given["suggested"],
        }


class PlainerForm(HouseForm):
    """``offer`` the sentences before anything is checked."""

    ticked = ChoicesField(
        label="Which sentences are written so?",
        error_messages={"required": NOTHING_TICKED},
    )

    def plainer(self, *, word: str, plain: str) -> Plainer:
        return Plainer(
            word=word, plain=plain, ticked=tuple(map(_ticked, self.cleaned_data["ticked"]))
        )


def ticked_code(each: SentenceAt) -> str:
    """By which a form names a sentence as it was shown."""
    return f"{each.part_ref}.{each.part_version}.{each.place.box}.{each.place.number}"


def _ticked(code: str) -> Ticked:
    ref, version, box, number = code.split(".")
    return Ticked(part_ref=ref, part_version=int(version), box=box, number=int(number))


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
