"""What is asked for about an assurance: its words, what speaks for or against it, how sure the board
is.
"""

from typing import Any

from alongside.board.forms.finding_evidence import FindsEvidence
from alongside.board.operations.assurances import NewWeight
from alongside.board.rules.codes import Assured, Weighs
from alongside.board.words import ASSURED, WEIGHS
from alongside.web.forms import (
    ChoiceField,
    DayField,
    HouseForm,
    LongTextField,
    SelectField,
    choices_of,
)

DAY = "For example, 27 3 2021."
NONE = "None"


class AssuranceForm(HouseForm):
    text = LongTextField(
        label="Of what does the board want to be sure?",
        rows=3,
        max_length=1000,
        error_messages={"required": "Say of what the board wants to be sure"},
    )


class TakeOverForm(HouseForm):
    statement = ChoiceField(label="From which action plan?")


class WeightForm(FindsEvidence):
    weighs = ChoiceField(
        label="Does it speak for or against the assurance?", choices=choices_of(WEIGHS)
    )
    text = LongTextField(
        label="What is the evidence?",
        help_text="Say what was seen, by whom, and how many it is about.",
        error_messages={"required": "Say what the evidence is"},
    )
    dated_on = DayField(label="From which day is it?", help_text=DAY)
    figure = SelectField(
        label="Is it a figure that is counted here?", required=False, empty_words="No"
    )
    evidence = SelectField(
        label="Is it evidence of the action plan?", required=False, empty_words="No"
    )
    line = SelectField(
        label="Is it about a line of the action plan?", required=False, empty_words="No"
    )

    instead = {"figures": "figure"}
    field_order = ("weighs", "text", "dated_on", "figure", "line", "evidence")

    def new_weight(self) -> NewWeight:
        cleaned = self.cleaned_data
        return NewWeight(
            weighs=Weighs(cleaned["weighs"]),
            text=cleaned["text"],
            dated_on=cleaned["dated_on"],
            line_ref=cleaned.get("line", ""),
            evidence_ref=cleaned.get("evidence", ""),
            figure_ref=cleaned.get("figure", ""),
        )


class AssuranceJudgementForm(HouseForm):
    assured = ChoiceField(label="How sure is the board?", choices=choices_of(ASSURED))
    text = LongTextField(
        label="What does the board say?",
        help_text="Say what persuaded the board, and what is still missing.",
        error_messages={"required": "Write what the board says"},
    )
    judged_on = DayField(label="On which day did the board say it?", help_text=DAY)

    def answers(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "assured": Assured(cleaned["assured"]),
            "text": cleaned["text"],
            "judged_on": cleaned["judged_on"],
        }
