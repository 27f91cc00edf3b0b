"""Forms of the messages room."""

from alongside.notices.words import DELIVERY_WORDS
from alongside.web.forms import ChoiceField, HouseForm, VersionField


class DeliveryForm(HouseForm):
    choice = ChoiceField(
        label="How do you want to be told that something changed?",
        choices=list(DELIVERY_WORDS.items()),
        help_text="Every message is kept here, whichever you choose.",
        error_messages={"required": "Choose how you want to be told"},
    )
    expected_version = VersionField()


class ButtonForm(HouseForm):
    """Only a button: it has nothing to fill in."""
