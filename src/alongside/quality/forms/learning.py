"""What is asked for a finding, a theme, a lesson, its change and the board’s decision."""

from alongside.quality.learning_words import (
    CHANGE_KINDS,
    DECISIONS,
    EFFECT_HINTS,
    EFFECTS,
    FINDING_KINDS,
)
from alongside.quality.rules.codes import Effect
from alongside.quality.rules.learning import NewChange, NewDecision, NewFinding, NewLesson
from alongside.quality.words import AGENCIES
from alongside.web.forms import (
    ChoiceField,
    ChoicesField,
    DayField,
    HouseForm,
    LongTextField,
    SelectField,
    TextField,
    TickField,
    VersionField,
    choices_of,
)

NAMES_NOBODY = "No name of a child, and of nobody who wrote."
BEFORE_CODE = ":"
"""Stands between a tool and its question in one choice."""


class FindingForm(HouseForm):
    kind = ChoiceField(label="What is it?", choices=choices_of(FINDING_KINDS))
    words = LongTextField(label="What was found?", help_text=NAMES_NOBODY, rows=3, max_length=1000)
    agency = ChoiceField(label="Whose work shows it?", choices=choices_of(AGENCIES))
    question = SelectField(label="At which question?", required=False)
    theme = SelectField(label="Under which theme?", required=False)

    def new_finding(self, *, audit: str = "", sweep: str = "") -> NewFinding:
        given = self.cleaned_data
        return NewFinding(
            audit=audit,
            sweep=sweep,
            question=given.get("question", ""),
            agency=given["agency"],
            kind=given["kind"],
            words=given["words"],
            theme=given.get("theme", ""),
        )


class ThemeForm(HouseForm):
    title = TextField(
        label="Title", help_text=f"How often help is given, for instance. {NAMES_NOBODY}"
    )
    about = LongTextField(
        label="What belongs under it?", help_text=NAMES_NOBODY, rows=2, required=False
    )


class FileFindingForm(HouseForm):
    theme = SelectField(label="Under which theme?")


class LessonForm(HouseForm):
    """``compared`` is a question of a tool, as one choice."""

    instead = {"question": "compared"}

    title = TextField(label="Title", help_text=NAMES_NOBODY)
    words = LongTextField(label="What was learned?", help_text=NAMES_NOBODY, rows=4)
    effect = ChoiceField(
        label="By what will it be seen whether it worked?",
        choices=choices_of(EFFECTS),
        hints=EFFECT_HINTS,
    )
    compared = SelectField(
        label="Which question?",
        help_text="Only where answers to one question are compared.",
        required=False,
    )
    owner = SelectField(label="Which post sees to it?")
    due_on = DayField(label="By when is something changed?")

    def new_lesson(self, *, theme: str, instead_of: str) -> NewLesson:
        given = self.cleaned_data
        tool, _, question = given["compared"].partition(BEFORE_CODE)
        is_question = given["effect"] == Effect.QUESTION
        return NewLesson(
            theme=theme,
            title=given["title"],
            words=given["words"],
            effect=given["effect"],
            owner=given["owner"],
            due_on=given["due_on"],
            tool=tool if is_question else "",
            question=question if is_question else "",
            instead_of=instead_of,
        )


class ChangeForm(HouseForm):
    kind = ChoiceField(label="What is changed?", choices=choices_of(CHANGE_KINDS))
    words = LongTextField(label="What exactly?", help_text=NAMES_NOBODY, rows=3)
    owner = SelectField(label="Which post makes the change?")
    due_on = DayField(label="By when?")
    teams = ChoicesField(
        label="Which teams does it reach?",
        help_text="Leave all empty if it reaches everybody. Otherwise the other teams are compared beside them.",
        required=False,
    )

    def new_change(self) -> NewChange:
        given = self.cleaned_data
        return NewChange(
            kind=given["kind"],
            words=given["words"],
            owner=given["owner"],
            due_on=given["due_on"],
            teams=tuple(given.get("teams", ())),
        )


class MadeForm(HouseForm):
    done_on = DayField(
        label="From which day was it in use?",
        help_text="What is begun from this day on is compared with what came before.",
    )


class CompareForm(HouseForm):
    """Nothing is asked: pressing the button is enough."""


class DecisionForm(HouseForm):
    decided = ChoiceField(label="What does the board decide?", choices=choices_of(DECISIONS))
    is_sure = TickField(
        label="It is kept although it is too early to tell",
        help_text="Only for keeping. Say below why it cannot wait.",
        required=False,
    )
    reason = LongTextField(label="Why?", help_text=NAMES_NOBODY, rows=4)
    seen = VersionField()

    def ask_if_sure(self, *, is_too_early: bool) -> None:
        """Only where it cannot be told yet."""
        if not is_too_early:
            del self.fields["is_sure"]

    def new_decision(self) -> NewDecision:
        given = self.cleaned_data
        return NewDecision(
            decided=given["decided"],
            reason=given["reason"],
            seen=given["seen"],
            is_sure=given.get("is_sure", False),
        )
