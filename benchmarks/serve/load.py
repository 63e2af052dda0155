"""What visitors of the service do in the soak: each act is what a reader, an editor or a feeder wants."""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape

import httpx
from benchmarks.archive.corpus import document as generated

from retell.document.model import Document

POOL = 4000
"""Generated articles that bulk additions draw from: the archive stops growing, its versions do not."""
VERSIONS = 6
"""Ids that each example is added under, so that families grow to some forty members and then stay."""
BULK = 20
FORMATS = ("html", "markdown", "csv", "web-annotation", "pan", "passim", "tei", "collatex", "json")
OWN_PAGE = {"sec-fetch-site": "same-origin"}


@dataclass(slots=True)
class Visitor:
    """Somebody with a browser or a program; `wrong` collects what should not have happened."""

    client: httpx.Client
    documents: Sequence[Document]
    chance: random.Random
    wrong: list[str] = field(default_factory=list)
    turned_away: int = 0

    def get(self, path: str, **how: object) -> httpx.Response:
        """A page or an answer; one that is an error is noted."""
        return self._noted(self.client.get(path, **how))  # type: ignore[arg-type]

    def post(self, path: str, **how: object) -> httpx.Response:
        """The same for what is sent."""
        return self._noted(self.client.post(path, **how))  # type: ignore[arg-type]

    def _noted(self, answer: httpx.Response) -> httpx.Response:
        if answer.status_code == 503:
            self.turned_away += 1
        elif answer.status_code >= 400:
            self.wrong.append(
                f"{answer.request.method} {answer.url}: {answer.status_code} {answer.text[:200]}"
            )
        return answer

    def expect(self, holds: bool, what: str) -> None:  # noqa: FBT001  read as an assertion
        """Note what does not hold."""
        if not holds:
            self.wrong.append(what)

    def example(self) -> Document:
        """One of the written articles."""
        return self.chance.choice(self.documents)


def compare(visitor: Visitor) -> None:
    """Two articles through the API, one with a number nobody compared before, then in some format."""
    left, right = visitor.example(), visitor.example()
    told = f"{right.text}\n\nThe hall has {visitor.chance.randrange(10**6)} seats."
    answer = visitor.post("/api/v1/comparisons", json={"left": {"text": left.text}, "right": {"text": told}})
    if answer.status_code == 201:
        made = answer.headers["location"]
        visitor.get(made, params={"format": visitor.chance.choice(FORMATS)})


def paste(visitor: Visitor) -> None:
    """Two articles pasted into the form, and the page of their comparison with its data."""
    left, right = visitor.example(), visitor.example()
    told = f"{right.text}\n\nThe hall has {visitor.chance.randrange(10**6)} seats."
    answer = visitor.post("/compare", data={"left_text": left.text, "right_text": told}, headers=OWN_PAGE)
    if answer.status_code == 200:
        visitor.expect('class="verdict"' in answer.text, f"no verdict on {answer.url}")
        visitor.get(f"{answer.url}.json")


def find(visitor: Visitor) -> None:
    """Half of an article, by the form or the API; the article itself must be among the answers."""
    text = visitor.example().text
    half = text[: len(text) // 2]
    if visitor.chance.random() < 0.5:
        visitor.post("/find", data={"text": half}, headers=OWN_PAGE)
    else:
        visitor.post("/api/v1/find", json={"text": half})


def search(visitor: Visitor) -> None:
    """A search narrowed by what the page offers, its second page, the same as JSON, and the facets."""
    word = visitor.chance.choice(visitor.example().text.split())
    page = visitor.get("/search", params={"q": word})
    for name in ("outlet", "kind", "severity"):
        values = re.findall(rf'name="{name}" value="([^"]+)"', page.text)
        if values:
            chosen = unescape(visitor.chance.choice(values))
            visitor.get("/search", params={"q": word, name: chosen})
    more = re.search(r'<a href="([^"]+)" rel="next"', page.text)
    if more:
        visitor.get(unescape(more[1]))
    visitor.get("/search.json", params={"q": word, "since": "2025-01-01"})
    visitor.get("/api/v1/facets", params={"q": word})


def browse(visitor: Visitor) -> None:
    """Pages that need little thought; a known one is asked for again by its tag."""
    path = visitor.chance.choice(["/", "/families", "/compare", "/find", "/upload", "/static/report.css"])
    visitor.get(path)
    listed = visitor.get("/api/v1/documents", params={"most": 20})
    again = visitor.get(
        "/api/v1/documents", params={"most": 20}, headers={"if-none-match": listed.headers["etag"]}
    )
    visitor.expect(again.status_code in (200, 304), f"ETag: {again.status_code}")


def family(visitor: Visitor) -> None:
    """The page of a family until its story is told, its data, a pair of it, and one of its members."""
    families = visitor.get("/families.json").json().get("items", [])
    if not families:
        return
    kept = visitor.chance.choice(families)
    for _ in range(40):
        page = visitor.get("/family", params={"id": kept["id"]}, follow_redirects=True)
        if page.status_code != 202:
            break
        time.sleep(0.5)
    pairs = re.findall(r'href="(/pair\?[^"]+)"', page.text)
    if page.status_code == 200 and pairs and _still_there(visitor, kept):
        visitor.client.get(unescape(visitor.chance.choice(pairs)))
        visitor.client.get("/family.json", params={"id": kept["id"]})
        visitor.client.get("/document", params={"id": visitor.chance.choice(kept["members"])})


def _still_there(visitor: Visitor, kept: Mapping[str, object]) -> bool:
    """Whether nobody removed or regrouped it meanwhile; then its page may well be gone."""
    items = visitor.get("/families.json").json().get("items", [])
    return any(each["id"] == kept["id"] for each in items)


def mark(visitor: Visitor) -> None:
    """A finding accepted, dismissed or noted, and read again."""
    finding = f"f{visitor.chance.randrange(1000)}"
    body = {"verdict": visitor.chance.choice(["accept", "dismiss", "none"]), "note": "seen"}
    visitor.expect(
        visitor.client.put(f"/api/v1/marks/{finding}", json=body).status_code == 200, f"mark {finding}"
    )
    kept = visitor.get("/api/v1/marks", params={"finding": finding}).json()
    visitor.expect(bool(kept.get("items")), f"no mark on {finding}")


def add(visitor: Visitor) -> None:
    """Articles in bulk, sent twice under one key: the second time nothing is done."""
    body = "\n".join(_line(visitor) for _ in range(BULK))
    headers = {"content-type": "application/x-ndjson", "idempotency-key": str(visitor.chance.random())}
    first = visitor.post("/api/v1/documents", content=body, headers=headers)
    if first.status_code == 200:
        statuses = {line["status"] for line in first.json()["items"]}
        visitor.expect(statuses <= {"new", "updated", "same"}, f"bulk: {sorted(statuses)}")
        again = visitor.post("/api/v1/documents", content=body, headers=headers)
        visitor.expect(again.headers.get("idempotent-replayed") == "true", "not replayed")


def job(visitor: Visitor) -> None:
    """The same as a job, followed to its end by the events it sends; families are settled by it."""
    body = "\n".join(_line(visitor) for _ in range(BULK))
    headers = {"content-type": "application/x-ndjson"}
    begun = visitor.post("/api/v1/documents", params={"wait": "false"}, content=body, headers=headers)
    last = ""
    with visitor.client.stream("GET", f"{begun.headers['location']}/events", timeout=300) as events:
        for line in events.iter_lines():
            last = line if line.startswith("data:") else last
    state = json.loads(last[5:])["state"] if last else "none"
    visitor.expect(state == "done", f"job ended {state}: {last[:300]}")


def remove(visitor: Visitor) -> None:
    """A generated article taken out; that it is not there is no error."""
    answer = visitor.client.delete(f"/api/v1/documents/a{visitor.chance.randrange(POOL)}")
    visitor.expect(answer.status_code in (204, 404), f"remove: {answer.status_code}")


def _line(visitor: Visitor) -> str:
    """An article in some version: mostly a generated one, sometimes a copy of an example."""
    if visitor.chance.random() < 0.9:
        made = generated(visitor.chance.randrange(POOL))
        told = {"id": made.id, "title": made.title, "outlet": made.outlet, "url": made.url}
        return json.dumps({**told, "text": f"{made.text} Version {visitor.chance.randrange(3)}."})
    found = visitor.example()
    name = f"{found.id}-{visitor.chance.randrange(VERSIONS)}"
    ending = f"The desk added line {visitor.chance.randrange(3)}."
    return json.dumps({"id": name, "outlet": f"Outlet {name[-1]}", "text": f"{found.text}\n\n{ending}"})


Act = Callable[[Visitor], None]
LOAD: Mapping[str, tuple[Act, int]] = {
    "compare": (compare, 4),
    "paste": (paste, 2),
    "find": (find, 4),
    "search": (search, 4),
    "browse": (browse, 4),
    "family": (family, 3),
    "mark": (mark, 4),
    "add": (add, 2),
    "job": (job, 1),
    "remove": (remove, 1),
}
