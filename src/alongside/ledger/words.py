"""The ledger's own words for people."""

from alongside.ledger.models import ERASE_DETAIL, LOOK

_VERBS = {
    LOOK: "Looked at the record",
    ERASE_DETAIL: "Erased the words of an entry",
}


def verb_words(verb: str) -> str:
    """
    >>> verb_words("plan.record_status")
    'Record status'
    """
    return _VERBS.get(verb) or verb.rpartition(".")[2].replace("_", " ").capitalize()


def subject_words(subject: str) -> str:
    """
    >>> subject_words("plan.line")
    'Line'
    >>> subject_words("plan:line")
    'Line'
    """
    return subject.replace(":", ".").rpartition(".")[2].replace("_", " ").capitalize()
