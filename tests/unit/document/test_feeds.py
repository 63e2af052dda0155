"""Feeds and sitemaps: what is a document, what is only named, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from retell.document.feeds import Item, items
from retell.document.load import from_bytes, read
from retell.document.model import Document, Skipped
from retell.errors import InputError
from retell.settings import DocumentSettings

LINES = (
    "The ferry left Arholm at noon with 214 people on board, the harbour master said on Monday.",
    "“We saw smoke from the second deck,” said Runa Lysgaard, who was waiting on the quay with her son.",
    "Two crew members were taken to hospital, and the owner may face a fine of 40,000 crowns.",
)
HTML = "".join(f"<p>{line}</p>" for line in LINES)
TEXT = "\n\n".join(LINES)
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Arholm Post</title><link>https://post.test/</link><language>en-GB</language>
<item><title>Ferry fire &amp; rescue</title><link>https://post.test/ferry</link><guid>tag:1</guid>
<dc:creator>Ola Berg</dc:creator><pubDate>Mon, 02 Mar 2026 10:12:00 +0100</pubDate>
<description>A ferry burned.</description><content:encoded><![CDATA[{HTML}]]></content:encoded></item>
<item><title>Pears</title><link>https://post.test/pears</link>
<description>Pears are dear.</description></item>
</channel></rss>"""
ATOM = f"""<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Arholm Post</title>
<entry><title type="html">Ferry &lt;b&gt;fire&lt;/b&gt;</title><id>urn:1</id>
<link rel="alternate" href="https://post.test/ferry"/><author><name>Ola Berg</name></author>
<published>2026-03-02T10:12:00+01:00</published><updated>2026-03-02T12:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{HTML}</div></content></entry>
<entry><title>Pears</title><id>urn:2</id><link href="https://post.test/pears"/>
<updated>2026-03-03T12:00:00Z</updated><summary>Pears are dear.</summary></entry></feed>"""
SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://post.test/ferry</loc><lastmod>2026-03-02T12:00:00Z</lastmod>
<news:news><news:publication><news:name>Arholm Post</news:name><news:language>en</news:language>
</news:publication><news:publication_date>2026-03-02T10:12:00+01:00</news:publication_date>
<news:title>Ferry fire</news:title></news:news></url><!-- nothing -->
</urlset>"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Arholm Post",
    "language": "en",
    "items": [
        {
            "id": 7,
            "url": "https://post.test/ferry",
            "title": "Ferry fire",
            "content_html": HTML,
            "date_published": "2026-03-02T10:12:00+01:00",
            "authors": [{"name": "Ola Berg"}],
        },
        {"id": "8", "url": "https://post.test/pears", "title": "Pears", "summary": "Pears are dear."},
        "no item",
    ],
}
FIELDS = ("id", "url", "title", "content_html", "content_text", "date_published", "authors", "author", "name")
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'
EXTERNAL = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>'


def listed(text: str, origin: str = "feed.xml") -> list[Item]:
    return list(items(text, origin, DocumentSettings()))


@pytest.mark.parametrize("raw", [RSS, ATOM, json.dumps(JSON_FEED)])
def test_an_item_with_its_whole_text_is_a_document(raw: str) -> None:
    document, _ = from_bytes(raw.encode(), "-")
    assert isinstance(document, Document)
    assert document.text == TEXT
    assert document.url == "https://post.test/ferry"
    assert (document.outlet, document.authors, document.language) == ("Arholm Post", ("Ola Berg",), "en")
    assert document.published
    assert document.published.when == "2026-03-02T10:12:00+01:00"
    assert document.title
    assert document.title.startswith("Ferry fire")


@pytest.mark.parametrize("raw", [RSS, ATOM, json.dumps(JSON_FEED)])
def test_an_item_with_a_summary_alone_is_named_with_its_address(raw: str) -> None:
    _, told = from_bytes(raw.encode(), "a-feed")
    assert isinstance(told, Skipped)
    assert told.notice
    assert told.where == "item 2"
    assert "Fetch its address: https://post.test/pears" in told.error


def test_a_title_is_plain_text() -> None:
    assert listed(ATOM)[0].title == "Ferry fire"
    assert listed(RSS)[0].title == "Ferry fire & rescue"


def test_a_long_description_is_the_article() -> None:
    words = "".join(f"<p>{line} This is line {n} of it.</p>" for n, line in enumerate(LINES * 3))
    item = f"<item><title>a</title><description><![CDATA[{words}]]></description></item>"
    raw = f"<rss><channel>{item}</channel></rss>"
    assert listed(raw)[0].text


@pytest.mark.parametrize("end", ["…", "...", "[…]", " [+2034 chars]", " Read more", " Continue reading →"])
def test_a_text_that_goes_on_elsewhere_is_no_document(end: str) -> None:
    raw = RSS.replace("40,000 crowns.</p>", f"40,000 crowns{end}</p>")
    assert listed(raw)[0].text is None


def test_a_news_sitemap_names_addresses_titles_and_times() -> None:
    (item,) = listed(SITEMAP)
    assert (item.address, item.title, item.outlet) == ("https://post.test/ferry", "Ferry fire", "Arholm Post")
    assert item.published
    assert item.published.when == "2026-03-02T10:12:00+01:00"
    assert item.text is None


def test_an_index_of_sitemaps_names_more_lists() -> None:
    index = "<sitemapindex><sitemap><loc>https://post.test/news.xml</loc></sitemap></sitemapindex>"
    assert [item.feed for item in listed(index)] == ["https://post.test/news.xml"]


def test_an_address_is_read_from_where_its_feed_stands() -> None:
    raw = RSS.replace("https://post.test/ferry", "/ferry")
    assert listed(raw, "https://post.test/feeds/all.xml")[0].address == "https://post.test/ferry"
    assert listed(raw)[0].address == "/ferry"


@pytest.mark.parametrize("prolog", [BOMB, EXTERNAL])
@pytest.mark.parametrize("body", [RSS, ATOM, SITEMAP])
def test_a_feed_that_defines_entities_is_refused(prolog: str, body: str) -> None:
    raw = prolog + body[body.index("?>") + 2 :].replace("Ferry", "&l9;")
    with pytest.raises(InputError, match="R125"):
        listed(raw)


def test_a_comment_does_not_hide_entities() -> None:
    raw = BOMB.replace("<!DOCTYPE", "<!-- <rss> --><?x <rss> ?><!DOCTYPE") + RSS[RSS.index("?>") + 2 :]
    with pytest.raises(InputError, match="R125"):
        listed(raw)


def test_a_feed_with_the_old_document_type_is_read() -> None:
    kind = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.com/rss-0.91.dtd">'
    assert len(listed(RSS.replace("<rss", f"{kind}<rss", 1))) == 2


def test_a_feed_that_is_not_quite_xml_is_read_all_the_same() -> None:
    assert listed(RSS.replace("&amp; rescue", "& rescue"))[0].text == TEXT


def test_a_file_named_like_its_content_is_never_opened(tmp_path: Path) -> None:
    """The feed library opens a string that is a path; it is given an open stream alone."""
    with pytest.raises(InputError, match="R123"):
        listed("/etc/passwd")


@pytest.mark.parametrize(
    ("raw", "code"),
    [("<TEI><text/></TEI>", "R123"), ("<urlset><url>", "R124"), ("<rss>", "R124"), ("not XML", "R123")],
)
def test_what_is_no_feed_is_told(raw: str, code: str) -> None:
    (told,) = from_bytes(raw.encode(), "a.xml")
    assert isinstance(told, Skipped)
    assert told.error.startswith(code)


def test_another_encoding_is_read_as_it_says() -> None:
    text = RSS.replace("UTF-8", "ISO-8859-1").replace("“", '"').replace("”", '"').replace("Arholm", "Ærholm")
    (document, _) = from_bytes(text.encode("iso-8859-1"), "feed.rss")
    assert isinstance(document, Document)
    assert document.outlet == "Ærholm Post"


def test_feeds_in_a_folder_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text(RSS)
    (tmp_path / "b.atom").write_text(ATOM.replace("second deck", "first deck"))
    (tmp_path / "c.json").write_text(json.dumps(JSON_FEED).replace("second deck", "third deck"))
    found = list(read([str(tmp_path)]))
    assert sum(isinstance(item, Document) for item in found) == 3


def test_a_page_with_the_ending_of_xml_is_a_page() -> None:
    (document,) = from_bytes(f"<html><body><article>{HTML}</article></body></html>".encode(), "a.xml")
    assert isinstance(document, Document)
    assert document.extractor.startswith("trafilatura")


def test_a_feed_larger_than_feeds_are_is_refused_before_it_is_read() -> None:
    with pytest.raises(InputError, match="R105"):
        list(items(RSS + "<b>" * 2000, "feed.xml", DocumentSettings(largest_feed=5000)))


@given(st.integers(0, len(RSS) - 1), st.text(max_size=8))
@hypothesis_settings(deadline=None, max_examples=50)
def test_no_damage_stops_a_run(at: int, junk: str) -> None:
    raw = (RSS[:at] + junk + RSS[at:]).encode("utf-8", "replace")
    assert all(isinstance(item, Document | Skipped) for item in from_bytes(raw, "feed.rss"))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(FIELDS), inner),
    )
)
@hypothesis_settings(deadline=None, max_examples=50)
def test_odd_items_of_a_json_feed_stop_nothing(item: object) -> None:
    raw = json.dumps({**JSON_FEED, "items": [item]}).encode()
    assert all(isinstance(each, Document | Skipped) for each in from_bytes(raw, "feed.json"))
