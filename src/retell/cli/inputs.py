"""What a path on the command line stands for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from retell.cli.session import Session, progress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retell.document.load import Fetch
    from retell.document.model import Document, Skipped
    from retell.engine import Engine


def _allow(context: click.Context, _: click.Parameter, hosts: tuple[str, ...]) -> None:
    context.find_object(Session).hosts += hosts  # type: ignore[union-attr]  # `run` gives every command one


ALLOW_HOST = click.option(
    "--allow-host",
    multiple=True,
    metavar="HOST",
    expose_value=False,
    callback=_allow,
    help="A host of your own to fetch from, though it is not public.",
)


def _name(context: click.Context, _: click.Parameter, folder: str | None) -> None:
    if folder:
        from retell.models.encoder import located

        located(folder)  # said now, not when everything is read
        context.find_object(Session).encoder = folder  # type: ignore[union-attr]  # as above


ENCODER = click.option(
    "--encoder",
    metavar="FOLDER",
    expose_value=False,
    callback=_name,
    help="A sentence encoder to ask about sentences left alone on both sides: a folder with model.onnx and "
    "tokenizer.json, or one of sentence-transformers.",
)


def elsewhere(session: Session) -> Fetch:
    """How addresses are read: the network's libraries are loaded when the first one is met."""

    def fetch(address: str) -> Iterator[Document | Skipped]:
        from retell.fetch.limits import allowing
        from retell.fetch.pages import documents_at

        yield from documents_at(address, limits=allowing(*session.hosts))

    return fetch


def two_documents(session: Session, left: str, right: str) -> tuple[Document, Document] | None:
    """The two articles; None where one cannot be read. Both are tried, so that both are named."""
    if left == right == "-":
        from retell.errors import UsageError

        raise UsageError.standard_input_twice()
    with progress(session, "Reading"):
        one, other = one_document(session, left), one_document(session, right)
    return (one, other) if one and other else None


def one_document(session: Session, path: str) -> Document | None:
    """The one article that `path` names, or the one with the id after its "#"."""
    from retell.document.load import is_address, read
    from retell.document.model import Skipped
    from retell.errors import UsageError

    file, _, wanted = (path, "", "") if Path(path).exists() or "#" not in path else path.rpartition("#")
    found = list(read([file], fetch=elsewhere(session)))
    for item in found:
        if isinstance(item, Skipped):
            session.report_skipped(item, fatal=not wanted)
    documents = [item for item in found if not isinstance(item, Skipped)]
    ids = [document.id for document in documents]
    if wanted and documents and not (is_address(path) and len(documents) == 1):
        if wanted not in ids:
            raise UsageError.no_such_document(file, wanted, ids)
        return documents[ids.index(wanted)]
    if len(documents) > 1:
        raise UsageError.several_documents(file, ids)
    session.failed = session.failed or not documents
    return documents[0] if documents else None


def wherever(session: Session, engine: Engine) -> Fetch:
    """How addresses are read where an engine's workers can read some: those of the web are fetched here."""
    from retell.engine import Reading

    here = elsewhere(session)
    if not isinstance(engine, Reading):
        return here
    return lambda address: (here if address.startswith(("http:", "https:")) else engine.documents)(address)


def all_documents(
    session: Session, paths: Sequence[str], fetch: Fetch | None = None
) -> tuple[list[Document], list[Skipped]]:
    """Every document that the paths hold, and all that could not be read, each named as it is met."""
    from retell.document.load import read
    from retell.document.model import Skipped

    documents: list[Document] = []
    skipped: list[Skipped] = []
    with progress(session, "Reading"):
        for item in read(paths, fetch=fetch or elsewhere(session)):
            if isinstance(item, Skipped):
                skipped.append(item)
                session.report_skipped(item)
            else:
                documents.append(item)
    return documents, skipped
