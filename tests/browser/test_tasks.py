"""What an editor does with the service, from the first page to the last."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import EXAMPLES, faults

pytestmark = pytest.mark.browser


def pasted(page: Page, site: str) -> None:
    """The comparison of two pasted articles."""
    page.goto(site)
    page.get_by_role("link", name="Compare two articles").click()
    for side, name in (("left", "original.txt"), ("right", "spun.txt")):
        page.locator(f"[name={side}_text]").fill((EXAMPLES / "court" / name).read_text("utf-8"))
    page.get_by_role("button", name="Compare").click()
    expect(page.locator(".tally")).to_be_visible()


def test_two_articles_are_pasted_and_the_verdict_is_read(page: Page, site: str) -> None:
    pasted(page, site)
    verdict = page.locator("h1.verdict")
    expect(verdict).to_contain_text("sentences taken from the source")
    expect(verdict).to_contain_text(re.compile(r"quotations? altered"))


def test_the_third_changed_quotation_is_opened_by_keyboard(page: Page, site: str) -> None:
    pasted(page, site)
    quotations = page.locator('.finding[data-kind="quotation"]:visible')
    third = quotations.nth(2).get_attribute("id")
    for _ in range(page.locator(".finding").count()):
        page.keyboard.press("j")
        if page.evaluate("document.activeElement.id") == third:
            break
    expect(quotations.nth(2)).to_be_focused()
    page.keyboard.press("t")
    assert third
    words = page.locator(f"#left-{third[2:]}, #right-{third[2:]}").first
    expect(words).to_be_in_viewport()


def test_a_false_alarm_is_dismissed_and_stays_so(page: Page, site: str) -> None:
    pasted(page, site)
    page.keyboard.press("j")
    with page.expect_response(lambda answer: "/api/v1/marks/" in answer.url and answer.ok):
        page.keyboard.press("d")
    dismissed = page.locator(".finding.dismissed").get_attribute("id")
    page.reload()
    expect(page.locator(".finding.dismissed")).to_have_id(dismissed or "")
    expect(page.locator(".tally")).to_contain_text("1 dismissed")
    with page.expect_response(lambda answer: "/api/v1/marks/" in answer.url and answer.ok):
        page.locator(".finding.dismissed").get_by_role("button", name="Dismiss").click()
    expect(page.locator(".finding.dismissed")).to_have_count(0)


def test_a_comparison_is_printed(page: Page, site: str) -> None:
    pasted(page, site)
    page.emulate_media(media="print")
    expect(page.locator("nav.site")).to_be_hidden()
    expect(page.locator("form.controls")).to_be_hidden()
    expect(page.locator("h1.verdict")).to_be_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_a_copy_is_followed_to_its_source_on_the_page_of_its_family(page: Page, site: str) -> None:
    page.goto(f"{site}/families")
    page.locator(".item a").first.click()
    node = page.locator(".node", has_text="most likely copied from the one above").first
    node.get_by_text("Why").click()
    expect(node.locator("details li").first).to_be_visible()
    node.get_by_role("link", name="compare").click()
    expect(page.locator("thead")).to_contain_text(re.compile("source", re.IGNORECASE))
    page.get_by_role("link", name="back to the family").click()
    expect(page.locator("h1")).to_contain_text("versions of one report")


def test_the_archive_is_searched_and_narrowed(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("searchbox", name="Search the archive").fill("quarry")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("quarry")
    before = page.locator(".item").count()
    page.locator('input[name="outlet"]').first.check()
    with page.expect_navigation():
        page.get_by_role("button", name="Search").click()
    assert 0 < page.locator(".item").count() < before
    page.locator(".item a").first.click()
    expect(page.locator(".text")).to_contain_text("quarry", ignore_case=True)


def test_a_file_is_added_and_its_progress_followed(page: Page, site: str) -> None:
    page.goto(f"{site}/upload")
    line = json.dumps({"id": "added-in-browser", "text": "A kiosk opened by the north gate on Friday. " * 8})
    page.locator("[name=file]").set_input_files(
        {"name": "more.jsonl", "mimeType": "application/x-ndjson", "buffer": line.encode()}
    )
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("#state")).to_contain_text("done", timeout=60_000)
    expect(page.locator(".facts")).to_contain_text("new")


@pytest.mark.parametrize(
    "path", ["/", "/compare", "/find", "/search?q=quarry", "/families", "/upload", "/login"]
)
def test_axe_finds_nothing_serious_on_a_page(browser: Browser, site: str, path: str) -> None:
    assert faults(browser, site + path) == []


def test_axe_finds_nothing_serious_on_a_comparison_and_a_family(
    browser: Browser, page: Page, site: str
) -> None:
    pasted(page, site)
    addresses = [page.url]
    page.goto(f"{site}/families")
    page.locator(".item a").first.click()
    addresses.append(page.url)
    page.locator(".node").get_by_role("link", name="compare").first.click()
    addresses.append(page.url)
    assert [fault for address in addresses for fault in faults(browser, address)] == []
