"""By which law the duties of an area were last worked out anew."""

from alongside.kernel.actor import Actor
from alongside.ledger.queries import entries_for

AREA, REBUILT = "people.area", "casework.rebuild_duties"


def law_followed(actor: Actor) -> str:
    """The mark that stands in the ledger, of the actor's area; empty where it was never done."""
    done = entries_for(actor, AREA, actor.area_slug).filter(verb=REBUILT)
    last = done.select_related("detail").first()
    return str(last.detail.words.get("facts", {}).get("law", "")) if last else ""
