"""The letter of a revisit in and out, in the documented JSON."""

from alongside.board.transfer.exporting import export_revisit, export_revisit_json
from alongside.board.transfer.importing import (
    LetterDiffers,
    LetterReport,
    LetterResult,
    import_revisit,
)

__all__ = [
    "LetterDiffers",
    "LetterReport",
    "LetterResult",
    "export_revisit",
    "export_revisit_json",
    "import_revisit",
]
