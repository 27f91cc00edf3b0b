"""What of a worklist to show: kept in the address."""

from collections.abc import Mapping, Sequence
from datetime import date

from alongside.casework.queries.worklists import (
    BETWEEN_POST16,
    TO_POST16,
    TO_SCHOOL,
    ReviewChoice,
)
from alongside.casework.rules.terms import OwnTerms, terms_from
from alongside.casework.rules.worklists import Term
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

    own: OwnTerms | None
    terms: Sequence[Term]
    shown: Term

    @classmethod
    def on(cls, today: date, own: OwnTerms | None, asked: Mapping[str, str]) -> "ReviewsForm":
        """With the terms from that day on to choose from, and one of them chosen."""
        terms = terms_from(today, own)
        this, following, *_ = terms
        shown = following if today >= following.list_by else this
        form = cls({"term": shown.code, **asked})
        form.own, form.terms, form.shown = own, terms, shown
        listed = [(each.code, term_words(each)) for each in terms]
        form.offer("term", [*listed, (PASSED, "The day has passed")])
        return form

    @property
    def chosen_term(self) -> Term | None:
        """None for those whose day has passed. Read before the form is checked, because which settings
        there are to choose from follows from the term.
        """
        chosen = self.data["term"]
        if chosen == PASSED:
            return None
        return next((each for each in self.terms if each.code == chosen), self.shown)

    def choice(self, settings: Sequence[tuple[str, str]]) -> ReviewChoice:
        self.offer("setting", [ANY, *settings])
        return ReviewChoice(self.chosen_term, self.chosen().get("setting", ""))


class LateReviewsForm(FilterForm):
    what = SelectField(label="What is late", choices=[ANY, *LATE_KINDS.items()])


class TransfersForm(FilterForm):
    move = SelectField(label="Which move", choices=[ANY, *MOVES.items()])
    risk = SelectField(label="How it stands", choices=[ANY, *choices_of(RISKS)])
