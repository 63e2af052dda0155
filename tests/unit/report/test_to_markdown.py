"""Read back by a CommonMark parser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from retell.report.build import report
from retell.report.to_markdown import _text, to_markdown
from retell.tracing import Comparison

Between = Callable[..., Comparison]
PARSER = MarkdownIt("gfm-like", {"linkify": False})


def plain(source: str) -> str:
    """The words of the source as a reader sees them, without their marks."""
    return "".join(
        child.content if child.type in ("text", "code_inline") else ""
        for token in PARSER.parse(source)
        for child in token.children or []
    )


def headings(source: str) -> list[str]:
    tokens = PARSER.parse(source)
    return [tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "heading_open"]


def test_the_verdict_is_the_heading_and_the_findings_follow_by_severity(comparison: Comparison) -> None:
    made = to_markdown(report(comparison))
    found = headings(made)
    assert found[0].startswith("4 of 5 sentences taken from the source")
    assert found[1:] == [
        "What this rests on",
        "Changes of meaning (3)",
        "Changes of nuance (5)",
        "Dropped (3)",
        "Added (1)",
    ]


def test_every_grave_finding_is_told_with_its_words_and_reason(comparison: Comparison) -> None:
    words = plain(to_markdown(report(comparison)))
    assert all(finding.why in words for finding in report(comparison).consequential)
    assert "number: magnitude" in words and "Harmless: 2 more" in words


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>", "[x](javascript:alert(1))", "![x](http://a.example/p.png)", "@everyone",
        "# no heading", "- no item", "1. no item", "***", "`code`", "a | b", "&amp;", "~~gone~~",
        "https://a.example/", "www.a.example", ":smile:", "+ no item", "12) no item", "=== not a heading",
    ],
)  # fmt: skip
def test_words_of_an_article_are_never_markup(between: Between, hostile: str) -> None:
    pair = between(hostile, hostile)
    made = to_markdown(report(replace(pair, left=replace(pair.left, title=hostile))))
    parsed = PARSER.parse(made)
    kinds = {child.type for token in parsed for child in token.children or []}
    assert not kinds & {"html_inline", "link_open", "image", "code_inline", "s_open"}
    assert not any(token.type in ("html_block", "table_open", "hr", "fence") for token in parsed)
    assert hostile in plain(made)


@given(words=st.text(max_size=30))
def test_any_text_on_one_line_reads_back_as_it_was(words: str) -> None:
    expected = "".join(
        "\ufffd" if char < " " or "\x7f" <= char <= "\x9f" else char for char in " ".join(words.split())
    )
    assert plain(f"- {_text(words)}") == expected
