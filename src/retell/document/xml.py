"""XML as others hand it over → its elements, with no entity ever expanded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse

from retell.errors import InputError

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*>\s*")


def xml_bytes(text: str) -> bytes:
    """XML as UTF-8, without a declaration that might say otherwise."""
    return _DECLARATION.sub("", text.lstrip("\ufeff"), count=1).encode("utf-8", "replace")


def root_name(raw: bytes, where: str) -> str | None:
    """The local name of the first element; None where the start does not parse.

    Raises InputError where the text defines entities, so that nothing after this can be made to expand.
    """
    try:
        for _, element in iterparse(BytesIO(raw), events=("start",), forbid_dtd=False):
            return local(element)
    except DefusedXmlException:
        raise InputError.entities(where) from None
    except ParseError:
        return None
    return None


def tree(raw: bytes, where: str) -> Element:
    """The whole of an XML text; InputError where it is broken or defines entities."""
    try:
        return fromstring(raw)  # type: ignore[no-any-return]  # the library has no types
    except DefusedXmlException:
        raise InputError.entities(where) from None
    except (ParseError, ValueError) as error:
        raise InputError.broken_feed(where, str(error)) from None


def local(element: Element) -> str:
    """An element's name without its namespace; "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Element) -> Iterator[tuple[str, str]]:
    """The local names of what stands in an element, with its text."""
    for child in element:
        yield local(child), (child.text or "").strip()
