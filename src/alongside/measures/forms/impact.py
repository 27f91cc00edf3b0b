"""What is asked for when evidence of impact is written: six questions, of which two have to be
answered.
"""

from alongside.measures.codes import ImpactOf
from alongside.measures.rules.impacts import Impact
from alongside.measures.words import IMPACT_OF, IMPACT_QUESTIONS
from alongside.web.forms import (
    ChoiceField,
    ChoicesField,
    HouseForm,
    LongTextField,
    TextField,
    VersionField,
    choices_of,
)


class ImpactForm(HouseForm):
    title = TextField(label="Title", help_text="What was done, in a few words.")
    about = ChoiceField(
        label="What is it evidence about?",
        choices=choices_of(IMPACT_OF),
        error_messages={"required": "Choose what it is evidence about"},
    )
    what_was_done = LongTextField(
        label=IMPACT_QUESTIONS["what_was_done"],
        rows=4,
        error_messages={"required": "Say what was done"},
    )
    for_whom = LongTextField(
        label=IMPACT_QUESTIONS["for_whom"],
        rows=2,
        error_messages={"required": "Say for whom it was done"},
    )
    what_changed = LongTextField(
        label=IMPACT_QUESTIONS["what_changed"],
        required=False,
        rows=4,
        help_text=(
            "Leave it empty while nobody can show it. The page then says that it is not known yet."
        ),
    )
    how_we_know = LongTextField(
        label=IMPACT_QUESTIONS["how_we_know"],
        required=False,
        rows=3,
        help_text="Figures, audits, a survey: who asked, and how many answered.",
    )
    what_families_say = LongTextField(
        label=IMPACT_QUESTIONS["what_families_say"],
        required=False,
        rows=3,
        help_text="Leave out anything that could tell readers who a child or family is.",
    )
    what_next = LongTextField(label=IMPACT_QUESTIONS["what_next"], required=False, rows=3)
    measures = ChoicesField(label="Which measures does it bear on?", required=False)

    def impact(self) -> Impact:
        cleaned = self.cleaned_data
        return Impact(
            title=cleaned["title"],
            about=ImpactOf(cleaned["about"]),
            measures=tuple(cleaned.get("measures", ())),
            **{name: cleaned[name] for name in IMPACT_QUESTIONS},
        )


class ChangeImpactForm(ImpactForm):
    expected_version = VersionField()
