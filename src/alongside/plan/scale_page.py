"""The reference page of the progress scale, printed from the rules: which step may follow which."""

from alongside.plan.rules.scale import transition_diagram, transition_table
from alongside.plan.words import STEP_COLOURS, STEPS


def progress_scale_page() -> str:
    """Markdown with the six steps, every pair of them, and the diagram of the allowed ones."""
    steps = [f"{n}. {STEPS[step]} ({STEP_COLOURS[step]})" for n, step in enumerate(STEPS, start=1)]
    lines = [
        "# The progress scale",
        "",
        "*This page is printed from the definitions by `make docs`. "
        "Change the definitions, not the page.*",
        "",
        *steps,
        "",
        "A line that is on track when its end date passes reads “delayed since” the day after. "
        "Statuses from a published table keep their words; these rules bind new ones only.",
        "",
        "## Which step may follow which",
        "",
        transition_table(STEPS),
        "```mermaid",
        transition_diagram(STEPS).rstrip(),
        "```",
    ]
    return "\n".join(lines) + "\n"
