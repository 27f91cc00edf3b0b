"""What a person can read in our templates and in our code, as plain text for the house check.

Values that a page puts in later stand as ``{}``. Branches of a template stand as paragraphs.
"""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from alongside.language.house import UNKNOWN

_COMMENT = re.compile(r"{#.*?#}|{%\s*comment\b.*?{%\s*endcomment\s*%}", re.DOTALL)
_TAG = re.compile(r"{%\s*(?P<name>\w+)(?P<rest>.*?)%}", re.DOTALL)
_VALUE = re.compile(r"{{.*?}}", re.DOTALL)
_SPOKEN_VALUE = re.compile(r"""\w+=(?P<quote>["'])(?P<text>[A-Z][^"'/{}]*)(?P=quote)""")
_BREAKING_TAGS = frozenset({"else", "elif", "empty", "if", "endif", "for", "endfor", "block"})
_INLINE = frozenset({"a", "abbr", "b", "code", "em", "i", "kbd", "mark", "small", "span", "strong"})
_UNSEEN = frozenset({"script", "style"})
_SPOKEN_ATTRIBUTES = frozenset({"alt", "aria-label", "placeholder", "title"})
_LOGGERS = frozenset({"log", "logger", "_log", "_logger"})
_LOG_VERBS = frozenset({"debug", "info", "warning", "error", "exception", "critical"})
_PEOPLE_READ = frozenset({"Refusal", "Changed", "ValidationError", "CommandError"})


def text_of_template(source: str) -> str:
    """The words of a Django template, with tags taken out."""
    bare = _COMMENT.sub("", source)
    bare = _TAG.sub(_words_of_tag, bare)
    reader = _Reader()
    reader.feed(_VALUE.sub(UNKNOWN, bare))
    reader.close()
    return "".join(reader.pieces)


def sentences_of_code(source: str) -> Iterator[tuple[int, str]]:
    """(line, text) of each string that reads like a sentence and is meant for people."""
    tree = ast.parse(source)
    silent = set(_strings_for_programmers(tree))
    for node in ast.walk(tree):
        inner = {id(value) for value in getattr(node, "values", ())}
        silent |= inner if isinstance(node, ast.JoinedStr) else set()
        text = _text_of(node)
        if text is not None and id(node) not in silent and _reads_like_a_sentence(text):
            yield node.lineno, text


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unseen += tag in _UNSEEN
        self._break(tag)
        spoken = [value for name, value in attrs if name in _SPOKEN_ATTRIBUTES and value]
        self.pieces.extend(f"\n\n{value}\n\n" for value in spoken)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in _UNSEEN
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.pieces.append(data)

    def _break(self, tag: str) -> None:
        if tag not in _INLINE:
            self.pieces.append("\n\n")


def _words_of_tag(tag: re.Match[str]) -> str:
    """A tag inside an attribute or a sentence vanishes; texts handed to an include are kept."""
    spoken = [found["text"] for found in _SPOKEN_VALUE.finditer(tag["rest"])]
    if spoken:
        return "".join(f"\n\n{text}\n\n" for text in spoken)
    return "\n\n" if tag["name"] in _BREAKING_TAGS else UNKNOWN


def _text_of(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else UNKNOWN for part in node.values
        )
    return None


def _reads_like_a_sentence(text: str) -> bool:
    tidy = text.strip()
    return bool(re.match(r"[A-Z“{]", tidy)) and " " in tidy and tidy[-1] in ".?!"


def _strings_for_programmers(tree: ast.AST) -> Iterator[int]:
    """Docstrings, bare strings, log lines, and what is raised as a fault and not told to people."""
    for node in ast.walk(tree):
        for hidden in (_bare_string(node), _fault(node), _log_line(node)):
            if hidden is not None:
                yield from (id(inner) for inner in ast.walk(hidden))


def _bare_string(node: ast.AST) -> ast.AST | None:
    bare = isinstance(node, ast.Expr) and _text_of(node.value) is not None
    return node if bare else None


def _fault(node: ast.AST) -> ast.AST | None:
    if not (isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call)):
        return None
    raised = node.exc.func
    name = raised.attr if isinstance(raised, ast.Attribute) else getattr(raised, "id", "")
    return None if name in _PEOPLE_READ or name.startswith("_") else node.exc


def _log_line(node: ast.AST) -> ast.AST | None:
    logs = (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in _LOG_VERBS
        and getattr(node.func.value, "id", "").lower() in _LOGGERS
    )
    return node if logs else None
