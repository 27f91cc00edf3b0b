"""Why a part cannot be removed: another row names it."""

from collections.abc import Sequence

from alongside.casework.rules.plans.parts import Part, numbers
from alongside.kernel.refusals import Refusal


def naming(key: str, parts: Sequence[Part]) -> tuple[str, ...]:
    """What the rows are called that name this one as a need or an outcome."""
    called = numbers(parts)
    return tuple(
        called.get(part.key, f"section {part.section}")
        for part in parts
        if key in (*getattr(part.body, "needs", ()), *getattr(part.body, "outcomes", ()))
    )


def check_may_remove(key: str, parts: Sequence[Part]) -> None:
    """Raises Refusal with the rows that name it."""
    found = naming(key, parts)
    if found:
        rows = " and ".join(found) if len(found) < 3 else f"{', '.join(found[:-1])} and {found[-1]}"
        raise Refusal(f"It is named by {rows}. Change that first.")
