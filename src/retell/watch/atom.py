"""Alerts as an Atom feed (RFC 4287)."""

from __future__ import annotations

import html
import uuid
from collections.abc import Sequence
from xml.etree import ElementTree

from retell.watch.alerts import Alert

_NAMESPACE = "http://www.w3.org/2005/Atom"
_SPACE = uuid.UUID("7d1f0c5e-6a3b-5f0e-9a51-3c7f0e9b2d44")
"""Where the names of this feed's entries are made from (RFC 4122, version 5)."""
_ODD = {code: "�" for code in range(32) if code not in (9, 10, 13)} | {0xFFFE: "�", 0xFFFF: "�"}


def to_atom(alerts: Sequence[Alert], title: str, now: str) -> bytes:
    """The feed, the latest alert first."""
    ElementTree.register_namespace("", _NAMESPACE)
    root = ElementTree.Element(f"{{{_NAMESPACE}}}feed")
    _add(root, "title", title)
    _add(root, "id", uuid.uuid5(_SPACE, title).urn)
    _add(root, "updated", max((alert.at for alert in alerts), default=now))
    _add(_add(root, "author"), "name", "Retell")
    for alert in sorted(alerts, key=lambda each: (each.at, each.id), reverse=True):
        _entry(root, alert)
    raw: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return raw + b"\n"


def _entry(root: ElementTree.Element, alert: Alert) -> None:
    entry = _add(root, "entry")
    _add(entry, "title", alert.line)
    _add(entry, "id", uuid.uuid5(_SPACE, alert.id).urn)
    _add(entry, "updated", alert.at)
    for kind, address in (("alternate", alert.page), ("related", alert.copy.url), ("via", alert.source.url)):
        if address:
            _add(entry, "link", rel=kind, href=address)
    _add(entry, "content", _content(alert), type="html")


def _content(alert: Alert) -> str:
    counts = ", ".join(f"{count} {severity}" for severity, count in alert.changes.items())
    lines = [alert.line, f"Changes: {counts}", *alert.why]
    return "".join(f"<p>{html.escape(line)}</p>" for line in lines)


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    clean = {key: value.translate(_ODD) for key, value in attributes.items()}
    made = ElementTree.SubElement(parent, f"{{{_NAMESPACE}}}{name}", clean)
    made.text = text.translate(_ODD).encode("utf-8", "replace").decode() or None
    return made
