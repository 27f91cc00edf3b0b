"""What families do in a case, and what officers do for them: one transaction each."""

from alongside.casework.operations.families.access import (
    end_access,
    give_access_by_account,
    give_link,
    tell_code,
)
from alongside.casework.operations.families.alerts import answer_alert, raise_alert
from alongside.casework.operations.families.answering import answer_family
from alongside.casework.operations.families.asking import (
    ask_for_assessment,
    file_request,
    set_aside_request,
)
from alongside.casework.operations.families.choosing import choose, end_choice, record_choice
from alongside.casework.operations.families.entering import ask_for_code, leave, try_code
from alongside.casework.operations.families.releasing import protect_look, release_everything
from alongside.casework.operations.families.saying import record_said, say
from alongside.casework.operations.families.settling import change_family_settings
from alongside.casework.operations.families.telling import (
    choose_news,
    note_family_told,
    note_mail_refused,
)

__all__ = [
    "answer_alert",
    "answer_family",
    "ask_for_assessment",
    "ask_for_code",
    "change_family_settings",
    "choose",
    "choose_news",
    "end_access",
    "end_choice",
    "file_request",
    "give_access_by_account",
    "give_link",
    "leave",
    "note_family_told",
    "note_mail_refused",
    "protect_look",
    "raise_alert",
    "record_choice",
    "record_said",
    "release_everything",
    "say",
    "set_aside_request",
    "tell_code",
    "try_code",
]
