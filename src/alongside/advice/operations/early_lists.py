"""Bringing in health's list of children whom it identified."""

from datetime import date, datetime
from typing import BinaryIO, cast

from django.core.files.base import File
from django.db import transaction

from alongside.advice import perms
from alongside.advice.early_reading import ReadLine, read_identified
from alongside.advice.models import IdentifiedChild, IdentifiedList
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.web.clock import london_day


@transaction.atomic
def bring_identified_list(
    *, actor: Actor, at: datetime, upload: "File[bytes]", listed_until: date
) -> IdentifiedList:
    """It takes the place of the list before. The file itself is not kept. Raises Refusal and Refusals."""
    actor.check_may(perms.OVERSEE_HEALTH)
    today = london_day(at)
    if listed_until > today:
        raise Refusal(f"{day_in_words(listed_until)} is still to come.", field="listed_until")
    lines = read_identified(_content(upload), name=upload.name or "", today=today)
    made = IdentifiedList.objects.create(
        area_id=actor.area_id,
        listed_until=listed_until,
        brought_at=at,
        brought_by_id=actor.person_id,
    )
    IdentifiedChild.objects.bulk_create(_child(made, each) for each in lines)
    record(
        actor=actor,
        at=at,
        verb="advice.bring_identified_list",
        subject="advice.identified_list",
        subject_ref=made.ref,
        detail={"lines": len(lines), "until": listed_until.isoformat()},
    )
    return made


def _content(upload: "File[bytes]") -> BinaryIO:
    return cast("BinaryIO", upload.open())


def _child(of_list: IdentifiedList, line: ReadLine) -> IdentifiedChild:
    return IdentifiedChild(
        area_id=of_list.area_id,
        of_list=of_list,
        line=line.line,
        nhs_number=line.nhs_number,
        born_on=line.born_on,
        identified_on=line.identified_on,
        body=line.body,
        unmatchable=line.unmatchable.value if line.unmatchable else "",
    )
