"""Rounds over a small site: what is added, what is told, and what a kill or a failure costs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.cli.articles import COPY, SOURCE
from tests.unit.watch.sites import LIMITS, Clock, Site, feed, site, visitor

from retell.errors import StoreError
from retell.store import Query, Record
from retell.stores.memory import MemoryStore
from retell.watch.alerts import DUE, KIND, Alert, every
from retell.watch.limits import WatchLimits
from retell.watch.rounds import Round, Watch, looked
from retell.watch.state import State, kept, state_of


@pytest.fixture
def news() -> Iterator[Site]:
    with site() as made:
        made.answers["/feed"] = feed("/source")
        yield made


def watching(*sources: str, clock: Clock | None = None, limits: WatchLimits = LIMITS, **more: Any) -> Watch:
    return Watch(sources=sources, visitor=visitor(clock or Clock(), limits), **more)


def titles(store: MemoryStore) -> set[str | None]:
    return {kept.document.title for kept in store.documents(Query()).items}


def errors(made: Round) -> list[str]:
    return [item.error[:4] for item in made.skipped]


def test_what_a_feed_lists_is_fetched_and_kept(news: Site) -> None:
    store = MemoryStore()
    made = looked(store, watching(news.url("/feed")))
    assert (made.added, made.alerts, made.skipped) == (1, [], [])
    (held,) = store.documents(Query()).items
    assert held.document.text == SOURCE.strip().replace("\n\n", "\n")
    assert held.document.url == news.url("/source")
    assert held.document.published
    assert held.document.published.when == "2026-03-02T10:00:00+00:00"


def test_a_copy_that_comes_later_raises_one_alert(news: Site) -> None:
    store, heard = MemoryStore(), list[Alert]()
    watch = watching(news.url("/feed"), base="https://desk.test/")
    looked(store, watch)
    news.answers["/feed"] = feed("/copy", "/other", "/source")
    made = looked(store, watch, heard.append)
    assert made.added == 2
    (alert,) = made.alerts
    assert heard == [alert]
    assert {alert.source.url, alert.copy.url} == {news.url("/source"), news.url("/copy")}
    assert 0.5 <= alert.probability <= 1
    assert sum(alert.changes.values()) >= 3
    assert alert.page.startswith("https://desk.test/pair?left=")
    assert looked(store, watch).alerts == []


def test_the_same_story_is_not_told_again_by_another_source(news: Site) -> None:
    store = MemoryStore()
    news.answers["/feed"] = feed("/copy", "/source")
    news.answers["/again"] = feed("/source", "/copy", stamp="2026-03-03T10:00:00Z")
    assert len(looked(store, watching(news.url("/feed"))).alerts) == 1
    assert looked(store, watching(news.url("/feed"), news.url("/again"))).alerts == []


def test_a_feed_that_did_not_change_costs_one_question(news: Site) -> None:
    news.validators = True
    store = MemoryStore()
    for _ in range(3):
        looked(store, watching(news.url("/feed")))
    assert [
        request.headers.get("if-none-match") for request in news.server.requests if request.target == "/feed"
    ] == [
        None,
        '"1"',
        '"1"',
    ]
    assert news.asked_for("/source") == 1


def test_an_item_that_was_updated_is_a_new_version(news: Site) -> None:
    store = MemoryStore()
    looked(store, watching(news.url("/feed")))
    news.answers["/source"] = news.answers["/copy"]
    news.answers["/feed"] = feed("/source", stamp="2026-03-02T11:00:00Z")
    looked(store, watching(news.url("/feed")))
    (held,) = store.documents(Query()).items
    assert held.versions == 2


def test_an_item_with_its_whole_text_is_not_fetched(news: Site) -> None:
    lines = "".join(f"<p>{each}</p>" for each in SOURCE.split("\n\n"))
    item = {"id": "1", "url": news.url("/never"), "title": "Fire", "content_html": lines}
    value = {"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": [item]}
    news.answers["/feed"] = json.dumps(value).encode()
    assert looked(MemoryStore(), watching(news.url("/feed"))).added == 1
    assert news.asked_for("/never") == 0


def test_a_news_sitemap_and_the_index_before_it_are_followed(news: Site) -> None:
    index = f"<sitemapindex><sitemap><loc>{news.url('/news')}</loc></sitemap></sitemapindex>"
    news.answers["/map"] = index.encode()
    news.answers["/news"] = f"<urlset><url><loc>{news.url('/source')}</loc></url></urlset>".encode()
    assert looked(MemoryStore(), watching(news.url("/map"))).added == 1


def test_an_index_that_names_itself_is_followed_no_further(news: Site) -> None:
    index = f"<sitemapindex><sitemap><loc>{news.url('/map')}</loc></sitemap></sitemapindex>"
    news.answers["/map"] = index.encode()
    looked(MemoryStore(), watching(news.url("/map")))
    assert news.asked_for("/map") == 2


def test_a_folder_is_watched(tmp_path: Path) -> None:
    store = MemoryStore()
    (tmp_path / "source.txt").write_text(SOURCE)
    assert looked(store, watching(str(tmp_path))).added == 1
    (tmp_path / "copy.txt").write_text(COPY)
    (tmp_path / ".hidden.txt").write_text(COPY)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    made = looked(store, watching(str(tmp_path)))
    assert (made.added, len(made.alerts)) == (1, 1)
    assert looked(store, watching(str(tmp_path))).added == 0


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert errors(looked(MemoryStore(), watching(str(tmp_path / "none")))) == ["R101"]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (500, "R317"),
        (404, "R317"),
        (None, "R313"),
        (b"<html><body>A page</body></html>", "R123"),
        (b"{broken", "R124"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><rss/>', "R125"),
        (b"\x1f\x8b\x08 broken", "R313"),
        (b"", "R103"),
    ],
)
def test_a_source_that_fails_is_told_and_left_alone_for_a_while(
    news: Site, answer: bytes | int | None, code: str
) -> None:
    news.answers["/bad"] = answer
    store, clock = MemoryStore(), Clock()
    watch = watching(news.url("/bad"), news.url("/feed"), clock=clock)
    made = looked(store, watch)
    assert (made.added, errors(made)) == (1, [code])
    assert errors(looked(store, watch)) == []
    clock.at += LIMITS.backoff * 1.5
    assert errors(looked(store, watch)) == [code]
    assert state_of(store, news.url("/bad")).failures == 2


def test_a_source_that_asks_for_patience_gets_it(news: Site) -> None:
    news.answers["/feed"] = 429
    store, clock = MemoryStore(), Clock()
    looked(store, watching(news.url("/feed"), clock=clock))
    assert state_of(store, news.url("/feed")).next >= clock.at + 590


def test_a_page_that_fails_for_now_is_asked_for_again(news: Site) -> None:
    store, clock = MemoryStore(), Clock()
    page, news.answers["/source"] = news.answers["/source"], 503
    watch = watching(news.url("/feed"), clock=clock)
    assert looked(store, watch).added == 0
    news.answers["/source"] = page
    assert looked(store, watch).added == 1
    assert state_of(store, news.url("/feed")).tries == {}


def test_a_page_that_always_fails_is_given_up(news: Site) -> None:
    store, clock = MemoryStore(), Clock()
    news.answers["/source"] = None
    watch = watching(news.url("/feed"), clock=clock)
    for _ in range(LIMITS.tries + 3):
        looked(store, watch)
    assert news.asked_for("/source") == LIMITS.tries


@pytest.mark.parametrize("answer", [404, b"<html><body>Menu</body></html>"])
def test_a_page_that_will_never_come_is_asked_for_once(news: Site, answer: bytes | int) -> None:
    store = MemoryStore()
    news.answers["/source"] = answer
    assert len(looked(store, watching(news.url("/feed"))).skipped) == 1
    assert looked(store, watching(news.url("/feed"))).skipped == []
    assert news.asked_for("/source") == 1


def test_one_round_takes_no_more_pages_than_it_may_and_the_next_takes_the_rest(news: Site) -> None:
    news.validators = True
    news.answers["/feed"] = feed("/source", "/copy", "/other")
    store, limits = MemoryStore(), replace(LIMITS, pages=2)
    assert [looked(store, watching(news.url("/feed"), limits=limits)).added for _ in range(3)] == [2, 1, 0]


def test_what_is_no_longer_listed_is_forgotten_in_time(news: Site) -> None:
    store, limits = MemoryStore(), replace(LIMITS, remembered=1)
    for path in ("/source", "/copy", "/other"):
        news.answers["/feed"] = feed(path)
        looked(store, watching(news.url("/feed"), limits=limits))
    assert len(state_of(store, news.url("/feed")).seen) == 2


class KilledError(Exception):
    """Stands for the end of the process."""


class Mortal(MemoryStore):
    """A store whose process ends at its n-th write, before or after it is done."""

    def __init__(self, at: int, *, after: bool) -> None:
        super().__init__()
        self.left = at
        self.after = after

    def _write(self, write: Callable[[], Any]) -> Any:
        self.left -= 1
        if self.left == 0 and not self.after:
            raise KilledError
        done = write()
        if self.left == 0:
            raise KilledError
        return done

    def add(self, entries: Any) -> Any:
        return self._write(lambda: MemoryStore.add(self, entries))

    def settle(self, settlement: Any) -> Any:
        return self._write(lambda: MemoryStore.settle(self, settlement))

    def put(self, records: Sequence[Record]) -> Any:
        return self._write(lambda: MemoryStore.put(self, records))


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("at", range(1, 10))
def test_a_kill_at_any_write_loses_nothing_and_tells_nothing_twice(
    tmp_path: Path, at: int, *, after: bool
) -> None:
    (tmp_path / "source.txt").write_text(SOURCE)
    (tmp_path / "copy.txt").write_text(COPY)
    store = Mortal(at, after=after)
    kept_alerts = 0
    for _ in range(2):
        try:
            looked(store, watching(str(tmp_path)))
        except KilledError:
            kept_alerts = len(list(every(store, KIND)))
    assert len(store.documents(Query()).items) == 2
    assert len(list(every(store, KIND))) == 1
    assert kept_alerts <= 1
    assert looked(store, watching(str(tmp_path))).alerts == []
    assert list(every(store, DUE)) == []


def test_two_watches_of_one_source_do_not_undo_each_other() -> None:
    store = MemoryStore()
    state = State(source="a")
    kept(store, state)
    with pytest.raises(StoreError, match="R411"):
        kept(store, state)
