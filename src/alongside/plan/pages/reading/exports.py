"""Taking the whole action plan away, as CSV, Excel or the documented JSON."""

import io
from collections.abc import Callable

from django.http import Http404, HttpResponse

from alongside.kernel.actor import Actor
from alongside.plan import perms
from alongside.plan.transfer import export_csv, export_json, export_xlsx
from alongside.web.pages import PageRequest, page


def _csv(actor: Actor, ref: str) -> bytes:
    return b"".join(export_csv(actor=actor, ref=ref))


def _xlsx(actor: Actor, ref: str) -> bytes:
    out = io.BytesIO()
    export_xlsx(actor=actor, ref=ref, out=out)
    return out.getvalue()


def _json(actor: Actor, ref: str) -> bytes:
    return export_json(actor=actor, ref=ref)


KINDS: dict[str, tuple[Callable[[Actor, str], bytes], str]] = {
    "csv": (_csv, "text/csv; charset=utf-8"),
    "xlsx": (_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": (_json, "application/json"),
}


@page("GET", needs=perms.VIEW)
def export(request: PageRequest, area: str, ref: str, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    make, media_type = KINDS[kind]
    response = HttpResponse(make(request.actor, ref), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="action-plan.{kind}"'
    return response
