"""The reference page of the progress scale, printed from the rules themselves.

Steps, words, colours and transitions come from their definitions, who may record what from the role
table, and the refusals from asking the rules for what they refuse.
"""

from datetime import date

from alongside.access.roles import ROLES
from alongside.kernel.dates import PartialDate
from alongside.plan import perms
from alongside.plan.rules.codes import Step
from alongside.plan.rules.embedding import Embedding
from alongside.plan.rules.scale import transition, transition_table
from alongside.plan.rules.statuses import LatestStatus, Proposal, Standing, status_refusals
from alongside.plan.words import STEP_COLOURS, STEP_HINTS, STEPS

_HEAD = """# The progress scale

*This page is printed from the definitions by `make docs`. Change the definitions, not the page.*

These are York’s six steps. The words come first and the colour second. A line that is recorded as on track and whose
end date passes reads “delayed since” the day after. A status from a published table keeps its words; the rules below
bind new statuses only. Why it is so stands in [progress that cannot flatter](../explanation/progress.md).
"""
_RECORDED = (
    ("A status, evidence, and the request for another date", perms.RECORD_STATUS),
    ("The board’s judgement, which “embedded” may rest on", perms.JUDGE),
    ("The forum’s view, which stands beside it", perms.FORUM_VIEW),
    ("Consent to a changed date, or its refusal", perms.CONSENT),
)
_DAY = date(2021, 2, 1)
_BEGAN = PartialDate(2020, 9)
_REFUSED = (
    ("On track after the end date", Step.ON_TRACK, Standing(end=PartialDate(2021, 1))),
    (
        "A delay before the end date, without the date now expected",
        Step.PROGRESSING_DELAYED,
        Standing(end=PartialDate(2021, 3)),
    ),
    ("Completed without evidence", Step.COMPLETED, Standing()),
    (
        "Embedded before it is earned",
        Step.EMBEDDED,
        Standing(LatestStatus(Step.COMPLETED, _BEGAN), embedding=Embedding(_BEGAN)),
    ),
)


def progress_scale_page() -> str:
    """Markdown for ``docs/reference/progress-scale.md``."""
    parts = [
        _HEAD,
        _section("The six steps", _steps()),
        _section("Who may record what", _recorders()),
        _section("Which step may follow which", _diagram()),
        "“No” always says what to record instead:\n",
        transition_table(STEPS),
        _section("What is refused, in the rules’ own words", _refusals()),
    ]
    return "\n".join(parts)


def _section(title: str, lines: list[str]) -> str:
    return "\n".join([f"## {title}", "", *lines, ""])


def _steps() -> list[str]:
    rows = [
        f"| {number} | {STEPS[step]} | {STEP_COLOURS[step].replace('-', ' ')} | {STEP_HINTS[step]} | `{step.value}` |"
        for number, step in enumerate(Step, start=1)
    ]
    return ["| | step | colour | what it means | code |", "| --- | --- | --- | --- | --- |", *rows]


def _recorders() -> list[str]:
    rows = [f"| {what} | {_roles_with(permission)} |" for what, permission in _RECORDED]
    note = "Whoever has a role for one organisation records only on the lines that this organisation leads."
    return ["| what | roles |", "| --- | --- |", *rows, "", note]


def _roles_with(permission: str) -> str:
    return ", ".join(role.label for role in ROLES if permission in role.permissions)


def _diagram() -> list[str]:
    """One row for each step before, one sign for each step after."""
    names: dict[Step | None, str] = {None: "  Nothing recorded"}
    names |= {step: f"{number} {STEPS[step]}" for number, step in enumerate(Step, start=1)}
    width = max(len(name) for name in names.values()) + 2
    head = " " * width + "  ".join(str(number) for number, _ in enumerate(Step, start=1))
    rows = [
        f"{name:<{width}}" + "  ".join(_sign(before, after) for after in Step)
        for before, name in names.items()
    ]
    legend = "+ may follow   n may follow, with a note   - may not"
    return ["```text", head, *rows, "", legend, "```"]


def _sign(before: Step | None, after: Step) -> str:
    found = transition(before, after)
    if not found.allowed:
        return "-"
    return "n" if found.needs_note else "+"


def _refusals() -> list[str]:
    rows = [f"| {what} | {_sentences(step, standing)} |" for what, step, standing in _REFUSED]
    return ["| what was tried | what the person reads |", "| --- | --- |", *rows]


def _sentences(step: Step, standing: Standing) -> str:
    proposal = Proposal(code=step, on=_DAY, today=_DAY)
    return " ".join(refusal.sentence for refusal in status_refusals(proposal, standing))
