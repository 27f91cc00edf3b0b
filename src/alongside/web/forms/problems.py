"""What is wrong with a form, for the summary at the top of the page.

The layout shows it first in the main part, above the heading. A form that the layout does not know, such
as the filters of a list, shows its own above its boxes.
"""

from dataclasses import dataclass
from typing import Any

from django import forms


@dataclass(frozen=True, slots=True)
class Problem:
    """``box`` is where its link leads; empty when the sentence is about the whole form."""

    sentence: str
    box: str = ""


def problems_to_show(form: Any) -> tuple[Problem, ...]:
    """Every problem of the form, once: asked again for the same form there are none."""
    if not isinstance(form, forms.BaseForm) or not form.errors or hasattr(form, "problems_shown"):
        return ()
    shown: Any = form
    shown.problems_shown = True
    whole = [*shown.non_field_errors(), *(e for box in shown.hidden_fields() for e in box.errors)]
    return (
        *(Problem(str(sentence)) for sentence in whole),
        *(
            Problem(str(sentence), box.first_control_id)
            for box in shown.visible_fields()
            for sentence in box.errors
        ),
    )
