"""`retell mcp`: the tools for assistants, on standard input and output."""

from __future__ import annotations

import click


@click.command("mcp")
@click.option("--archive", metavar="ADDRESS", help="The archive that is asked.")
def mcp(archive: str | None) -> None:
    """Serve read-only tools to an assistant, over standard input and output.

    The tools (Model Context Protocol) are compare, trace and find. They write nothing, fetch nothing and
    open no file; words of articles are marked as untrusted. Needs: pip install 'retell[mcp]'.
    """
    try:
        from retell.mcp.server import serve
    except ModuleNotFoundError as error:
        from retell.errors import UsageError

        if (error.name or "").partition(".")[0] not in ("mcp", "mcp_types"):
            raise
        raise UsageError.no_mcp() from None
    serve(archive)
