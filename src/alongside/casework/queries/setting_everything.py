"""What schools sent about a child, for whoever asked for everything held."""

from collections.abc import Iterator

from alongside.casework.models import FamilyMessage
from alongside.casework.rules.family_release import Item
from alongside.casework.rules.settings import Sent
from alongside.casework.words import SENT
from alongside.kernel.dates import day_in_words
from alongside.web.clock import london_day

FROM_SCHOOLS = "What schools sent"


def school_items(message: FamilyMessage, *, is_restricted: bool) -> Iterator[Item]:
    """It names the school, so somebody who must not know where the child learns is not handed it."""
    for each in message.case.school_sendings.select_related("school", "file"):
        lines = (
            each.school.name,
            f"About {day_in_words(each.meeting_on)}" if each.meeting_on else "",
            each.text,
            f"With it: {each.file.name}" if each.file else "",
        )
        yield Item(
            key=f"sending-{each.ref}",
            heading=FROM_SCHOOLS,
            title=f"{day_in_words(london_day(each.sent_at))}: {SENT[Sent(each.sent)].lower()}",
            lines=tuple(line for line in lines if line),
            is_closed=is_restricted,
        )
