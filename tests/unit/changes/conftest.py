"""Two texts as the finders of changes see them, one sentence beside one, or lined up as given."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retell.alignment.model import Alignment, Link, LinkKind
from retell.changes.view import View, view
from retell.document.model import Document, Sentence
from retell.settings import Settings
from retell.text.spans import Span

Seen = Callable[..., View]


@pytest.fixture(scope="session")
def seen() -> Seen:
    """A view of two lists of sentences, given the links between them; one link of everything by default."""
    return _seen


def _seen(
    left: str | list[str],
    right: str | list[str],
    links: list[tuple[int, int]] | None = None,
    *,
    page: str | None = None,
) -> View:
    lefts, rights = ([side] if isinstance(side, str) else side for side in (left, right))
    one = Document(id="left", text="\n".join(lefts), page_text=None)
    other = Document(id="right", text="\n".join(rights), page_text=page)
    pairs = [(0, 0)] if links is None else links
    made = tuple(
        Link(left=(i,), right=(j,), kind=LinkKind.REWORDED, moved=False, similarity=1.0) for i, j in pairs
    )
    alignment = Alignment(
        left=_sentences(lefts),
        right=_sentences(rights),
        links=made,
        only_left=tuple(i for i in range(len(lefts)) if i not in {i for i, _ in pairs}),
        only_right=tuple(j for j in range(len(rights)) if j not in {j for _, j in pairs}),
    )
    return view(one, other, alignment, Settings())


def _sentences(lines: list[str]) -> tuple[Sentence, ...]:
    found, at = [], 0
    for line in lines:
        role = "caption" if line.startswith("Photo") else "body"
        found.append(Sentence(span=Span(start=at, end=at + len(line)), role=role))
        at += len(line) + 1
    return tuple(found)
