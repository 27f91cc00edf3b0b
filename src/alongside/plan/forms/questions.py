"""What is asked for when a person answers what an import could not know."""

from typing import Any

from django.core.exceptions import ValidationError

from alongside.plan.commands import QuestionAnswer
from alongside.plan.forms.dates import MONTH_ONLY
from alongside.plan.queries.lists import CandidateView
from alongside.web.forms import ChoiceField, HouseForm, LongTextField, PartialDateField, SelectField

OTHER, NOBODY = "somebody-else", "nobody"
PROPOSED = "Proposed, not chosen."


class LeadQuestionForm(HouseForm):
    """Nothing is chosen beforehand: a proposal is only marked as one."""

    post = ChoiceField(
        label="Who is meant?", label_size="m", error_messages={"required": "Choose who is meant"}
    )
    other_post = SelectField(
        label="If somebody else is meant, which post?", required=False, empty_words="Choose a post"
    )
    note = LongTextField(
        label="Note", required=False, rows=2, help_text="Needed when nobody is meant."
    )

    def offer_candidates(self, candidates: tuple[CandidateView, ...]) -> None:
        named = list(dict.fromkeys((each.post_ref, each.words) for each in candidates))
        proposed = {each.post_ref: PROPOSED for each in candidates if each.proposed}
        more = [(OTHER, "Somebody else"), (NOBODY, "Nobody: it leads to no lead")]
        self.offer("post", [*named, *more], hints=proposed)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("post") == OTHER and not cleaned.get("other_post"):
            self.add_error("other_post", ValidationError("Choose the post that is meant."))
        if cleaned.get("post") == NOBODY and not cleaned.get("note", "").strip():
            self.add_error("note", ValidationError("Say in the note why nobody is meant."))
        return cleaned

    def answer(self) -> QuestionAnswer:
        post, note = self.cleaned_data["post"], self.cleaned_data["note"]
        if post == NOBODY:
            return QuestionAnswer(note=note)
        chosen = self.cleaned_data["other_post"] if post == OTHER else post
        return QuestionAnswer(post_ref=chosen, note=note)


class DateQuestionForm(HouseForm):
    on = PartialDateField(
        label="Which date is meant?", required=False, label_size="m", help_text=MONTH_ONLY
    )
    note = LongTextField(
        label="Note",
        required=False,
        rows=2,
        help_text="When nobody knows the date, say so here and leave the date empty.",
    )

    def answer(self) -> QuestionAnswer:
        return QuestionAnswer(on=self.cleaned_data["on"], note=self.cleaned_data["note"])
