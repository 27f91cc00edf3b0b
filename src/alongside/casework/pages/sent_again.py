"""What a person chose, to be sent again by the page on which they check it."""

from collections.abc import Iterator

from alongside.web.pages import PageRequest

NOT_SENT_AGAIN = frozenset({"csrfmiddlewaretoken"})


def sent_again(request: PageRequest) -> Iterator[tuple[str, str]]:
    for name, values in request.POST.lists():
        if name not in NOT_SENT_AGAIN:
            yield from ((name, str(value)) for value in values)
