"""What is asked for when the board decides, and when it looks back."""

from alongside.board.forms.finding_evidence import FindsEvidence
from alongside.board.operations.decisions import NewDecision, NewLookBack
from alongside.board.rules.codes import LookBackVerdict
from alongside.board.words import LOOK_BACK_VERDICTS
from alongside.web.forms import (
    ChoiceField,
    ChoicesField,
    DayField,
    HouseForm,
    LongTextField,
    SelectField,
    choices_of,
)

DAY = "For example, 27 3 2021."


class DecisionForm(FindsEvidence):
    """A box with nothing to choose from is left out; a refusal about it is said of the documents."""

    instead = {"figures": "documents", "evidence": "documents"}

    text = LongTextField(
        label="What did the board decide?", error_messages={"required": "Say what was decided"}
    )
    should_change = LongTextField(
        label="What should change?",
        rows=3,
        help_text="Say it so that anybody can see, on the day you look back, whether it did.",
        error_messages={"required": "Say what should change"},
    )
    look_back_on = DayField(label="On which day does the board look back?")
    figures = ChoicesField(
        label="Which figures does it rest on?",
        required=False,
        help_text="A decision rests on figures, evidence or a document. Name at least one. These are "
        "the figures that were known on the day of the meeting.",
    )
    evidence = ChoicesField(label="Which evidence of the action plan?", required=False)
    documents = LongTextField(
        label="Which documents, held elsewhere?",
        required=False,
        rows=2,
        max_length=1500,
        help_text="One on a line, named so that somebody can find it.",
    )
    item = SelectField(
        label="Under which item of the agenda?", required=False, empty_words="No item"
    )

    field_order = (
        "text", "should_change", "look_back_on", "figures", "documents", "item", "evidence",
    )  # fmt: skip

    def new_decision(self) -> NewDecision:
        cleaned = self.cleaned_data
        return NewDecision(
            text=cleaned["text"],
            should_change=cleaned["should_change"],
            look_back_on=cleaned["look_back_on"],
            item_ref=cleaned.get("item", ""),
            figure_refs=cleaned.get("figures", ()),
            evidence_refs=cleaned.get("evidence", ()),
            documents=cleaned["documents"].splitlines(),
        )


class LookBackForm(HouseForm):
    verdict = ChoiceField(
        label="Did it change as it should?", choices=choices_of(LOOK_BACK_VERDICTS)
    )
    text = LongTextField(
        label="What did the board see?",
        help_text="Say what moved. Figures do not show why they moved.",
        error_messages={"required": "Say what the board saw"},
    )
    looked_on = DayField(label="On which day did the board look back?", help_text=DAY)
    again_on = DayField(
        label="On which day does it look again?",
        required=False,
        help_text="Leave this empty if it need not look again.",
    )

    def new_look_back(self) -> NewLookBack:
        cleaned = self.cleaned_data
        return NewLookBack(
            verdict=LookBackVerdict(cleaned["verdict"]),
            text=cleaned["text"],
            looked_on=cleaned["looked_on"],
            again_on=cleaned["again_on"],
        )
