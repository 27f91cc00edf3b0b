"""A form that arrives twice records one thing."""

from datetime import datetime, timedelta

from alongside.kernel.refusals import Refusal

A_MOMENT = timedelta(minutes=10)


def check_is_new(*, twin: str, recorded_at: datetime, at: datetime) -> None:
    """``twin`` is the number of a record that the same person made of the same words.

    Refused while it is a moment old; the same thing may be said again later.
    """
    if recorded_at > at - A_MOMENT:
        raise Refusal(f"You have just recorded this. It stands as {twin}.")
