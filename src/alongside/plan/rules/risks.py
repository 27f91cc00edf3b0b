"""How bad a risk is: likelihood × impact, each 1 to 5, and what that is called."""

from alongside.kernel.refusals import Refusal

LOWEST, HIGHEST = 1, 5


def score(likelihood: int, impact: int) -> int:
    return likelihood * impact


def band(points: int) -> str:
    """ "low" to 4, "medium" to 9, "high" to 14, "very_high" from 15."""
    if points >= 15:
        return "very_high"
    if points >= 10:
        return "high"
    return "medium" if points >= 5 else "low"


def check_may_assess(*, before: tuple[int, int], after: tuple[int, int]) -> None:
    """Raises Refusal when a number is outside 1 to 5 or mitigation makes things worse."""
    if any(not LOWEST <= number <= HIGHEST for number in (*before, *after)):
        raise Refusal("Give likelihood and impact as whole numbers from 1 to 5.")
    if score(*after) > score(*before):
        raise Refusal(
            "What is done about it should not make it worse. Check the numbers after mitigation.",
            field="likelihood_after",
        )
