"""Keeping a chosen file while the rest of its form is mended, because a browser forgets it.

The content waits in the store without a record, which the store's own check clears after a day. A
signed word in the form names it; the word is good only for the person who chose the file, in the
area they chose it for. Nobody can be handed a waiting file: it is only ever given to an operation.
"""

from datetime import timedelta
from typing import Any, BinaryIO, cast

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.files import store
from alongside.kernel.actor import Actor
from alongside.web.forms import HiddenField, HouseForm, TickField
from alongside.web.forms.house import Refused

SALT = "alongside.plan.waiting_file"
GOOD_FOR = timedelta(hours=12)
GONE = "The file you chose is no longer kept. Choose it again."
FILE, WAITING, LEAVE_OUT = "file", "waiting_file", "leave_file_out"


def keep_waiting(actor: Actor, file: "File[bytes]") -> str:
    """The signed word for a file that now waits in the store."""
    kept = store.put(cast(BinaryIO, file.file))
    return signing.dumps(
        {
            "person": actor.person_id,
            "area": actor.area_id,
            "sha256": kept.sha256,
            "name": file.name or "",
        },
        salt=SALT,
    )


def waiting_file(actor: Actor, word: str) -> SimpleUploadedFile:
    """The file that the word names. Raises ValidationError when it is not theirs or not there."""
    try:
        facts = signing.loads(word, salt=SALT, max_age=GOOD_FOR)
        if (facts["person"], facts["area"]) != (actor.person_id, actor.area_id):
            raise ValidationError(GONE)
        with store.open_checked(facts["sha256"]) as content:
            return SimpleUploadedFile(facts["name"], content.read())
    except (signing.BadSignature, store.ContentMissingError, store.ContentAlteredError):
        raise ValidationError(GONE) from None


class KeepsFile(HouseForm):
    """A form with a box ``file``, which is kept whenever the form has to be shown again.

    It can then be left out or replaced. Whether a file is needed at all is asked by the form.
    """

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields[WAITING] = HiddenField(required=False)
        if self.data.get(WAITING):
            self.fields[FILE].required = False
            self._offer_to_leave_out()

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and self.errors:
            self._keep()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get(LEAVE_OUT):
            cleaned[FILE] = cleaned.get(FILE) or None
        elif cleaned.get(WAITING) and not cleaned.get(FILE) and FILE not in self.errors:
            try:
                cleaned[FILE] = waiting_file(self.actor, cleaned[WAITING])
            except ValidationError as gone:
                self.add_error(FILE, gone)
        return cleaned

    def refuse(self, refused: Refused) -> None:
        super().refuse(refused)
        self._keep()

    def _keep(self) -> None:
        """A file that was itself refused is not kept."""
        file = None if FILE in self.errors else self.cleaned_data.get(FILE)
        self._post(WAITING, keep_waiting(self.actor, file) if file else "")
        self.fields.pop(LEAVE_OUT, None)
        if file:
            self._offer_to_leave_out()
            self[
                FILE
            ].help_text = (
                f"“{file.name}” is kept until you save. Choose another file only to replace it."
            )

    def _post(self, name: str, value: str) -> None:
        changed = cast(dict[str, Any], cast(Any, self.data).copy())
        changed[name] = value
        self.data = changed

    def _offer_to_leave_out(self) -> None:
        self.fields[LEAVE_OUT] = TickField(label="Leave out the file that is kept", required=False)
        names = [name for name in self.fields if name != LEAVE_OUT]
        names.insert(names.index(FILE) + 1, LEAVE_OUT)
        self.order_fields(names)
