"""Accounts of the area's people: make one, send a link, reset a sign-in, close and open."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse

from alongside.access import letters, operations, perms, queries
from alongside.access.forms import AccountForm, ConfirmForm, GrantFilters
from alongside.access.models import Account
from alongside.access.pages.trail import crumbs, tabs
from alongside.kernel.actor import Actor
from alongside.people import queries as people
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.addresses import Pagination, paginate
from alongside.web.components import Cell, Column, Crumb, Row, Tab, Table
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import instant


@dataclass(frozen=True, slots=True)
class AccountsPage:
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    table: Table
    pagination: Pagination
    add_address: str


@dataclass(frozen=True, slots=True)
class AccountPage:
    crumbs: tuple[Crumb, ...]
    name: str
    facts: tuple[Row, ...]
    is_active: bool
    reset_address: str
    second_step_address: str
    link_address: str
    close_address: str
    open_address: str


@page("GET", needs=perms.ADMINISTER)
def accounts(request: PageRequest, area: str) -> HttpResponse:
    found = queries.accounts_in(request.actor)
    if words := GrantFilters(request.GET).chosen().get("q"):
        found = found.filter(person__name__icontains=words)
    pagination = paginate(request, total=found.count())
    content = AccountsPage(
        crumbs=crumbs(request.actor, Crumb("Accounts")),
        tabs=tabs(request.actor, "access:accounts"),
        table=_table(request.actor, list(found[pagination.start : pagination.stop])),
        pagination=pagination,
        add_address=reverse("access:add_account", args=[area]),
    )
    return render_page(request, "access/accounts.html", {"page": content})


@page("GET", needs=perms.ADMINISTER)
def account(request: PageRequest, area: str, ref: str) -> HttpResponse:
    found = queries.account_in(request.actor, ref)
    content = AccountPage(
        crumbs=crumbs(request.actor, _list_crumb(area), Crumb(found.person.name)),
        name=found.person.name,
        facts=_facts(found),
        is_active=found.is_active,
        reset_address=reverse("access:reset_password", args=[area, ref]),
        second_step_address=reverse("access:reset_second_step", args=[area, ref]),
        link_address=reverse("access:new_link", args=[area, ref]),
        close_address=reverse("access:close_account", args=[area, ref]),
        open_address=reverse("access:open_account", args=[area, ref]),
    )
    return render_page(request, "access/account.html", {"page": content})


@page("GET", "POST", needs=perms.ADMINISTER)
def add(request: PageRequest, area: str) -> HttpResponse:
    form = AccountForm(request.POST or None, people=queries.people_without_account(request.actor))
    content = FormPage(
        title="Make an account",
        submit="Make the account",
        crumbs=crumbs(request.actor, _list_crumb(area), Crumb("Make an account")),
        after=reverse("access:accounts", args=[area]),
        done="The account has been made.",
        intro="An account lets somebody sign in and opens nothing by itself. Give them a role too.",
    )
    made: list[Account] = []

    def save() -> None:
        person = people.person(request.actor, form.cleaned_data["person"])
        email = form.cleaned_data["email"]
        made.append(
            operations.create_account(
                actor=request.actor, at=clock.now(), person=person, email=email
            )
        )

    response = fill_in(request, form, content, save)
    _send_link(request, made)
    return response


@page("GET", "POST", needs=perms.ADMINISTER)
def reset_password(request: PageRequest, area: str, ref: str) -> HttpResponse:
    return _confirm(
        request,
        ref,
        Step(
            title="Reset the password of",
            submit="Reset the password",
            done="The old password no longer works.",
            intro="They are signed out everywhere and get a link by e-mail to set a new password. "
            "You will not see the password or the link.",
            run=operations.reset_password,
            sends_link=True,
        ),
    )


@page("GET", "POST", needs=perms.ADMINISTER)
def reset_second_step(request: PageRequest, area: str, ref: str) -> HttpResponse:
    return _confirm(
        request,
        ref,
        Step(
            title="Reset the second step of",
            submit="Reset the second step",
            done="Their second step has been taken away.",
            intro="For somebody who lost their phone or passkey. They are signed out everywhere. "
            "Their apps, passkeys and recovery codes stop working. "
            "Make sure first that it is really they who ask.",
            run=operations.reset_second_step,
        ),
    )


@page("GET", "POST", needs=perms.ADMINISTER)
def new_link(request: PageRequest, area: str, ref: str) -> HttpResponse:
    return _confirm(
        request,
        ref,
        Step(
            title="Send a new link to",
            submit="Send a new link",
            done="A link to set a password is on its way.",
            intro="For a first password, or when the first link was lost. "
            "Their password stays as it is.",
            run=operations.issue_password_link,
            sends_link=True,
        ),
    )


@page("GET", "POST", needs=perms.ADMINISTER)
def close(request: PageRequest, area: str, ref: str) -> HttpResponse:
    return _confirm(
        request,
        ref,
        Step(
            title="Close the account of",
            submit="Close the account",
            done="The account is closed.",
            intro="They are signed out everywhere and cannot sign in until you open it again.",
            run=operations.close_account,
        ),
    )


@page("GET", "POST", needs=perms.ADMINISTER)
def reopen(request: PageRequest, area: str, ref: str) -> HttpResponse:
    return _confirm(
        request,
        ref,
        Step(
            title="Open the account of",
            submit="Open the account",
            done="The account is open.",
            intro="They can sign in again. What they may do is what their roles say.",
            run=operations.open_account,
        ),
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done to an account after a page that asks again."""

    title: str
    submit: str
    done: str
    intro: str
    run: Callable[..., Account]
    sends_link: bool = False


def _confirm(request: PageRequest, ref: str, step: Step) -> HttpResponse:
    found = queries.account_in(request.actor, ref)
    area = request.actor.area_slug
    address = reverse("access:account", args=[area, ref])
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    content = FormPage(
        title=f"{step.title} {found.person.name}",
        submit=step.submit,
        crumbs=crumbs(request.actor, _list_crumb(area), Crumb(found.person.name, address)),
        after=address,
        done=step.done,
        intro=step.intro,
        facts=_facts(found),
        is_grave=not step.sends_link or step.run is operations.reset_password,
    )
    changed: list[Account] = []
    response = fill_in(
        request,
        form,
        content,
        lambda: changed.append(step.run(actor=request.actor, at=clock.now(), ref=ref)),
    )
    _send_link(request, changed if step.sends_link else [])
    return response


def _send_link(request: PageRequest, changed: list[Account]) -> None:
    for each in changed:
        try:
            letters.send_password_link(each)
        except letters.LetterNotSentError as error:
            messages.warning(request, str(error))


def _list_crumb(area: str) -> Crumb:
    return Crumb("Accounts", reverse("access:accounts", args=[area]))


def _table(actor: Actor, shown: list[Account]) -> Table:
    return Table(
        caption="Accounts",
        caption_hidden=True,
        columns=(
            Column("Name"),
            Column("E-mail address"),
            Column("Last signed in"),
            Column("State"),
        ),
        rows=[_row(actor, each) for each in shown],
        stack=True,
        empty="There is no account yet.",
    )


def _row(actor: Actor, each: Account) -> tuple[Cell | str, ...]:
    address = reverse("access:account", args=[actor.area_slug, each.ref])
    return (
        Cell(each.person.name, address=address, is_header=True),
        each.email,
        instant(each.last_login) or "Never",
        Cell("Open", tag_colour="green") if each.is_active else Cell("Closed", tag_colour="grey"),
    )


def _facts(found: Account) -> tuple[Row, ...]:
    return (
        Row("Name", found.person.name),
        Row("E-mail address", found.email),
        Row("Last signed in", instant(found.last_login) or "Never"),
        Row("State", "Open" if found.is_active else "Closed"),
    )
