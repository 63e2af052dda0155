"""Fragments of HTML as others hand them over → what can be read in them."""

from __future__ import annotations

from typing import Any

from retell.text.patterns import pattern

_BLANKS = pattern(r"[ \t\xa0]+")
_LINES = pattern(r"\n\s*")


def plain(fragment: str) -> str:
    """The visible text of a fragment of HTML, a paragraph a line."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    found: Any = extract_plain_text(
        HTMLTree.parse(fragment), main_content=False, alt_texts=False, list_bullets=False, links=False
    )
    lines = (_BLANKS.sub(" ", line).strip() for line in _LINES.split(str(found)))
    return "\n\n".join(line for line in lines if line)
