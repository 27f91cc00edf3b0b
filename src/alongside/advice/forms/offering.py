"""What is asked about help that social care offers, and about the family’s answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from alongside.advice.offer_words import FAMILY_SAYS, HELPS
from alongside.advice.operations.offering import NewAnswer, NewOffer
from alongside.advice.rules.offering import ANSWERS, FamilySays
from alongside.casework.words import SOURCES
from alongside.web.forms import (
    ChoiceField,
    DayField,
    HouseForm,
    LongTextField,
    SelectField,
    TextField,
    choices_of,
)

WHO = "Who in the family answered, and how?"


class OfferForm(HouseForm):
    kind = ChoiceField(label="What was offered?", choices=choices_of(HELPS))
    offered_on = DayField(label="On which day was it offered?")
    offered_by = TextField(label="Who offered it?", help_text="By name and role.")
    says = ChoiceField(
        label="What did the family answer?",
        help_text="Early help is recorded only once they agreed.",
        choices=choices_of(FAMILY_SAYS),
    )
    answered_on = DayField(label="If they answered: on which day?", required=False)
    source = SelectField(
        label="If they answered: how did it reach you?",
        choices=choices_of(SOURCES),
        required=False,
    )
    words = LongTextField(
        label=f"If they answered: {WHO[0].lower()}{WHO[1:]}", rows=2, required=False
    )

    def new_offer(self) -> NewOffer:
        given = self.cleaned_data
        return NewOffer(
            kind=given["kind"],
            offered_on=given["offered_on"],
            offered_by=given["offered_by"],
            answer=_answer(given),
        )


class OfferAnswerForm(HouseForm):
    says = ChoiceField(
        label="What did the family answer?",
        choices=[(each.value, FAMILY_SAYS[each]) for each in ANSWERS],
    )
    answered_on = DayField(label="On which day?")
    source = SelectField(label="How did it reach you?", choices=choices_of(SOURCES))
    words = LongTextField(label=WHO, rows=2)

    def new_answer(self) -> NewAnswer:
        return _answer(self.cleaned_data)


class OwnAnswerForm(HouseForm):
    which = ChoiceField(label="Which of these do you answer?")
    says = ChoiceField(
        label="Do you want this?",
        help_text="You may change your answer later. It changes nothing else.",
        choices=[(FamilySays.AGREED.value, "Yes"), (FamilySays.DECLINED.value, "No")],
    )

    def offer_among(self, offers: Sequence[tuple[str, str]]) -> None:
        """Nobody is asked to choose where there is one. Call before anything is checked."""
        if len(offers) == 1:
            del self.fields["which"]
        else:
            self.offer("which", list(offers))

    def chosen(self, offers: Sequence[tuple[str, str]]) -> str:
        """The ref of the offer that is answered."""
        return str(self.cleaned_data["which"] if "which" in self.fields else offers[0][0])


def _answer(given: Mapping[str, Any]) -> NewAnswer:
    return NewAnswer(
        says=given["says"],
        answered_on=given["answered_on"],
        source=given["source"],
        words=given["words"],
    )
