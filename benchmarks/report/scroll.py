"""How long the report of a long pair takes to open, and its longest frame while it scrolls, in Chromium.

python -m benchmarks.report.scroll [SENTENCES]
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from retell import compare, from_text
from retell.report.build import report
from retell.report.to_html import to_html

NAMES = "Adler Boyd Cole Drew Ennis Frost Grant Hale Innes Joyce".split()
SCROLL = """async () => {
    let longest = 0, last = performance.now();
    for (let at = 0; at < 120; at += 1) {
        scrollBy(0, 400);
        await new Promise(requestAnimationFrame);
        const now = performance.now();
        longest = Math.max(longest, now - last);
        last = now;
    }
    return longest;
}"""


def text(verb: str, sentences: int) -> str:
    """A version of a long report, every seventh sentence of which differs from the other's."""
    return "\n\n".join(
        f"{NAMES[at % 10]} {verb if at % 7 == 0 else 'painted'} gate {at}, {NAMES[at // 50 % 10]} yard."
        for at in range(sentences)
    )


def main() -> None:
    """Make the page, open it, scroll it, print."""
    sentences = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    left, right = (from_text(text(verb, sentences)) for verb in ("opened", "shut"))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        made = Path(folder) / "long.html"
        made.write_text(to_html(report(compare(left, right))), "utf-8")
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1380, "height": 1000})
        began = time.perf_counter()
        page.goto(made.as_uri())
        opened = time.perf_counter() - began
        longest = page.evaluate(SCROLL)
        browser.close()
    print(f"{sentences} sentences: open in {opened:.2f} s, longest of 120 frames {longest:.0f} ms")


if __name__ == "__main__":
    main()
