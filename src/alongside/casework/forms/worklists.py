"""What of a worklist to show: kept in the address."""

from collections.abc import Mapping, Sequence
from datetime import date

from alongside.casework.queries.worklists import (
    BETWEEN_POST16,
    TO_POST16,
    TO_SCHOOL,
    ReviewChoice,
)
from alongside.casework.rules.worklists import Term, terms_ahead
from alongside.casework.words import RISKS, term_words
from alongside.web.forms import FilterForm, SelectField, choices_of

ANY = ("", "Any")
PASSED = "passed"
MOVES = {
    TO_SCHOOL: "To a school: before 15 February",
    TO_POST16: "To a post-16 institution: before 31 March",
    BETWEEN_POST16: "Between post-16 institutions: five months before",
}
LATE_KINDS = {
    "REV-PAPERS": "Papers before the meeting",
    "REV-REPORT": "Report of the meeting",
    "REV-4W": "Decision after the review",
    "AMD-8W": "Changed EHC plan",
}


class ReviewsForm(FilterForm):
    """Without a choice this term is shown, and from two weeks before its end the next."""

    term = SelectField(label="Due in", choices=[])
    setting = SelectField(label="Setting", choices=[ANY])

    @classmethod
    def on(cls, today: date, asked: Mapping[str, str]) -> "ReviewsForm":
        """With the terms of that day to choose from, and one of them chosen."""
        shown = cls._term_to_show(today)
        form = cls({"term": shown.code, **asked})
        terms = [(each.code, term_words(each)) for each in terms_ahead(today)]
        form.offer("term", [*terms, (PASSED, "The day has passed")])
        return form

    @staticmethod
    def _term_to_show(today: date) -> Term:
        this, following, *_ = terms_ahead(today)
        return following if today >= following.list_by else this

    def term_on(self, today: date) -> Term | None:
        """None for those whose day has passed. Read before the form is checked, because which settings
        there are to choose from follows from the term.
        """
        chosen = self.data["term"]
        if chosen == PASSED:
            return None
        terms = terms_ahead(today)
        return next((each for each in terms if each.code == chosen), self._term_to_show(today))

    def choice_on(self, today: date, settings: Sequence[tuple[str, str]]) -> ReviewChoice:
        self.offer("setting", [ANY, *settings])
        return ReviewChoice(self.term_on(today), self.chosen().get("setting", ""))


class LateReviewsForm(FilterForm):
    what = SelectField(label="What is late", choices=[ANY, *LATE_KINDS.items()])


class TransfersForm(FilterForm):
    move = SelectField(label="Which move", choices=[ANY, *MOVES.items()])
    risk = SelectField(label="How it stands", choices=[ANY, *choices_of(RISKS)])
