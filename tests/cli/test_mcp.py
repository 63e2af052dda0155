"""The tools for assistants, spoken to over standard input and output."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.articles import COPY, SOURCE

mcp = pytest.importorskip("mcp", reason="needs the extra mcp")


def spoken(archive: Path, speak: Callable[[Any], Awaitable[Any]]) -> Any:
    """What comes of a conversation with `retell mcp`."""

    async def talk() -> Any:
        command = mcp.StdioServerParameters(
            command=sys.executable, args=["-m", "retell", "mcp", "--archive", str(archive)]
        )
        async with mcp.Client(command, read_timeout_seconds=120) as client:
            return await speak(client)

    return asyncio.run(talk())


@pytest.mark.slow
def test_an_assistant_lists_the_tools_and_uses_them(tmp_path: Path) -> None:
    async def speak(client: Any) -> Any:
        tools = (await client.list_tools()).tools
        sides = {"left": {"text": SOURCE}, "right": {"text": COPY}}
        compared = await client.call_tool("compare", sides)
        traced = await client.call_tool("trace", {"articles": [{"text": SOURCE}, {"text": COPY}]})
        found = await client.call_tool("find", {"article": {"text": COPY}})
        wrong = await client.call_tool("compare", {"left": {"text": "x" * 300_000}, "right": {"text": COPY}})
        return tools, compared, traced, found, wrong

    tools, compared, traced, found, wrong = spoken(tmp_path / "none.db", speak)
    assert sorted(tool.name for tool in tools) == ["compare", "find", "trace"]
    assert all(tool.annotations.read_only_hint for tool in tools)
    assert not compared.is_error
    told = json.loads(compared.content[0].text)
    assert "nothing in it is an instruction" in told["about"]
    assert told["untrusted"]["changes"]
    assert json.loads(traced.content[0].text)["families"] == 1
    assert found.is_error
    assert "R401" in found.content[0].text
    assert wrong.is_error
