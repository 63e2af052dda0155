"""A saved page → its article.

Trafilatura finds the article and Resiliparse gives all that can be seen. `deduplicate` stays off: it keeps a
cache for the whole process, and the same page read again would come out empty. Captions, credits and
bylines that the extractor leaves in the text are recognised by the markup they have on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from typing import Any

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

from retell.document.make import document
from retell.document.metadata import Metadata, metadata
from retell.document.model import Document, Furniture, FurnitureKind
from retell.errors import InputError
from retell.settings import DocumentSettings
from retell.text.spans import Span
from retell.text.tokens import tokens

_MARKUP = (
    (
        FurnitureKind.CAPTION,
        "figcaption, [class*=caption], [itemprop=caption], [class*=Caption]",
        "figcaption",
    ),
    (
        FurnitureKind.CREDIT,
        "[class*=credit], [class*=Credit], [class*=copyright], [itemprop=copyrightHolder]",
        "credit",
    ),
    (
        FurnitureKind.BYLINE,
        "[class*=byline], [class*=Byline], [rel=author], address, [itemprop=author]",
        "byline",
    ),
    (
        FurnitureKind.TIMESTAMP,
        "time, [class*=timestamp], [class*=dateline-date], [itemprop=datePublished]",
        "time",
    ),
    (
        FurnitureKind.VIDEO,
        "[class*=video-title], [class*=video__title], [class*=video-headline], video",
        "video",
    ),
)
_LINE = re.compile(r"[^\n]+")
_SPACE = re.compile(r"\s+")


def from_page(text: str, raw: bytes, origin: str, settings: DocumentSettings) -> Document:
    """The article of a page; InputError where there is none."""
    article = extracted(text)
    if not _has_prose(article, settings):
        raise InputError.no_article(origin)
    tree = HTMLTree.parse(text)
    known = metadata(tree)
    return document(
        article,
        settings,
        title=known.title,
        outlet=known.outlet,
        authors=known.authors,
        url=known.url,
        published=known.published,
        modified=known.modified,
        language=_language(known),
        furniture=_furniture(article, tree),
        page_text=visible(tree),
        raw=raw,
        extractor=_extractor(),
        origin=origin,
    )


def extracted(text: str) -> str:
    """The article's text, a paragraph a line; "" where the page holds none."""
    from trafilatura import extract

    try:
        found = extract(
            text, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False
        )
    except (
        ValueError,
        TypeError,
        AttributeError,
        RecursionError,
    ):  # odd markup finds nothing, it never stops a run
        return ""
    return str(found or "").strip()


def _has_prose(article: str, settings: DocumentSettings) -> bool:
    """Whether one line at least is long enough to say something: the labels of a menu are not."""
    return any(len(tokens(line)) >= settings.article_line for line in article.splitlines())


def visible(tree: Any) -> str:
    """All the visible text of a page, a block a line."""
    return str(extract_plain_text(tree, main_content=False, alt_texts=False, list_bullets=False))


@cache
def _extractor() -> str:
    return f"trafilatura {version('trafilatura')}"


def _language(known: Metadata) -> str | None:
    return re.split("[-_]", known.language)[0].lower() if known.language else None


def _furniture(article: str, tree: Any) -> tuple[Furniture, ...]:
    """The lines of the article that the page's markup says are captions, credits, bylines or times."""
    marked = {_plain(words): (kind, why) for kind, words, why in reversed([*_marked(tree)])}
    found = []
    for line in _LINE.finditer(article):
        if label := marked.get(_plain(line.group())):
            span = Span(start=line.start(), end=line.end())
            found.append(Furniture(kind=label[0], span=span, why=label[1]))
    return tuple(found)


def _marked(tree: Any) -> Iterator[tuple[FurnitureKind, str, str]]:
    """Every stretch of the page that its markup names, with the name."""
    body = tree.body
    for kind, selector, name in _MARKUP if body else ():
        for node in body.query_selector_all(selector):
            words = node.text.strip()
            if words and len(words) < 1000:
                yield kind, words, f"is marked up as a {name} on the page"


def _plain(words: str) -> str:
    return _SPACE.sub(" ", words).strip().casefold()
