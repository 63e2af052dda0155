"""A story of forty copies, made from an invented report by an invented table of edits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

REPORT = Path(__file__).resolve().parents[2] / "examples" / "football" / "original.txt"
FIRST = datetime(2026, 1, 21, 18, 5, tzinfo=UTC)
TOWNS = ("Verrano", "Dunmorrow", "Hollin", "Westrey", "Corvina", "Northfield", "Orban", "Lowland")
PAPERS = ("Post", "Courier", "Evening Mail", "Sport", "Herald")
EDITS = (
    ("for a club record 38.5 million euros", "for 38.5 million euros"),
    ("38.5 million", "35.8 million"),
    ("Some 200 of them", "Some 2,000 of them"),
    ("is expected to sign", "will sign"),
    ("more than any other player", "more than almost any other player"),
    ("did not believe was valid", "believed was valid"),
    ("The clause allegedly allowed", "The clause allowed"),
    ("Former captain Luc Baptiste-Rowe defended", "Former captain Luc Baptiste-Rowe criticised"),
    ("“We were never forced to do anything,”", "“We were not forced into anything,”"),
    ("hoped to replace its floodlights", "planned to replace its floodlights"),
    ("could refuse such an offer", "should refuse such an offer"),
    ("the suspended defender", "the injured defender"),
    ("broke his ankle", "broke his leg"),
    ("had publicly asked for", "had privately asked for"),
    ("to protest, and a banner", "to celebrate, and a banner"),
    ("was hung from the main gate", "was torn from the main gate"),
    ("declined to confirm that it existed", "denied that it existed"),
    ("the amateur side", "the youth side"),
    ("Supporters were less diplomatic", "Supporters were furious"),
    ("with a heavy heart", "with a heavy bag"),
    ("a person close to the talks said", "two people close to the talks said"),
    ("would give a chance to 18-year-old", "might give a chance to 18-year-old"),
    ("have not won away from home", "have hardly won away from home"),
    ("are unlikely to buy", "will not buy"),
    ("threatened to invoke", "tried to invoke"),
)
TREE: tuple[int, ...] = (
    *(0, 0, 1, 1, 0, 3, 3, 3, 2, 4, 4, 9, 9, 0, 14, 14, 15, 5, 5, 6),
    *(10, 10, 21, 0, 24, 24, 1, 27, 27, 13, 13, 31, 31, 24, 34, 34, 7, 7, 12, 12),
)
"""What each version was made from, by number; the first is version 1."""
LOST = 21
"""The version that is not among them: two others show that it was there."""
GRAVE = 5


def records() -> Iterator[dict[str, str]]:
    """Forty versions as records: outlet, text, and when it was published, as far as it says."""
    texts = [REPORT.read_text("utf-8")]
    for number, source in enumerate(TREE, start=1):
        texts.append(_copied(texts[source], number))
    for number, text in enumerate(texts):
        if number != LOST:
            yield {
                "id": f"forty-{number:02d}",
                "outlet": f"{TOWNS[number % len(TOWNS)]} {PAPERS[number // len(TOWNS) % len(PAPERS)]}",
                "text": text,
                **_time(number),
            }


def _copied(text: str, number: int) -> str:
    """The text with some more edits; a lost version leaves more of them; every third ends earlier."""
    for step in range(GRAVE if number == LOST else 1 + number % 3):
        old, new = EDITS[(number * 7 + step * 5) % len(EDITS)]
        text = text.replace(old, new)
    parts = text.split("\n\n")
    return "\n\n".join(parts[:-1] if number % 3 == 0 and len(parts) > 12 else parts)


def _time(number: int) -> dict[str, str]:
    """A time for most, a bare date for some, none for a few."""
    when = FIRST + timedelta(minutes=number * 47 + number * number * 2)
    if number % 6 == 5:
        return {}
    return {"published": f"{when:%Y-%m-%d}" if number % 7 == 3 else when.isoformat()}
