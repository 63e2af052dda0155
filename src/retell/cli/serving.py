"""The service and the keys to it, on the command line."""

from __future__ import annotations

from typing import TypedDict, Unpack

import click

from retell.cli.session import Session

SCOPES = ("read", "write", "admin")
ARCHIVE = click.option(
    "--archive",
    metavar="ADDRESS",
    help="The archive: a path, sqlite:///… or postgresql://… [env: RETELL_ARCHIVE]",
)


class Listening(TypedDict):
    """Where `retell serve` listens, and for whom."""

    host: str
    port: int
    names: tuple[str, ...]
    require_token: bool
    no_fetch: bool


@click.command()
@ARCHIVE
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(1, 65535))
@click.option("--allowed-host", "names", multiple=True, metavar="NAME", help="Another name to answer to.")
@click.option("--require-token", is_flag=True, help="Ask for a token on loopback too.")
@click.option("--no-fetch", is_flag=True, help="Fetch no page, whatever address a visitor gives.")
@click.pass_obj
def serve(session: Session, archive: str | None, **wanted: Unpack[Listening]) -> None:
    """Serve the archive: pages for people, and an API under /api/v1.

    Listens where this machine alone can reach it, unless --host says otherwise; then a token is asked for,
    and there must be one.
    """
    from retell.stores import opened
    from retell.web.serve import Place
    from retell.web.serve import serve as run

    host, port = wanted["host"], wanted["port"]
    place = Place(
        host=host,
        port=port,
        names=frozenset(name.lower() for name in wanted["names"]),
        tokens=wanted["require_token"],
        fetches=not wanted["no_fetch"],
    )
    with opened(archive, create=True) as store:
        session.say(f"http://{f'[{host}]' if ':' in host else host}:{port}/ (interrupt to end)")
        run(store, place)


@click.group()
def token() -> None:
    """Make, list and revoke the keys to a service."""


@token.command("new")
@click.argument("name")
@ARCHIVE
@click.option("--scope", type=click.Choice(SCOPES), default="read", show_default=True)
@click.option(
    "--days", type=click.IntRange(1, 3650), default=90, show_default=True, help="How long it is good."
)
@click.pass_obj
def new_token(session: Session, name: str, archive: str | None, scope: str, days: int) -> None:
    """Make a token; it is printed this once, and only its hash is kept."""
    from retell.stores import opened
    from retell.web import tokens

    with opened(archive, create=True) as store:
        secret, made = tokens.issue(store, name, tokens.Scope(scope), days)
    click.echo(secret)
    session.say(
        f"{tokens.short(made)}: {name} may {scope} until {made.expires}. Keep it: it is not told again."
    )


@token.command("list")
@ARCHIVE
def list_tokens(archive: str | None) -> None:
    """List the tokens: id, scope, end, name."""
    from retell.stores import opened
    from retell.web import tokens

    with opened(archive) as store:
        for each in tokens.known(store):
            click.echo(f"{tokens.short(each)}  {each.scope.value:5}  {each.expires}  {each.name}")


@token.command("revoke")
@click.argument("id")
@ARCHIVE
def revoke_token(id: str, archive: str | None) -> None:
    """Take a token away, by its id or the beginning of it."""
    from retell.errors import UsageError
    from retell.stores import opened
    from retell.web import tokens

    with opened(archive) as store:
        if not tokens.revoke(store, id):
            raise UsageError.no_such_token(id)
