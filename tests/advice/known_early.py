"""Early notifications and health's list, for the tests' world. Everybody of health reads the same notice:
whoever looks after health reads all, and the others have begun it.
"""

from datetime import datetime, timedelta

from django.core.files.base import ContentFile

from alongside.access.roles import ROLES
from alongside.advice import perms
from alongside.advice.models import EarlyNotice
from alongside.advice.operations.early import NewNotice, begin_early_notice, record_early_step
from alongside.advice.operations.early_lists import bring_identified_list
from alongside.advice.rules.early import EarlyStep
from alongside.people.models import Organisation
from tests.filling import Fill, also, nothing, ref
from tests.make_lines import LONG
from tests.world import Side

OPINION = "The tests think that she probably has a difficulty with language."
LIST = "NHS number,Date of birth,Identified on,Body\n9434765870,{born},{found},Trust\n"


def furnish(side: Side, at: datetime) -> None:
    """Received, and not decided."""
    role = _notifier(side)
    if not role:
        return
    _notice(side, at, role, "Etta Testly", sent=True)
    born, found = at.date() - timedelta(days=900), at.date() - timedelta(days=30)
    content = LIST.format(born=born, found=found).encode()
    bring_identified_list(
        actor=side.actor("designated_clinical_officer"),
        at=at,
        upload=ContentFile(content, "list.csv"),
        listed_until=at.date(),
    )


def crowd(side: Side, at: datetime, more: str) -> None:
    role = _notifier(side)
    for number in range(6 if role else 0):
        _notice(side, at, role, f"{LONG[:40]} {more}{number}", sent=number % 2 == 0)


def _notice(side: Side, at: datetime, role: str, name: str, *, sent: bool) -> None:
    given, _, family = name.rpartition(" ")
    first = at.date() - timedelta(days=20)
    steps = (EarlyStep.OPINION, EarlyStep.INFORMED, EarlyStep.OFFERED)
    days = {each: first + timedelta(days=number) for number, each in enumerate(steps)}
    if sent:
        days[EarlyStep.SENT] = first + timedelta(days=4)
    body = Organisation.objects.filter(kind__in=("health", "provider")).order_by("pk").first()
    assert body is not None
    made = begin_early_notice(
        actor=side.actor(role),
        at=at,
        new=NewNotice(
            body_ref=body.ref,
            given_names=given,
            family_name=family,
            born_on=at.date() - timedelta(days=900),
            opinion=OPINION,
            nhs_number="9434765870",
            days=days,
        ),
    )
    if sent:
        record_early_step(
            actor=side.actor("head_of_send"),
            at=at,
            notice_ref=made.ref,
            step=EarlyStep.RECEIVED,
            on=at.date(),
        )


def _notifier(side: Side) -> str:
    """Not whoever looks after health: they read every notice anyhow."""
    found = [
        role.code
        for role in ROLES
        if perms.NOTIFY in role.permissions and perms.OVERSEE_HEALTH not in role.permissions
    ]
    there = [each for each in found if each in side.accounts]
    is_whole = "designated_clinical_officer" in side.accounts and "head_of_send" in side.accounts
    return there[0] if there and is_whole else ""


_NOTICE: Fill = ref(EarlyNotice, opinion=OPINION)
ADDRESSES: dict[str, Fill] = {
    "advice:early": nothing,
    "advice:begin_early": nothing,
    "advice:early_notice": _NOTICE,
    "advice:early_step": also(_NOTICE, step="told"),
    "advice:decide_early": _NOTICE,
    "advice:identified": nothing,
    "advice:bring_identified": nothing,
}
NARROWER = {"advice:early_step": (perms.NOTIFY,)}
"""The step that the table names is health’s."""
