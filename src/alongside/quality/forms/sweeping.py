"""What is asked to begin a sweep over every EHC plan, and to judge what it found."""

from typing import Any

from alongside.quality.put_right_words import JUDGED, JUDGED_SHORT, QUESTION, SWEEP_RULES
from alongside.quality.rules.codes import Judges, SweepRule
from alongside.quality.rules.sweeping import NewSweep
from alongside.web.forms import (
    ChoiceField,
    ChoicesField,
    DayField,
    FilterForm,
    HouseForm,
    LongTextField,
    SelectField,
    TextField,
    VersionField,
    choices_of,
)

ALL = "all"


class SweepForm(HouseForm):
    title = TextField(
        label="Title",
        help_text="Health advice in every EHC plan, for instance. No name of a child.",
    )
    rules = ChoicesField(label="What does it look for?", choices=choices_of(SWEEP_RULES))
    older_than_on = DayField(
        label="Health advice must not be older than which day?",
        help_text="Only needed to look for old health advice.",
        required=False,
    )
    issued_from = DayField(
        label="EHC plans issued from which day on?",
        help_text="Leave it empty to look at every EHC plan in force.",
        required=False,
    )
    target_on = DayField(
        label="Until when is everything that it finds judged and put right?",
    )

    def new_sweep(self) -> NewSweep:
        given = self.cleaned_data
        return NewSweep(
            title=given["title"],
            rules=tuple(SweepRule(each) for each in given["rules"]),
            older_than_on=given["older_than_on"],
            issued_from=given["issued_from"],
            target_on=given["target_on"],
        )


class CandidateFilter(FilterForm):
    what = SelectField(
        label="Show",
        empty_words=JUDGED_SHORT[""],
        choices=[
            *((code, label) for code, label in JUDGED_SHORT.items() if code),
            (ALL, "Everything that was found"),
        ],
    )
    rule = SelectField(
        label="Found by", empty_words="Whatever found it", choices=choices_of(SWEEP_RULES)
    )


class JudgeForm(HouseForm):
    judged = ChoiceField(label=QUESTION[Judges.HEALTH], choices=choices_of(JUDGED[Judges.HEALTH]))
    why = LongTextField(
        label="Why?",
        help_text="Where it is not appropriate, whoever has the case reads this: say what is missing.",
        rows=4,
    )
    expected_version = VersionField()

    def __init__(self, *args: Any, judges: Judges, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.relabel("judged", QUESTION[judges])
        self.offer("judged", choices_of(JUDGED[judges]))
