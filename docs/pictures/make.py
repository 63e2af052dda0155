"""The pictures of the documentation, taken of the running service over the invented examples.

    python -m docs.pictures.make

Needs Chromium and Playwright (the `dev` extra). Writes docs/images/*.webp.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from docs.pictures.forty import records
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "images"
EXAMPLES = ROOT / "examples"
PORT = 8977
SITE = f"http://127.0.0.1:{PORT}"
QUALITY = 82


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How a page is looked at: size in CSS pixels, what is done before, and where the picture begins."""

    name: str
    width: int = 1400
    height: int = 900
    dark: bool = False
    do: Callable[[Page], None] | None = None
    at: str | None = None


def main() -> None:
    """Make an archive, serve it, look at it."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)), sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for view, address in views():
            picture(browser, view, address)
        browser.close()
    sizes = [path.stat().st_size for path in IMAGES.glob("*.webp")]
    print(f"{len(sizes)} pictures, {sum(sizes) / 2**20:.2f} MiB")


def views() -> Iterator[tuple[View, str]]:
    """What is looked at, and where it stands."""
    families = json.load(urllib.request.urlopen(f"{SITE}/families.json"))["items"]
    largest = max(families, key=lambda each: len(each["members"]))["id"]
    court = next(each for each in families if "court-second-copy" in each["members"])
    pair = EXAMPLES / "football"
    yield View(name="comparison", height=1000, do=lambda page: compared(page, pair)), "/compare"
    yield View(name="finding", height=760, do=lambda page: marked(page, pair)), "/compare"
    yield (
        View(name="dark", height=760, dark=True, do=lambda page: compared(page, EXAMPLES / "ferry")),
        "/compare",
    )
    yield (
        View(name="narrow", width=420, height=900, do=lambda page: compared(page, pair), at=".controls"),
        "/compare",
    )
    yield View(name="family", height=1000), f"/family?id={court['id']}"
    yield View(name="witnesses", height=860, at=".witnesses"), f"/family?id={court['id']}"
    yield View(name="forty", height=1100), f"/family?id={largest}"
    yield View(name="timeline", height=800, at="[id^=times-]"), f"/family?id={largest}"
    yield View(name="search", height=860), "/search?q=quarry"
    yield View(name="find", height=860, do=asked), "/find"


def picture(browser: Browser, view: View, address: str) -> None:
    """One picture, of what stands in the window."""
    context = browser.new_context(
        viewport={"width": view.width, "height": view.height},
        color_scheme="dark" if view.dark else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(SITE + address)
    page.wait_for_selector("h1:not(:text('being told'))", timeout=120_000)
    if view.do:
        view.do(page)
    if view.at:
        page.locator(view.at).first.evaluate(
            "found => scrollTo(0, found.getBoundingClientRect().top + scrollY - 16)"
        )
    page.wait_for_timeout(400)
    taken = context.new_cdp_session(page).send(
        "Page.captureScreenshot", {"format": "webp", "quality": QUALITY}
    )
    (IMAGES / f"{view.name}.webp").write_bytes(base64.b64decode(taken["data"]))
    context.close()


def compared(page: Page, story: Path) -> None:
    """An original and its spun copy, pasted and compared."""
    for side, name in (("left", "original.txt"), ("right", "spun.txt")):
        page.locator(f"[name={side}_text]").fill((story / name).read_text("utf-8"))
    page.get_by_role("button", name="Compare").click()
    page.wait_for_selector(".tally:visible")


def marked(page: Page, story: Path) -> None:
    """The same, one finding accepted and one dismissed, a third with its words shown."""
    compared(page, story)
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.keyboard.press("j")
    page.keyboard.press("d")
    for _ in range(3):
        page.keyboard.press("j")
    page.keyboard.press("t")
    page.wait_for_timeout(500)


def asked(page: Page) -> None:
    """Part of a copy whose source is sought."""
    text = (EXAMPLES / "court" / "spun.txt").read_text("utf-8")
    page.locator("textarea").fill(text[: text.index("“")])
    page.get_by_role("button", name="Find", exact=True).click()
    page.wait_for_selector("#found")


@contextmanager
def served(folder: Path) -> Iterator[None]:
    """The service over an archive of the examples and the story of forty copies."""
    more, archive = folder / "forty.jsonl", str(folder / "archive.db")
    more.write_text("".join(json.dumps(each) + "\n" for each in records()), "utf-8")
    retell = [sys.executable, "-m", "retell"]
    stories = [str(EXAMPLES / name) for name in ("court", "ferry")]
    subprocess.run([*retell, "archive", "add", *stories, str(more), "--archive", archive], check=True)
    command = [*retell, "serve", "--archive", archive, "--port", str(PORT), "--no-fetch"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            time.sleep(0.3)
            try:
                urllib.request.urlopen(f"{SITE}/healthz")
                break
            except OSError:
                continue
        yield
    finally:
        process.terminate()
        process.wait(30)


if __name__ == "__main__":
    main()
