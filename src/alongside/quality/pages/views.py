"""The views of quality side by side, each for whom it opens."""

from alongside.kernel.actor import Actor
from alongside.quality import perms
from alongside.quality.pages.trail import at
from alongside.web.components import Tab

LABEL = "Audits and learning"
RESULTS, THEMES, LESSONS = "Results of audits", "Themes and findings", "Lessons"
VIEWS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("rounds", "Rounds", (perms.LEAD,)),
    ("mine", "Your audits", (perms.AUDIT, perms.AUDIT_FAMILY)),
    ("results", RESULTS, perms.READS_RESULTS),
    ("themes", THEMES, perms.READS_RESULTS),
    ("lessons", LESSONS, perms.READS_RESULTS),
    ("put_rights", "To put right", (perms.PUT_RIGHT,)),
    ("sweeps", "Sweeps", (perms.LEAD, *perms.JUDGES)),
    ("own", "How your work was audited", (perms.COMMENT,)),
)


def tabs(actor: Actor, *, current: str) -> tuple[Tab, ...]:
    """Those that open to this person; none where there is only one."""
    found = tuple(
        Tab(title, at(actor, name), is_current=name == current)
        for name, title, needed in VIEWS
        if any(actor.may_somewhere(each) for each in needed)
    )
    return found if len(found) > 1 else ()
