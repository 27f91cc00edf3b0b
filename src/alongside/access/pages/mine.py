"""One's own account: what one may do and why, where one is signed in, and the choice of area.

These pages are in no area, so they have an account and no actor; the middleware lets only signed-in
people come this far.
"""

from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from alongside.access import queries, second_factor
from alongside.access.actors import account_actor
from alongside.access.front_door import first_address
from alongside.access.models import Account, Grant, SignedInSession
from alongside.access.operations.sign_in import end_other_sessions, end_own_session
from alongside.access.roles import role_label, role_of
from alongside.access.words import scope_words, until_words
from alongside.kernel.refusals import Hidden, Refusal
from alongside.people.models import LocalArea
from alongside.web import clock
from alongside.web.components import Cell, Column, Row, Table
from alongside.web.render import render_page
from alongside.web.writing import instant


@dataclass(frozen=True, slots=True)
class SessionRow:
    device: str
    started: str
    seen: str
    is_this_one: bool
    end_address: str


@dataclass(frozen=True, slots=True)
class MinePage:
    name: str
    facts: tuple[Row, ...]
    roles: Table
    sessions: tuple[SessionRow, ...]
    home_address: str
    end_others_address: str


@dataclass(frozen=True, slots=True)
class SecondFactorPage:
    app_address: str
    passkey_address: str


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    account = _account(request)
    at = clock.now()
    content = MinePage(
        name=account.person.name,
        facts=_facts(account),
        roles=_roles_table(list(queries.own_grants(account, at=at))),
        sessions=_sessions(request, account),
        home_address=first_address(account, at=at),
        end_others_address=reverse("mine:end_other_sessions"),
    )
    return render_page(request, "access/mine.html", {"page": content})


@require_safe
def areas(request: HttpRequest) -> HttpResponse:
    """Which local area to work in; with one it is not asked, with none it says whom to ask."""
    found: tuple[LocalArea, ...] = tuple(
        queries.areas_of(_account(request).person_id, at=clock.now())
    )
    links = [(area.name, f"/{area.slug}/") for area in found]
    return render_page(request, "access/areas.html", {"areas": links})


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """The address / for somebody who is signed in."""
    return redirect(first_address(_account(request), at=clock.now()))


@require_safe
def second_factor_choice(request: HttpRequest) -> HttpResponse:
    """How to set up a second step at sign-in."""
    content = SecondFactorPage(
        app_address=reverse("mfa_activate_totp"), passkey_address=reverse("mfa_add_webauthn")
    )
    return render_page(request, "access/second_factor.html", {"page": content})


@require_POST
def end_session(request: HttpRequest, ref: str) -> HttpResponse:
    account = _account(request)
    try:
        end_own_session(actor=account_actor(account), at=clock.now(), account=account, ref=ref)
    except Hidden:
        raise Http404 from None
    messages.success(request, "That sign-in has ended.")
    return HttpResponseRedirect(reverse("mine:page"))


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    account = _account(request)
    try:
        end_other_sessions(
            actor=account_actor(account),
            at=clock.now(),
            account=account,
            keep_session_key=request.session.session_key or "",
        )
        messages.success(request, "You are signed out everywhere else.")
    except Refusal as refusal:
        messages.info(request, refusal.sentence)
    return HttpResponseRedirect(reverse("mine:page"))


def _account(request: HttpRequest) -> Account:
    account: Any = request.user
    if not isinstance(account, Account):
        raise Http404
    return account


def _facts(account: Account) -> tuple[Row, ...]:
    password = "Set" if account.has_usable_password() else "Not set"
    password_page = (
        "account_change_password" if account.has_usable_password() else "account_set_password"
    )
    return (
        Row("Name", account.person.name),
        Row("E-mail address", account.email),
        Row("Password", password, reverse(password_page)),
        Row("Second step at sign-in", _second_step_words(account), reverse("mfa_index")),
        Row("Your code, for an administrator of another area", account.ref),
        Row("Last signed in", instant(account.last_login) or "Never"),
    )


def _second_step_words(account: Account) -> str:
    kinds = second_factor.kinds_held(account)
    words = [
        word
        for kind, word in (
            (Authenticator.Type.TOTP, "authenticator app"),
            (Authenticator.Type.WEBAUTHN, "passkey"),
        )
        if kind in kinds
    ]
    return " and ".join(words).capitalize() or "Not set up"


def _roles_table(held: list[Grant]) -> Table:
    return Table(
        caption="What you may do",
        columns=(
            Column("Local area"),
            Column("Role"),
            Column("Reach"),
            Column("Purpose", is_wide=True),
            Column("Until"),
        ),
        rows=[
            (
                Cell(grant.area.name, address=f"/{grant.area.slug}/", is_header=True),
                Cell(role_label(grant.role), note=_role_words(grant.role)),
                scope_words(grant),
                grant.purpose,
                until_words(grant),
            )
            for grant in held
        ],
        stack=True,
        empty="You have no role at the moment. Ask the administrator of your local area.",
    )


def _role_words(code: str) -> str:
    role = role_of(code)
    return role.description if role else ""


def _sessions(request: HttpRequest, account: Account) -> tuple[SessionRow, ...]:
    return tuple(
        _session_row(each, this=request.session.session_key or "")
        for each in queries.own_sessions(account)
    )


def _session_row(each: SignedInSession, *, this: str) -> SessionRow:
    return SessionRow(
        device=each.device,
        started=instant(each.started_at),
        seen=instant(each.seen_at),
        is_this_one=each.session_key == this,
        end_address=reverse("mine:end_session", args=[each.ref]),
    )
