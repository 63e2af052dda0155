"""A saved page → its article."""

from __future__ import annotations

import io
import json
import tarfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retell.document.html import extracted, from_page
from retell.document.load import read
from retell.document.model import Document, FurnitureKind, Skipped
from retell.document.segment import segmented
from retell.errors import InputError
from retell.settings import DocumentSettings

SETTINGS = DocumentSettings()
PARAGRAPHS = (
    "MARN (NWA) — The council of Marn voted on Monday to close the old bridge for the winter.",
    "Lorries will be sent round by the valley road, which adds forty minutes to the trip, the council said.",
    "“We had no choice,” said Ana Bell, who leads the council. “The steel is sixty years old.”",
    "Shops near the bridge expect a hard winter. Some owners have asked for help with their rent.",
)
LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Marn Post"},
        {
            "@type": "NewsArticle",
            "headline": "Marn closes its old bridge",
            "datePublished": "2024-03-04T09:15:00+01:00",
            "dateModified": "2024-03-04T11:40:00+01:00",
            "author": [{"@type": "Person", "name": "Ana Writer"}, {"name": "Bo Li"}],
            "publisher": {"@type": "Organization", "name": "The Marn Post"},
        },
    ],
}


def page(*, head: str = "", extra: str = "", linked: object = LINKED) -> str:
    script = linked if isinstance(linked, str) else json.dumps(linked)
    body = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    return (
        f'<!doctype html><html lang="en-GB"><head><title>Marn closes its bridge | Post</title>{head}'
        f'<script type="application/ld+json">{script}</script></head><body><nav>Home</nav>'
        f"<article><h1>Marn closes its old bridge</h1>{extra}{body}</article>"
        "<footer>Imprint</footer></body></html>"
    )


def made(text: str) -> Document:
    return from_page(text, text.encode(), "page.html", SETTINGS)


def test_the_article_is_taken_and_the_rest_of_the_page_is_kept_beside_it() -> None:
    found = made(page())
    assert all(words in found.text for words in PARAGRAPHS)
    assert "Imprint" not in found.text
    assert found.page_text is not None
    assert "Imprint" in found.page_text
    assert found.raw == page().encode()
    assert found.extractor.startswith("trafilatura 2")


def test_a_page_says_its_title_outlet_authors_and_language() -> None:
    found = made(page(head='<link rel="canonical" href="https://post.example/bridge">'))
    assert found.title == "Marn closes its old bridge"
    assert found.outlet == "The Marn Post"
    assert found.authors == ("Ana Writer", "Bo Li")
    assert found.url == "https://post.example/bridge"
    assert found.language == "en"


def test_times_come_from_json_ld_with_the_time_of_day() -> None:
    found = made(page())
    assert found.published is not None
    assert found.modified is not None
    assert found.published.when == "2024-03-04T09:15:00+01:00"
    assert found.published.claimed_by == "JSON-LD datePublished"
    assert found.modified.when == "2024-03-04T11:40:00+01:00"


def test_a_meta_element_gives_the_hour_that_json_ld_leaves_out() -> None:
    head = '<meta property="article:published_time" content="2024-03-04T09:15:00Z">'
    found = made(page(head=head, linked={"@type": "NewsArticle", "datePublished": "2024-03-04"}))
    assert found.published is not None
    assert found.published.when == "2024-03-04T09:15:00+00:00"
    assert found.published.claimed_by == "meta article:published_time"


def test_a_time_element_is_the_last_resort() -> None:
    found = made(page(linked={}, extra='<time datetime="2024-03-04T08:00:00Z">this morning</time>'))
    assert found.published is not None
    assert found.published.claimed_by == "time datetime"


@pytest.mark.parametrize(
    "broken", ["{", "not json", "[" * 5000, '{"@graph": 3}', '[{"@type": 7}]', "null", ""]
)
def test_broken_json_ld_never_stops_a_page(broken: str) -> None:
    assert made(page(linked=broken)).title == "Marn closes its old bridge"


def test_json_ld_in_comment_marks_is_read() -> None:
    wrapped = f"<!--\n//<![CDATA[\n{json.dumps(LINKED)}\n//]]>\n-->"
    assert made(page(linked=wrapped)).title == "Marn closes its old bridge"
    assert made(page(linked=f"//<![CDATA[\n{json.dumps(LINKED)}\n//]]>")).outlet == "The Marn Post"


def test_the_site_name_of_open_graph_is_the_outlet_before_all_else() -> None:
    assert made(page(head='<meta property="og:site_name" content="Post Online">')).outlet == "Post Online"


def test_the_host_stands_in_for_a_missing_outlet() -> None:
    head = '<meta property="og:url" content="https://www.post.example/a">'
    assert made(page(head=head, linked={})).outlet == "post.example"


def test_a_page_read_five_times_gives_five_equal_texts() -> None:
    assert len({extracted(page()) for _ in range(5)}) == 1
    assert len(extracted(page())) > 300


@pytest.mark.parametrize(
    "text", ["<html></html>", "<html><body><nav>Home</nav></body></html>", "<!doctype html>"]
)
def test_a_page_without_an_article_is_named(text: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="R107"):
        made(text)
    path = tmp_path / "a.html"
    path.write_text(text)
    (found,) = read([str(path)])
    assert isinstance(found, Skipped)
    assert str(path) in found.error


def test_captions_and_bylines_that_the_extractor_keeps_are_labelled_by_their_markup() -> None:
    extra = '<p class="byline">Ana Writer reports from Marn for the Post on the vote</p>'
    found = made(page(extra=extra))
    if "Ana Writer reports" in found.text:
        assert FurnitureKind.BYLINE in [label.kind for label in found.furniture]


def test_the_dateline_of_a_page_is_a_sentence_of_its_own() -> None:
    roles = [each.role for each in segmented(made(page()))]
    assert "dateline" in roles


@settings(deadline=None, max_examples=30)
@given(st.text(max_size=300))
def test_odd_markup_is_read_or_named(text: str) -> None:
    try:
        made(f"<html><body>{text}</body></html>")
    except InputError as error:
        assert error.code == "R107"


@pytest.mark.shared
@pytest.mark.slow
def test_saved_pages_extract_at_least_as_well_as_measured(shared: Path) -> None:
    from resiliparse.extract.html2text import extract_plain_text

    scores = []
    with tarfile.open(shared / "data" / "html-readability.tar.xz", "r:xz") as corpus:
        pages = {each.name: each for each in corpus.getmembers() if each.name.endswith(".html")}
        for name in sorted(each for each in pages if each.endswith("/source.html"))[::10]:
            source = _text(corpus, pages[name])
            expected = _text(corpus, pages[name.replace("source.html", "expected.html")])
            scores.append(_f1(extracted(source), extract_plain_text(expected, alt_texts=False)))
    assert sum(scores) / len(scores) > 0.9


def _text(corpus: tarfile.TarFile, member: tarfile.TarInfo) -> str:
    file = corpus.extractfile(member) or io.BytesIO()
    return file.read().decode("utf-8", "replace")


def _f1(made_text: str, expected: str) -> float:
    left, right = Counter(made_text.split()), Counter(expected.split())
    return 2 * sum((left & right).values()) / max(1, sum(left.values()) + sum(right.values()))
