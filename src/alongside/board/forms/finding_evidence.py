"""A box to find evidence by, in a form whose list of it is long: the form comes back with what was found,
and everything else as it was typed. It works without a script, so Enter in the box is told from Enter
elsewhere by the words in it.
"""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict

from alongside.plan.queries.for_forms import EvidenceChoice
from alongside.web.forms import ChoicesField, HouseForm, TextField
from alongside.web.writing import counted, shortened

MOST = 10
"""So many pieces are offered at once; with no more of them there is nothing to find."""
FINDING = "finding"
TITLE_LETTERS = 80
HOW = "Write a word of its name, its kind or the line it is for, such as 2.1."


class FindsEvidence(HouseForm):
    """A form with a box ``evidence``. Call ``offer_evidence`` before anything is checked."""

    below = "find"

    find = TextField(
        label="Find evidence of the action plan",
        required=False,
        max_length=100,
        width=20,
        template_name="board/find_evidence.html",
    )

    @property
    def is_finding(self) -> bool:
        """The button beside the box was pressed, or there are words in it that nobody looked for yet."""
        return self.is_bound and (FINDING in self.data or self._has_new_words())

    def offer_evidence(self, every: Sequence[EvidenceChoice]) -> None:
        """What was found and what is chosen already, the newest first; a box without use is left out."""
        if not every:
            del self.fields["evidence"]
        if len(every) <= MOST:
            del self.fields["find"]
            self._offer(every)
            return
        words = self._typed("find")
        found = matching(every, words)
        chosen = self._chosen()
        self._offer([each for each in every if each in found[:MOST] or each.ref in chosen])
        self.fields["find"].help_text = found_words(len(found), len(every), words)
        if self.is_finding:
            self.fields["find"].widget.attrs["autofocus"] = True

    def full_clean(self) -> None:
        """Nothing is checked while somebody looks for evidence, so nothing is said to be missing."""
        if not self.is_finding:
            super().full_clean()
            return
        self._errors = ErrorDict(renderer=self.renderer)
        self.cleaned_data = {}
        if "find" in self.fields and not self._typed("find") and not self.data.get("found"):
            self.add_error("find", ValidationError(HOW))

    def is_valid(self) -> bool:
        return not self.is_finding and super().is_valid()

    def _offer(self, shown: Sequence[EvidenceChoice]) -> None:
        if shown:
            self.offer("evidence", [(each.ref, _said(each)) for each in shown])

    def _has_new_words(self) -> bool:
        words = self._typed("find") if "find" in self.fields else ""
        return bool(words) and words != self._typed("found")

    def _typed(self, name: str) -> str:
        return str(self.data.get(name, "")).strip()

    def _chosen(self) -> frozenset[str]:
        box = self.fields["evidence"]
        given = box.widget.value_from_datadict(self.data, self.files, "evidence")
        return frozenset(given if isinstance(box, ChoicesField) else [given])


def matching(every: Sequence[EvidenceChoice], words: str) -> list[EvidenceChoice]:
    """Those that hold every one of the words, wherever, in the same order."""
    wanted = words.casefold().split()
    return [each for each in every if all(word in _text(each) for word in wanted)]


def found_words(found: int, whole: int, words: str) -> str:
    """How much is offered of how much, so that a short list is not taken for the whole."""
    if not words:
        return f"The newest {MOST} of {counted(whole, 'piece')} are offered above. {HOW}"
    said = f"{found} of {counted(whole, 'piece')} {'holds' if found == 1 else 'hold'} “{words}”."
    return f"{said} The newest {MOST} are offered above." if found > MOST else said


def _text(each: EvidenceChoice) -> str:
    return f"{each.title} {each.hint}".casefold()


def _said(each: EvidenceChoice) -> str:
    return f"{shortened(each.title, TITLE_LETTERS)} ({each.hint})"
