"""The reports that `retell` writes, in a browser and by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import EXAMPLES, faults

from retell.cli import run

pytestmark = pytest.mark.browser
SENTENCES = 500


@pytest.fixture(scope="module")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> str:
    made = tmp_path_factory.mktemp("pages") / "court.html"
    court = EXAMPLES / "court"
    run(["--quiet", "compare", str(court / "original.txt"), str(court / "spun.txt"), "--html", str(made)])
    return made.as_uri()


@pytest.fixture(scope="module")
def family(tmp_path_factory: pytest.TempPathFactory) -> str:
    out = tmp_path_factory.mktemp("trace")
    run(["--quiet", "trace", str(EXAMPLES / "court"), str(EXAMPLES / "ferry"), "-o", str(out)])
    return (out / "index.html").as_uri()


def current(page: Page) -> str | None:
    found: str | None = page.evaluate("document.querySelector('[aria-current]')?.id ?? null")
    return found


def test_axe_finds_nothing_serious(browser: Browser, comparison: str, family: str) -> None:
    assert faults(browser, comparison) + faults(browser, family) == []


def test_j_and_k_go_from_finding_to_finding(page: Page, comparison: str) -> None:
    page.goto(comparison)
    assert current(page) is None
    page.keyboard.press("j")
    first = current(page)
    assert first == page.evaluate("document.activeElement.id") and page.url.endswith(f"#{first}")
    page.keyboard.press("j")
    assert current(page) not in (None, first)
    page.keyboard.press("k")
    assert current(page) == first


def test_a_dismissal_lasts_through_a_reload_and_can_be_taken_back(page: Page, comparison: str) -> None:
    page.goto(comparison)
    page.keyboard.press("j")
    page.keyboard.press("d")
    page.reload()
    expect(page.locator(".finding.dismissed")).to_have_count(1)
    expect(page.locator(".tally")).to_have_text("1 dismissed, 0 accepted")
    page.keyboard.press("d")
    expect(page.locator(".finding.dismissed")).to_have_count(0)


def test_keys_write_in_a_note_and_act_elsewhere(page: Page, comparison: str) -> None:
    page.goto(comparison)
    for key in ("j", "n", "d", "k", "Escape"):
        page.keyboard.press(key)
    expect(page.locator(".finding.dismissed")).to_have_count(0)
    assert page.evaluate("document.activeElement.id") == current(page)


def test_the_keys_are_told_and_put_away(page: Page, comparison: str) -> None:
    page.goto(comparison)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()


def test_a_kind_that_is_switched_off_is_gone(page: Page, comparison: str) -> None:
    page.goto(comparison)
    page.get_by_text("Kinds", exact=True).click()
    box = page.locator("input.kind").first
    kind = box.get_attribute("value")
    assert page.locator(f'.finding[data-kind="{kind}"]:visible').count()
    box.uncheck()
    assert not page.locator(f'.finding[data-kind="{kind}"]:visible').count()


def test_five_hundred_sentences_open_and_scroll(page: Page, tmp_path: Path) -> None:
    names = "Adler Boyd Cole Drew Ennis Frost Grant Hale Innes Joyce".split()
    for side, verb in (("left", "opened"), ("right", "shut")):
        told = (
            f"{names[n % 10]} {verb if n % 7 == 0 else 'painted'} gate {n} of {names[n // 50]} yard today."
            for n in range(SENTENCES)
        )
        (tmp_path / f"{side}.txt").write_text("\n\n".join(told))
    made = tmp_path / "long.html"
    run(["--quiet", "compare", str(tmp_path / "left.txt"), str(tmp_path / "right.txt"), "--html", str(made)])
    page.goto(made.as_uri())
    rows = page.locator("tbody tr[id]")
    assert rows.count() >= SENTENCES
    page.locator(".unfold").last.check()
    rows.last.scroll_into_view_if_needed()
    expect(rows.last).to_be_in_viewport()
    expect(page.locator(".overview .view")).not_to_have_attribute("y", "0")
