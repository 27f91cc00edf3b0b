"""Whether somebody who comes in by link is told by e-mail that something changed. Whoever is not is told
on paper or by phone, by staff.
"""

from dataclasses import dataclass

from alongside.casework.rules.family_codes import News

NO_ADDRESS = "No e-mail address is in the record."
CHOSE_NONE = "They chose to get no e-mail."
MAY_BE_UNSAFE = (
    "The record says how to reach them safely, and they have not said that an e-mail is safe."
)
NO_WAY_IN = "They have no way in to the page."
NOT_SENT_HERE = "No e-mail is sent from here."
ADDRESS_REFUSED = "The mail server says that their e-mail address does not work."
TO_THEMSELVES = {
    NO_ADDRESS: "We have no e-mail address of yours.",
    CHOSE_NONE: "You chose so.",
    MAY_BE_UNSAFE: "The record says how to reach you safely, and you have not said that an e-mail is safe.",
    NOT_SENT_HERE: "No e-mail is sent from here: we tell you by phone or letter.",
    ADDRESS_REFUSED: "The last one did not reach you: your address does not work. Ring us.",
}
"""The same reasons, as the family reads them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """``choice`` is what they chose themselves, and empty while they chose nothing."""

    email: str = ""
    safe_contact: str = ""
    choice: str = ""


def why_no_email(one: Receiver) -> str:
    """Empty where an e-mail may be sent. Their own choice counts for more than what the record notes.

    >>> why_no_email(Receiver(email="mo@example.org"))
    ''
    >>> why_no_email(Receiver(email="mo@example.org", safe_contact="Ring at work only."))
    'The record says how to reach them safely, and they have not said that an e-mail is safe.'
    """
    if not one.email:
        return NO_ADDRESS
    if one.choice == News.NONE.value:
        return CHOSE_NONE
    if one.safe_contact and one.choice != News.EMAIL.value:
        return MAY_BE_UNSAFE
    return ""
