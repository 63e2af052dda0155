"""Alerts on their way: signed, repeated with patience, drawn as a feed."""

from __future__ import annotations

import base64
import socket
import time
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook, WebhookVerificationError
from tests.unit.fetch.servers import Answer, Asked, Server, reply, saying, serving
from tests.unit.watch.sites import LIMITS, Clock, visitor

from retell.errors import UsageError
from retell.stores.memory import MemoryStore
from retell.watch.alerts import DUE, Alert, Version, alert_of, every, records
from retell.watch.atom import to_atom
from retell.watch.post import body, delivered, headers, hook

SECRET = "whsec_" + base64.b64encode(bytes(range(32))).decode()
ALERT = Alert(
    id="0123456789abcdef0123456789abcdef",
    at="2026-03-02T10:00:00+00:00",
    source=Version(id="a", title="Fähre brennt", outlet="Post", url="https://post.test/a", published=None),
    copy=Version(id="b", title=None, outlet=None, url="https://copy.test/b", published="2026-03-02"),
    decided=True,
    probability=0.93,
    why=("it was published first", "b < a & c"),
    changes={"meaning": 2, "nuance": 1, "harmless": 0},
    family="a",
    page="https://desk.test/pair?left=a&right=b",
)


def due(store: MemoryStore) -> list[str]:
    return [record.id for record in every(store, DUE)]


def posting(answer: Answer, clock: Clock, store: MemoryStore) -> tuple[Server, list[str]]:
    with serving(answer) as server:
        to = hook(server.url("/hook"), SECRET)
        return server, [error.code for error in delivered(store, to, visitor(clock))]


def waiting() -> MemoryStore:
    store = MemoryStore()
    store.put(records(ALERT, post=True))
    return store


def test_an_alert_survives_being_kept() -> None:
    store = waiting()
    (kept, *_) = every(store, "alert")
    assert alert_of(kept) == ALERT


def test_an_alert_says_in_a_sentence_what_was_found() -> None:
    assert ALERT.line == (
        "https://copy.test/b is likely copied from “Fähre brennt” (Post) (93%), with 2 changes of meaning"
    )
    assert "which came first is not decided" in replace(ALERT, decided=False).line


def test_a_receiver_can_verify_what_is_posted() -> None:
    clock, store = Clock(at=time.time()), waiting()
    server, failed = posting(saying(reply(status=204)), clock, store)
    (request,) = server.requests
    told = Webhook(SECRET).verify(request.body, request.headers)
    assert told["type"] == "copy.found"
    assert told["data"]["changes"] == {"meaning": 2, "nuance": 1, "harmless": 0}
    assert told["data"]["source"]["title"] == "Fähre brennt"
    assert failed == []
    assert due(store) == []


def test_a_forged_message_does_not_verify() -> None:
    to = hook("https://desk.test/", SECRET)
    now = time.time()
    signed = headers(to, ALERT, body(ALERT), now)
    with pytest.raises(WebhookVerificationError):
        Webhook(SECRET).verify(body(ALERT).replace(b"0.93", b"0.13"), signed)


def test_the_signature_is_that_of_the_standards_own_example_library() -> None:
    to = hook("https://desk.test/", SECRET)
    signed = headers(to, ALERT, body(ALERT), 1_700_000_000.4)
    expected = Webhook(SECRET).sign(
        signed["webhook-id"], datetime.fromtimestamp(1_700_000_000, UTC), body(ALERT).decode()
    )
    assert signed["webhook-signature"] == expected


@pytest.mark.parametrize(
    "secret",
    [
        "",
        "secret",
        "whsec_",
        "whsec_%%%",
        base64.b64encode(bytes(32)).decode(),
        "whsec_" + "A" * 8,
        "whsec_" + "A" * 200,
    ],
)
def test_a_secret_that_is_none_is_refused_and_not_repeated(secret: str) -> None:
    with pytest.raises(UsageError, match="R209") as caught:
        hook("https://desk.test/", secret)
    assert not secret or len(secret) < 8 or secret not in str(caught.value)


def test_a_key_does_not_show_when_a_hook_is_printed() -> None:
    assert "key" not in repr(hook("https://desk.test/", SECRET))


def failing(times: int, status: int = 503) -> Answer:
    left = [times]

    def answer(connection: socket.socket, asked: Asked) -> None:
        left[0] -= 1
        connection.sendall(reply(status=status if left[0] >= 0 else 200))

    return answer


def test_a_receiver_that_fails_is_tried_again_with_growing_pauses() -> None:
    clock, store = Clock(), waiting()
    server, failed = posting(failing(2), clock, store)
    assert len(server.requests) == 3
    assert clock.waits == [1.0, 2.0]
    assert len({request.headers["webhook-id"] for request in server.requests}) == 1
    assert (failed, due(store)) == ([], [])


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (failing(99), "R317"),
        (saying(b""), "R313"),
        (saying(reply(status=302, location="http://169.254.169.254/")), "R317"),
        (saying(reply(status=400)), "R317"),
        (saying(reply(status=429, retry_after="60")), "R317"),
    ],
)
def test_an_alert_that_did_not_arrive_stays_due(answer: Answer, code: str) -> None:
    clock, store = Clock(), waiting()
    assert posting(answer, clock, store)[1] == [code]
    assert due(store) == [ALERT.id]
    server, failed = posting(saying(reply()), clock, store)
    assert (server.requests, failed) == ([], [])  # not yet: it failed a moment ago
    clock.at += LIMITS.backoff * 1.5
    assert posting(saying(reply()), clock, store)[1] == []
    assert due(store) == []


def test_an_alert_that_nobody_takes_is_given_up_in_the_end() -> None:
    clock, store = Clock(), waiting()
    for _ in range(40):
        posting(saying(reply(status=400)), clock, store)
        clock.at += LIMITS.longest_backoff
    assert due(store) == []


@pytest.mark.parametrize("address", ["http://127.0.0.9/", "http://169.254.169.254/", "file:///etc/passwd"])
def test_a_webhook_inside_is_never_posted_to(address: str) -> None:
    clock, store = Clock(), waiting()
    to = hook(address, SECRET)
    local = visitor(clock)
    local.means = type(local.means)()
    (error,) = delivered(store, to, local)
    assert error.code in ("R301", "R305")
    assert due(store) == [ALERT.id]


def test_alerts_are_a_feed_that_others_can_read() -> None:
    later = replace(ALERT, id="f" * 32, at="2026-03-02T11:00:00+00:00", decided=False)
    read = feedparser.parse(BytesIO(to_atom([ALERT, later], "Copies", "2026-03-02")))
    assert not read.bozo
    assert [entry.title for entry in read.entries] == [later.line, ALERT.line]
    assert read.entries[1].link == ALERT.page
    assert "b &lt; a &amp; c" in read.entries[1].content[0].value
    assert len({entry.id for entry in read.entries}) == 2


def test_no_alerts_are_an_empty_feed() -> None:
    read = feedparser.parse(BytesIO(to_atom([], "Copies", "2026-03-02T10:00:00+00:00")))
    assert (read.bozo, read.entries) == (False, [])


@given(st.text(), st.text(st.characters(min_codepoint=0, max_codepoint=0x1FFF)))
def test_any_title_makes_well_formed_xml(title: str, why: str) -> None:
    odd = replace(ALERT, source=replace(ALERT.source, title=title, url=title), why=(why,))
    ElementTree.fromstring(to_atom([odd], "Copies", "2026-03-02"))
