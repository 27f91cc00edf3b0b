"""Which limits an exception may be meant for, when one is recorded: those of the case, and no others."""

from datetime import date

from alongside.casework.forms.recording import EventForm
from alongside.casework.queries.relying import excusable
from alongside.kernel.actor import Actor


def offer_limits(form: EventForm, actor: Actor, case_ref: str, today: date) -> None:
    """A form that asks for no limits stays as it is; one that has none to offer does not ask."""
    if "rules" not in form.fields:
        return
    limits = excusable(actor, case_ref=case_ref, today=today)
    form.offer_or_leave_out(
        "rules",
        [(code, f"{each.title} ({code})") for code, each in limits.items()],
        hints={code: f"May rest on {', '.join(each.grounds)}." for code, each in limits.items()},
    )
