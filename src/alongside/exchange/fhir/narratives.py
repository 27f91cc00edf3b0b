"""The readable part of a resource: checked for markup that could do harm, and never kept or shown."""

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from alongside.exchange.json_documents import JSON

_XHTML = "{http://www.w3.org/1999/xhtml}"
_TAGS = frozenset({
    "div", "p", "br", "hr", "b", "i", "em", "strong", "span", "small", "sub", "sup", "pre", "code",
    "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd",
    "table", "caption", "thead", "tbody", "tr", "th", "td",
})  # fmt: skip
_ATTRIBUTES = frozenset({"class", "id", "title", "lang", "colspan", "rowspan"})
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LONGEST = 50_000
REFUSED = (
    "The readable text must be plain XHTML, without scripts, styles, links, pictures or entities."
)


def narrative_fault(text: JSON) -> str:
    """A sentence, or nothing when the text is harmless."""
    div = text.get("div") if isinstance(text, dict) else None
    if not isinstance(div, str) or len(div) > _LONGEST:
        return REFUSED
    try:
        root = ElementTree.fromstring(div, forbid_dtd=True)
    except (ElementTree.ParseError, DefusedXmlException, ValueError):
        return REFUSED
    harmless = root.tag == f"{_XHTML}div" and all(
        isinstance(part.tag, str)
        and part.tag.removeprefix(_XHTML) in _TAGS
        and set(part.attrib) <= _ATTRIBUTES | {_XML_LANG}
        for part in root.iter()
    )
    return "" if harmless else REFUSED
