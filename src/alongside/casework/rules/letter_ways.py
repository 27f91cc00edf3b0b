"""Whether a way of sending reaches whom the letter is for: a letter that reaches nobody tells nobody."""

from dataclasses import dataclass

from alongside.casework.rules.letter_codes import SentBy
from alongside.casework.rules.letters import Audience, Recipient
from alongside.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPage:
    """``has_way_in``: this person can open the family's page. ``has_paper``: the PDF of the letter is made."""

    has_way_in: bool
    has_paper: bool


def check_way_reaches(way: str, recipient: Recipient, on_page: OnPage) -> None:
    """Raises Refusal for a way that the receiver does not have. Nobody's post is known here but by an
    officer, so that a letter on paper is taken as it is said.
    """
    if way == SentBy.PORTAL:
        _check_page(recipient, on_page)
    if way == SentBy.EMAIL and recipient.contact_ref and not recipient.email:
        raise Refusal(
            f"No e-mail address of {recipient.name} is known. Write it down with the contact first, or "
            "choose how it went.",
            field="way",
        )


def _check_page(recipient: Recipient, on_page: OnPage) -> None:
    if recipient.audience is not Audience.FAMILY:
        raise Refusal("Only the family reads the family’s page. Choose how it went.", field="way")
    if not on_page.has_way_in:
        raise Refusal(
            f"{recipient.name} has no way in to the family’s page. Send it in another way, or give them a "
            "way in first.",
            field="way",
        )
    if not on_page.has_paper:
        raise Refusal(
            "The PDF of this letter is not made yet. It can be read on the family’s page once it is.",
            field="way",
        )
