"""One question that was not met, as the author and whoever puts it right read it."""

from alongside.quality.fallen_short import Answered
from alongside.quality.words import mark_words
from alongside.web.components import RecordedItem
from alongside.web.markup import tag


def short_item(each: Answered) -> RecordedItem:
    notes = [f"Looked for: {' '.join(each.question.criteria)}"]
    if each.agreed:
        notes.append(f"The meeting agreed: {each.agreed}")
    return RecordedItem(
        title=each.question.asks,
        body=each.words,
        notes=tuple(notes),
        tag=tag(mark_words(each.question.scale, each.mark), "amber"),
    )
