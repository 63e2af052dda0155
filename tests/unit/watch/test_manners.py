"""Politeness: robots.txt, pauses, patience."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.unit.watch.sites import Clock, Site, site, visitor

from retell.errors import NetworkError


@pytest.fixture
def news() -> Iterator[Site]:
    with site() as made:
        yield made


def test_a_page_that_robots_txt_forbids_is_left_alone(news: Site) -> None:
    news.answers["/robots.txt"] = b"User-agent: *\nDisallow: /*/print\nDisallow: /source\n"
    asking = visitor(Clock())
    assert asking.asked(news.url("/copy")).status == 200
    for path in ("/source", "/a/print"):
        with pytest.raises(NetworkError, match="R318"):
            asking.asked(news.url(path))
    assert news.asked_for("/source") == 0
    assert news.asked_for("/robots.txt") == 1


def test_rules_for_retell_by_name_go_before_those_for_all(news: Site) -> None:
    news.answers["/robots.txt"] = b"User-agent: *\nDisallow: /\n\nUser-agent: Retell\nAllow: /\n"
    assert visitor(Clock()).asked(news.url("/copy")).status == 200


@pytest.mark.parametrize("robots", [404, 403, b"", b"\x00\x01\x02", b"<html>oops</html>"])
def test_a_site_without_rules_may_be_read(news: Site, robots: bytes | int) -> None:
    news.answers["/robots.txt"] = robots
    assert visitor(Clock()).asked(news.url("/copy")).status == 200


@pytest.mark.parametrize(("robots", "code"), [(500, "R317"), (429, "R317"), (None, "R313")])
def test_a_site_that_cannot_tell_its_rules_is_left_alone(news: Site, robots: int | None, code: str) -> None:
    news.answers["/robots.txt"] = robots
    with pytest.raises(NetworkError, match=code):
        visitor(Clock()).asked(news.url("/copy"))
    assert news.asked_for("/copy") == 0


def test_the_rules_are_read_again_after_a_day(news: Site) -> None:
    clock = Clock()
    asking = visitor(clock)
    asking.asked(news.url("/copy"))
    clock.at += 25 * 3600
    asking.asked(news.url("/copy"))
    assert news.asked_for("/robots.txt") == 2


def test_a_host_is_asked_no_faster_than_the_delay(news: Site) -> None:
    clock = Clock()
    asking = visitor(clock)
    for path in ("/copy", "/source"):
        asking.asked(news.url(path))
    assert clock.waits == [2.0, 2.0]


@pytest.mark.parametrize(("wished", "granted"), [(7, 7.0), (1, 2.0), (86_400, 60.0)])
def test_a_host_may_wish_for_a_longer_delay_within_reason(news: Site, wished: int, granted: float) -> None:
    news.answers["/robots.txt"] = f"User-agent: *\nCrawl-delay: {wished}\n".encode()
    clock = Clock()
    asking = visitor(clock)
    for path in ("/copy", "/source"):
        asking.asked(news.url(path))
    assert clock.waits == [2.0, granted]


def test_a_host_that_asks_for_patience_is_busy_for_that_long(news: Site) -> None:
    news.answers["/copy"] = 429
    asking = visitor(Clock())
    assert asking.asked(news.url("/copy")).status == 429
    assert asking.busy_for(news.url("/source")) == pytest.approx(600)


def test_two_hosts_do_not_wait_for_each_other(news: Site) -> None:
    clock = Clock()
    asking = visitor(clock)
    asking.asked(news.url("/copy"))
    asking.asked(f"http://other.test:{news.server.port}/copy")
    assert clock.waits == [2.0, 2.0]  # each for its own robots.txt


def test_a_page_that_another_host_hands_out_is_checked_there_too(news: Site) -> None:
    news.answers["/robots.txt"] = b"User-agent: *\nDisallow: /private\n"
    asking = visitor(Clock())
    with pytest.raises(NetworkError, match="R318"):
        asking.asked(f"http://other.test:{news.server.port}/private")
