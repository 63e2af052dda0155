from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from retell.document.model import Sentence, Skipped, Stamp
from retell.report.build import report
from retell.report.families import page_name, traced
from retell.report.to_html import TEMPLATES, to_html, trace_to_html
from retell.text.spans import Span
from retell.tracing import Comparison, Tracing

Between = Callable[..., Comparison]
VOID = {"meta", "br", "input", "link", "img", "hr"}


class Page(HTMLParser):
    """What a page is made of, and whether its tags are closed in order."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(source)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, tag

    def handle_data(self, data: str) -> None:
        if not {"style", "script"} & set(self.open):
            self.words += data

    def ids(self) -> list[str]:
        return [attributes["id"] or "" for _, attributes in self.tags if "id" in attributes]

    def targets(self) -> list[str]:
        return [a["href"] or "" for tag, a in self.tags if tag == "a" and "href" in a]


@pytest.fixture
def source(comparison: Comparison) -> str:
    return to_html(report(comparison))


def test_tags_are_closed_and_ids_are_unique(source: str) -> None:
    assert [name for name, count in Counter(Page(source).ids()).items() if count > 1] == []


def test_every_link_in_the_page_leads_somewhere(source: str) -> None:
    page = Page(source)
    assert {target[1:] for target in page.targets() if target.startswith("#")} <= set(page.ids())


def test_the_page_fetches_nothing_and_runs_its_own_script_alone(source: str) -> None:
    page = Page(source)
    tags = [tag for tag, _ in page.tags]
    assert not {"link", "img", "iframe", "object"} & set(tags) and tags.count("script") == 1
    assert not re.search(r"url\(|@import|https?://|\bfetch\b|XMLHttpRequest|\bimport\b", source)
    assert not any(name.startswith("on") or name == "style" for _, a in page.tags for name in a)


def test_the_page_admits_its_own_style_and_script_by_hash_and_nothing_else(source: str) -> None:
    policy = next(a["content"] for tag, a in Page(source).tags if a.get("http-equiv"))
    assert policy == (
        f"default-src 'none'; style-src '{fingerprint(source, 'style')}'; "
        f"script-src '{fingerprint(source, 'script')}'; base-uri 'none'; form-action 'none'"
    )


def fingerprint(source: str, tag: str) -> str:
    """The hash of what stands between the tags, as CSP Level 3 takes it."""
    (held,) = re.findall(rf"<{tag}[^>]*>(.*?)</{tag}>", source, re.DOTALL)
    return "sha256-" + base64.b64encode(hashlib.sha256(held.encode()).digest()).decode()


def test_the_script_puts_no_text_in_as_markup() -> None:
    script = (TEMPLATES / "comparison.js").read_text("utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|</", script)


def test_what_needs_the_script_is_hidden_without_it(source: str) -> None:
    page = Page(source)
    scripted = [a for _, a in page.tags if "scripted" in (a.get("class") or "").split()]
    assert len(scripted) == 4 and all("hidden" in a for a in scripted)


def test_kinds_can_be_filtered_with_their_counts(source: str, comparison: Comparison) -> None:
    kinds = [a["value"] for tag, a in Page(source).tags if a.get("class") == "kind" and tag == "input"]
    assert kinds[0] == "attribution" and set(kinds) == {change.family for change in comparison.changes}
    assert "attribution (2)" in Page(source).words and "wording (0 of 1)" in Page(source).words


def test_every_finding_has_a_tick_and_every_move_a_ribbon(source: str, comparison: Comparison) -> None:
    tags = Page(source).tags
    ticks = [a["href"] or "" for tag, a in tags if tag == "a" and (a.get("class") or "").startswith("tick")]
    assert sorted(ticks) == sorted(f"#f-{finding.id}" for finding in report(comparison).findings)
    assert [a["class"] for tag, a in tags if tag == "path"] == ["ribbon"]


def test_the_overview_is_out_of_the_way_of_a_screen_reader_and_of_the_tab_key(source: str) -> None:
    overview = source.partition('<div class="overview" aria-hidden="true">')[2].partition("</div>")[0]
    assert all('tabindex="-1"' in link for link in re.findall(r"<a [^>]*>", overview))


def test_what_is_the_same_is_folded_behind_a_box(between: Between) -> None:
    text = "\n".join(f"Line {at} of it." for at in range(9))
    spans = [found.span() for found in re.finditer(r"Line \d of it\.", text)]
    sentences = tuple(Sentence(span=Span(start=start, end=end)) for start, end in spans)
    pair = between(text, text)
    link = pair.alignment.links[0]
    alignment = replace(
        pair.alignment,
        left=sentences,
        right=sentences,
        links=tuple(replace(link, left=(at,), right=(at,)) for at in range(9)),
    )
    page = Page(to_html(report(replace(pair, alignment=alignment))))
    assert "9 sentences the same in both, rows 1 to 9" in page.words
    assert page.words.count("Line 4 of it.") == 2


def test_article_text_is_never_markup(between: Between) -> None:
    hostile = "<script>alert(1)</script> & \"'><img src=x onerror=alert(2)>"
    pair = between(hostile, hostile + "!")
    wild = replace(pair, left=replace(pair.left, title=hostile, outlet=hostile, url="javascript:alert(3)"))
    page = Page(to_html(report(wild)))
    tags = [tag for tag, _ in page.tags]
    assert "img" not in tags and tags.count("script") == 1
    assert "<script>alert(1)</script>" in page.words
    assert not any("javascript" in target for target in page.targets())


def test_the_verdict_is_the_heading(source: str, comparison: Comparison) -> None:
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", source, re.DOTALL)
    assert heading
    parts = re.findall(r"<span>(.*?)</span>", heading[1])
    assert tuple(parts) == report(comparison).verdict.parts


def test_changed_words_are_real_deletions_and_insertions(source: str) -> None:
    assert re.search(
        r'injuring <del class="meaning starts" id="left-(\w+)" data-f="\1">three</del>'
        r'<sup class="meaning" data-f="\1">',
        source,
    )
    assert re.search(
        r'injuring <ins class="meaning starts" id="right-(\w+)" data-f="\1">thirty</ins>', source
    )


def test_every_finding_can_be_focused_and_tells_its_reason(source: str, comparison: Comparison) -> None:
    items = [a for tag, a in Page(source).tags if tag == "li" and a.get("class") == "finding"]
    assert len(items) == len(comparison.changes)
    assert all(item["tabindex"] == "0" for item in items)
    assert "“three” became “thirty”" in Page(source).words


def test_harmless_wording_starts_hidden(source: str) -> None:
    tags = Page(source).tags
    boxes = {
        a["id"]: "checked" in a for _, a in tags if (a.get("id") or "").startswith("show-") and "type" in a
    }
    boxes.pop("show-keys")
    assert boxes == {"show-meaning": True, "show-nuance": True, "show-harmless": False}


def test_each_version_carries_its_language_and_direction(between: Between) -> None:
    page = Page(to_html(report(between("سقطت الرافعة.", "The crane fell.", languages=("ar", "en")))))
    cells = [(a.get("lang"), a.get("dir")) for tag, a in page.tags if tag == "td" and "dir" in a]
    assert cells == [("ar", "rtl"), ("en", "ltr")]


def test_a_way_back_is_offered_where_there_is_one(comparison: Comparison) -> None:
    assert (
        "../index.html#family-1" in Page(to_html(report(comparison), back="../index.html#family-1")).targets()
    )


def test_the_style_sheet_prints_reduces_motion_and_knows_the_dark(source: str) -> None:
    for query in ("@media print", "prefers-color-scheme: dark", "prefers-reduced-motion: reduce"):
        assert query in source


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_ink_stands_out_from_its_ground(scheme: int) -> None:
    style = (TEMPLATES / "style.css").read_text("utf-8")
    block = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[scheme]
    ink = dict(re.findall(r"--([\w-]+): (#\w{6});", block))
    for text, ground in (
        ("ink", "paper"), ("ink", "panel"), ("ink", "target"), ("soft", "paper"), ("soft", "panel"),
        ("soft", "target"), ("gone", "paper"), ("gone", "gone-tint"), ("come", "paper"),
        ("come", "come-tint"), ("gone", "target"), ("come", "target"),
    ):  # fmt: skip
        assert contrast(ink[text], ink[ground]) >= 4.5, (text, ground)


def test_a_trace_page_shows_the_tree_and_links_to_each_comparison(
    tracing: Tracing, comparison: Comparison
) -> None:
    documents = [
        comparison.left,
        comparison.right,
        replace(comparison.right, id="copy-9", origin="in/other.txt"),
    ]
    lone = replace(comparison.right, id="lone", origin="in/<lone>.txt")
    skipped = [
        Skipped(origin="x", error="R103: x: is empty."),
        Skipped(origin="y", where="line 2", error="the same as line 1", notice=True),
    ]
    page = Page(trace_to_html(traced(tracing, [*documents, lone], skipped)))
    assert {target.partition("#")[0] for target in page.targets()} == {page_name(1, 1), page_name(1, 2)}
    assert f"{page_name(1, 1)}#row-2" in page.targets()
    assert "R103: x: is empty." in page.words and "y, line 2: the same as line 1" in page.words
    assert "in/copy.txt and in/other.txt" in page.words and "in/<lone>.txt" in page.words
    assert "containment: it holds what the other lacks" in page.words


def test_a_trace_page_runs_no_script_and_closes_its_tags(tracing: Tracing, comparison: Comparison) -> None:
    third = replace(comparison.right, id="copy-9", origin="in/other.txt")
    made = trace_to_html(traced(replace(tracing, matches=()), [comparison.left, comparison.right, third], []))
    page = Page(made)
    assert "script" not in {tag for tag, _ in page.tags} and "script-src" not in made
    assert not any(name == "style" for _, attributes in page.tags for name in attributes)
    assert "Which outlets change what" in page.words
    assert "What each copy made of each sentence of Varnsund Courier" in page.words


def test_two_times_make_a_timeline(tracing: Tracing, comparison: Comparison) -> None:
    later = replace(comparison.right, published=Stamp(when="2031-03-05", claimed_by="record"))
    story = tracing.stories[0]
    dated = replace(story, documents=(later, story.documents[1], comparison.left))
    made = trace_to_html(traced(Tracing(stories=(dated,), matches=()), list(dated.documents), []))
    assert made.count("<circle") == 1 and "2031-03-05, at no hour given" in made
    assert re.search(r'<rect x="[\d.]+%" y="5" width="[\d.]+%"', made)


def test_a_trace_of_nothing_is_still_a_page() -> None:
    page = Page(trace_to_html(traced(Tracing(stories=(), matches=()), [], [])))
    assert "no document read" in page.words
