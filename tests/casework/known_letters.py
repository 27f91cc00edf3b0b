"""Letters for the tests' world: one written, one checked and one sent, with a file that shows it."""

from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile

from alongside.casework.models import Case, Letter, LetterEnclosure
from alongside.casework.operations import letter_enclosing, letters
from alongside.casework.operations.families.settling import NewSettings, change_family_settings
from alongside.casework.operations.letter_details import Details, change_letter_details
from alongside.casework.operations.letter_enclosing import NewEnclosure
from alongside.casework.operations.letter_sending import NewSending, send_letter
from alongside.casework.queries.family_settings import settings_of
from alongside.casework.queries.letters import letter_details
from alongside.people.models import Post
from tests.casework.letter_paths import OWN
from tests.filling import Fill, also, nothing, ref
from tests.world import Side

OF_AN_AREA = {name: OWN[name] for name in Details.__dataclass_fields__}


def furnish(side: Side, at: datetime, *, case: Case) -> None:
    """``case`` is being assessed."""
    head = side.actor("head_of_send")
    if not letter_details(head).own["council"]:
        own = Details(**OF_AN_AREA)
        change_letter_details(actor=head, at=at, expected_version=1, details=own)
    if not settings_of(side.area.pk).version:
        told = told_to_families(side.first(Post).ref)
        change_family_settings(actor=head, at=at, expected_version=1, new=told)
    made = letters.write_letters(actor=head, at=at, case_ref=case.ref)
    by_key = {each.recipient_key: each for each in made if each.template == "advice_asked"}
    psychology, social_care = (
        letters.check_letter(actor=head, at=at, **_now(by_key[f"adviser:{body}"]))
        for body in ("educational psychology", "social care")
    )
    assert social_care.state == "checked"
    proof = ContentFile(b"Posted today.", name="receipt.txt")
    sending = NewSending(way="post", sent_on=at.date(), proof_file=proof)
    send_letter(actor=head, at=at, sending=sending, **_now(psychology))
    form = NewEnclosure(
        kind="form", title="Form for the advice", upload=ContentFile(b"Your advice:", "form.txt")
    )
    others = [each for each in by_key.values() if each.pk not in (psychology.pk, social_care.pk)]
    letter_enclosing.enclose(actor=head, at=at, new=form, **_now(others[0]))


def _now(letter: Letter) -> dict[str, Any]:
    letter.refresh_from_db()
    return {"letter_ref": letter.ref, "expected_version": letter.version}


def told_to_families(post_ref: str) -> NewSettings:
    """With the post that hears of worries."""
    return NewSettings(
        question_days=5,
        not_happening_days=5,
        messages_read="On working days.",
        call_now="In danger now: 999.",
        advice_service=OWN["support_contact"],
        complaints=OWN["complaints_contact"],
        worry_post_ref=post_ref,
    )


_CASE = ref(Case)
_WRITTEN, _CHECKED, _SENT = (ref(Letter, state=state) for state in ("drafted", "checked", "sent"))
_SHOWN = ref(Letter, sending__proof_file__isnull=False)

ADDRESSES: dict[str, Fill] = {
    "casework:letter_details": nothing,
    "casework:letters": _CASE,
    "casework:write_letters": _CASE,
    "casework:leave_out_letter": _CASE,
    "casework:letter": _WRITTEN,
    "casework:write_letter_again": _WRITTEN,
    "casework:own_words": _WRITTEN,
    "casework:check_letter": _WRITTEN,
    "casework:send_letter": _CHECKED,
    "casework:letter_papers": _CHECKED,
    "casework:serve_letter": _SENT,
    "casework:give_letter_format": _SENT,
    "casework:withdraw_letter": _WRITTEN,
    "casework:enclose": _WRITTEN,
    "casework:enclosure_file": ref(LetterEnclosure),
    "casework:take_out_enclosure": ref(LetterEnclosure),
    "casework:letter_file": also(_SHOWN, what="proof"),
}
