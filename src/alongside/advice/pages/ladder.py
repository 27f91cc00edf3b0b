"""To whom late advice is taken next, as the pages say and offer it."""

from collections.abc import Iterator, Sequence

from alongside.access.roles import role_label
from alongside.advice.queries.escalating import Senior
from alongside.advice.rules.escalating import RungState, next_step
from alongside.web.components import Row
from alongside.web.writing import day

Choices = list[tuple[str, str]]
BY_FRAMEWORK, OTHERS = "By the framework, the next first", "Another post"


def next_of(found: Sequence[Senior]) -> Senior | None:
    step = next_step([each.step for each in found])
    return next((each for each in found if each.step == step), None)


def next_words(found: Sequence[Senior]) -> str:
    """ "Next by the framework: Designated Medical Officer (Dr Dora Doctor)." Empty where nobody is next."""
    senior = next_of(found)
    if senior is None:
        return ""
    post, who = senior.held[0]
    return f"Take it to somebody senior now. Next by the framework: {post.title} ({who})."


def ladder_rows(found: Sequence[Senior]) -> Iterator[Row]:
    """Every rung: told, next, not reached yet, or held by nobody."""
    for each in found:
        yield Row(role_label(each.step.role), _words(each))


def posts_by_framework(
    found: Sequence[Senior], posts: Choices
) -> list[tuple[str, Choices]] | Choices:
    """In two groups: those of the ladder, in its order, and every other post."""
    first = next_of(found)
    ordered = ([first] if first else []) + [each for each in found if each is not first]
    refs = list(dict.fromkeys(post.ref for each in ordered for post, _ in each.held))
    words = dict(posts)
    own: Choices = [(ref, words[ref]) for ref in refs if ref in words]
    others = [each for each in posts if each[0] not in refs]
    return [(BY_FRAMEWORK, own), (OTHERS, others)] if own else posts


def _words(each: Senior) -> str:
    who = " or ".join(f"{post.title} ({name})" for post, name in each.held)
    cover = (
        f" {' and '.join(each.covered_by)} stands in and is told too." if each.covered_by else ""
    )
    match each.step.state:
        case RungState.TOLD:
            return (
                f"Told on {day(each.told_on)}: {who}.{cover}"
                if who
                else f"Told on {day(each.told_on)}."
            )
        case RungState.NOBODY:
            return "Nobody with a post holds this role today. The next rung is asked instead."
        case RungState.OWN:
            return f"This is you: {who}."
        case RungState.NEXT:
            return f"Next: {who}.{cover}"
        case RungState.WAITS:
            return f"From {day(each.step.from_on)}: {who}.{cover}"
