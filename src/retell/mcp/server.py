"""The tools over standard input and output (Model Context Protocol)."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from typing import Annotated, Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import BaseModel, Field

from retell.errors import RetellError
from retell.mcp import answers
from retell.mcp.answers import ARTICLES, LONGEST, NOTE, Given

_READING = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
_INSTRUCTIONS = (
    "Retell traces a news story through its copies. It reads, and changes nothing: no tool writes, fetches "
    f"an address or opens a file. {NOTE}"
)


class Article(BaseModel):
    """An article: its text, or the id of one in the archive."""

    text: str = Field("", max_length=LONGEST, description="The text of the article, a paragraph a line.")
    id: str = Field("", max_length=200, description="The id of an article in the archive, instead of a text.")
    title: str = Field("", max_length=500)
    outlet: str = Field("", max_length=200, description="Who published it.")
    published: str = Field("", max_length=40, description="When, as ISO 8601.")

    def given(self) -> Given:
        """The same as our own value."""
        return Given(**self.model_dump())


Articles = Annotated[list[Article], Field(min_length=2, max_length=ARTICLES)]


def server(archive: str | None) -> MCPServer[Any]:
    """The server over an archive, which is opened for each question that needs it."""
    made: MCPServer[Any] = MCPServer(
        "retell", version=version("retell"), instructions=_INSTRUCTIONS, log_level="WARNING"
    )

    @made.tool(annotations=_READING)
    def compare(left: Article, right: Article) -> dict[str, Any]:
        """Line up two articles and name what differs: quotations, numbers, names, who said it, and more."""
        return _asked(lambda: answers.comparison(left.given(), right.given(), archive))

    @made.tool(annotations=_READING)
    def trace(articles: Articles) -> dict[str, Any]:
        """Find which of some articles are versions of one report, and who likely copied whom."""
        return _asked(lambda: answers.families([each.given() for each in articles], archive))

    @made.tool(annotations=_READING)
    def find(article: Article) -> dict[str, Any]:
        """Say where a text comes from and who has copied it, as far as the archive knows."""
        return _asked(lambda: answers.answers(article.given(), archive))

    return made


def _asked(ask: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """The answer, or what was wrong as the tool's own error."""
    try:
        return ask()
    except RetellError as error:
        raise ToolError(str(error)) from None


def serve(archive: str | None) -> None:
    """Answer on standard input and output until that ends."""
    server(archive).run(transport="stdio")
