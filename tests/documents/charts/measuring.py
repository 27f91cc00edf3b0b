"""How wide a text is in Inter, by an independent reader of the font."""

from functools import cache

from PIL import ImageFont

from alongside.documents.letters import FONTS

LARGE = 1000


@cache
def _font(name):
    return ImageFont.truetype(str(FONTS / name), LARGE, layout_engine=ImageFont.Layout.BASIC)


def width(text, *, size=13.0, is_strong=False):
    font = _font("Inter-SemiBold.ttf" if is_strong else "Inter-Regular.ttf")
    return font.getlength(text) * size / LARGE
