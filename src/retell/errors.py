"""Every error Retell raises on purpose: one message each, each with a permanent code.

A message starts with its code and says what was wrong, where, and what would have been right. An error
holds that one string and nothing else, so that it survives the way back from a worker process.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self


class RetellError(Exception):
    """What every error of Retell is; `exit_status` is what the command ends with."""

    exit_status = 5

    def __init__(self, message: str) -> None:
        super().__init__(message)

    @property
    def code(self) -> str:
        """The permanent code, explained in docs/reference/messages.md."""
        return str(self.args[0]).partition(":")[0]


class UsageError(RetellError):
    """The command or call asks for something that cannot be."""

    exit_status = 2

    @classmethod
    def several_documents(cls, path: str, ids: Sequence[str]) -> Self:
        """One article was wanted and the input holds more."""
        named = ", ".join(ids[:5]) + (", …" if len(ids) > 5 else "")
        return cls(
            f"R201: {path}: holds {len(ids)} documents ({named}), and a comparison takes one on each side. "
            f"Choose one by its id, as in {path}#{ids[0]}, or use retell trace for all of them."
        )

    @classmethod
    def no_such_document(cls, path: str, wanted: str, ids: Sequence[str]) -> Self:
        """The id after the # is not in the file."""
        named = ", ".join(ids[:5]) + (", …" if len(ids) > 5 else "")
        return cls(f"R202: {path}: has no document with the id {wanted}. It has: {named or 'none at all'}.")

    @classmethod
    def standard_input_twice(cls) -> Self:
        """Both sides of a comparison cannot be read from one stream."""
        return cls(
            "R203: - stands for standard input, which can be read once. Give a file for the other side."
        )

    @classmethod
    def no_engine(cls, name: str, needs: str) -> Self:
        """An engine without what it runs on."""
        return cls(f"R204: {name}: this engine needs {needs}. Or use --engine local, which gives the same.")

    @classmethod
    def no_encoder(cls, folder: str, reason: str) -> Self:
        """A folder named as a sentence encoder that is none."""
        return cls(
            f"R211: {folder}: holds no sentence encoder that can be used: {reason}. Give a folder with "
            "model.onnx and tokenizer.json, or one saved by sentence-transformers."
        )

    @classmethod
    def no_encoder_library(cls, folder: str, library: str) -> Self:
        """A sentence encoder without what runs it."""
        return cls(
            f"R212: {folder}: this encoder needs {library}. Install it, or name no encoder: the shipped "
            "embedding needs nothing more."
        )

    @classmethod
    def cannot_write(cls, path: str, reason: str) -> Self:
        """The system would not take the output."""
        return cls(f"R205: {path}: cannot be written: {reason}. Give a place that this user may write to.")

    @classmethod
    def no_token(cls, host: str) -> Self:
        """A service others could reach, and nobody has a key to it."""
        return cls(
            f"R206: {host}: others could reach the service there, and no token was made. Make one with: "
            "retell token new NAME; or listen on 127.0.0.1."
        )

    @classmethod
    def no_such_token(cls, id: str) -> Self:
        """No token begins so, or more than one."""
        return cls(f"R207: {id}: no token, or more than one, begins so. List them with: retell token list.")

    @classmethod
    def no_mcp(cls) -> Self:
        """Tools for assistants without their library."""
        return cls("R213: this needs the library mcp. Install it with: pip install 'retell[mcp]'.")

    @classmethod
    def articles(cls, count: int, most: int) -> Self:
        """Too few articles for a family, or too many for an answer."""
        return cls(f"R214: {count} articles were given. Give from 2 to {most}.")

    @classmethod
    def no_secret(cls) -> Self:
        """A webhook without a secret to sign with, or with one that is none."""
        return cls(
            "R209: a webhook needs a secret of the form whsec_…, 24 to 64 bytes in base64, in "
            "$RETELL_WEBHOOK_SECRET or in the file named with --webhook-secret-file. Make one with: "
            "echo whsec_$(head -c 32 /dev/urandom | base64)."
        )


class InputError(RetellError):
    """An input that cannot be read; the rest of the run goes on."""

    exit_status = 3

    @classmethod
    def missing(cls, path: str) -> Self:
        """No such file."""
        return cls(
            f"R101: {path}: no such file or directory. "
            "Give a file, a directory, a glob, or - for standard input."
        )

    @classmethod
    def unreadable(cls, path: str, reason: str) -> Self:
        """The system would not hand over the file."""
        return cls(f"R102: {path}: cannot be opened: {reason}. Give a file that this user may read.")

    @classmethod
    def empty(cls, where: str) -> Self:
        """Nothing but white space."""
        return cls(f"R103: {where}: is empty. An article needs at least one word.")

    @classmethod
    def binary(cls, path: str) -> Self:
        """Bytes that are not text."""
        return cls(f"R104: {path}: holds bytes that are not text. Give plain text, HTML, JSONL or Parquet.")

    @classmethod
    def too_large(cls, where: str, limit: int) -> Self:
        """More than one article can be."""
        return cls(f"R105: {where}: is larger than {limit:,} bytes. Split it, or give a corpus as JSONL.")

    @classmethod
    def undecodable(cls, where: str) -> Self:
        """No encoding makes text of it."""
        return cls(f"R106: {where}: is in no encoding that could be recognised. Save it as UTF-8.")

    @classmethod
    def no_article(cls, path: str) -> Self:
        """A page without a main text."""
        return cls(
            f"R107: {path}: no article was found on this page. Give the page of one report, or its text."
        )

    @classmethod
    def not_json(cls, where: str, reason: str) -> Self:
        """A record that does not parse."""
        return cls(f"R108: {where}: is not JSON ({reason}). Give one JSON object a line.")

    @classmethod
    def not_a_record(cls, where: str, found: str) -> Self:
        """JSON, and yet not an object."""
        return cls(f'R109: {where}: holds {found}. A record is a JSON object with a "text".')

    @classmethod
    def no_text(cls, where: str) -> Self:
        """A record without its one required field."""
        return cls(f'R110: {where}: has no "text". It is the one field that a record must have.')

    @classmethod
    def wrong_text(cls, where: str, found: str) -> Self:
        """A record whose text is something else."""
        return cls(f'R111: {where}: "text" is {found}. It must be a string.')

    @classmethod
    def nothing_readable(cls, path: str) -> Self:
        """A directory without an article."""
        return cls(
            f"R112: {path}: nothing in this directory can be read. Text, HTML, JSON, JSONL and Parquet can."
        )

    @classmethod
    def no_match(cls, pattern: str) -> Self:
        """A glob that names nothing."""
        return cls(f"R113: {pattern}: no file matches. Quote the pattern, and look where it is meant from.")

    @classmethod
    def no_parquet(cls, path: str) -> Self:
        """Parquet without its library."""
        return cls(
            f"R114: {path}: reading Parquet needs pyarrow. Install it with: pip install 'retell[parquet]'."
        )

    @classmethod
    def broken_parquet(cls, path: str, reason: str) -> Self:
        """A Parquet file that its library refuses."""
        return cls(f"R115: {path}: is not a whole Parquet file ({reason}). Write it again.")

    @classmethod
    def address(cls, url: str) -> Self:
        """A page that would have to be fetched."""
        return cls(f"R116: {url}: the network is not used by default. Save the page, and give the file.")

    @classmethod
    def unknown_kind(cls, path: str) -> Self:
        """A file in a directory that is of no kind Retell reads."""
        return cls(
            f"R117: {path}: is not read, for its name says it is no article. Name the file itself to read it."
        )

    @classmethod
    def same_document(cls, where: str, first: str) -> Self:
        """A document that came before."""
        return cls(f"R118: {where}: is the same document as {first}. It is taken once.")

    @classmethod
    def same_id(cls, where: str, name: str, made: str) -> Self:
        """Two documents with one id."""
        return cls(f'R119: {where}: the id "{name}" belongs to another text. Here it is called "{made}".')

    @classmethod
    def too_many(cls, count: int, most: int) -> Self:
        """More documents than one run can number."""
        return cls(f"R120: {count} documents are more than the {most} that can be traced in one run.")

    @classmethod
    def broken_record(cls, where: str, reason: str) -> Self:
        """A record of a web archive that cannot be read."""
        return cls(f"R121: {where}: a record here or right after cannot be read ({reason}). The others are.")

    @classmethod
    def other_records(cls, path: str, kinds: str) -> Self:
        """Records of a web archive that hold no page."""
        return cls(f"R122: {path}: records that hold no page were left aside: {kinds}.")

    @classmethod
    def not_a_feed(cls, path: str) -> Self:
        """XML that is no feed."""
        return cls(f"R123: {path}: is neither RSS, Atom, JSON Feed nor a sitemap. It is not read as a feed.")

    @classmethod
    def broken_feed(cls, path: str, reason: str) -> Self:
        """A feed that does not parse."""
        return cls(f"R124: {path}: this feed cannot be read ({reason}).")

    @classmethod
    def entities(cls, path: str) -> Self:
        """XML that defines entities of its own."""
        return cls(
            f"R125: {path}: defines entities, with which a short text can become an endless one. No feed "
            "needs them; it is not read."
        )

    @classmethod
    def summary(cls, where: str, title: str, url: str) -> Self:
        """An item of a feed without its text."""
        return cls(f"R126: {where}: has only a summary of {title!r}. Fetch its address: {url}.")

    @classmethod
    def no_article_body(cls, where: str, kind: str) -> Self:
        """A news item that is no text."""
        return cls(f"R127: {where}: is a news item of the type {kind}, with no text of an article in it.")

    @classmethod
    def not_gold(cls, path: str, reason: str) -> Self:
        """A file given as labelled truth that is none."""
        return cls(f"R150: {path}: is no gold of this task ({reason}). See the reference for its format.")


class NetworkError(RetellError):
    """An address that could not be read, or may not be."""

    exit_status = 4

    @classmethod
    def scheme(cls, url: str) -> Self:
        """An address that is not of the web."""
        return cls(f"R301: {url}: only addresses that begin with http:// or https:// are fetched.")

    @classmethod
    def no_address(cls, url: str) -> Self:
        """An address that cannot be read as one."""
        return cls(f"R302: {url}: is no address. Write it as https://host/path.")

    @classmethod
    def credentials(cls, url: str) -> Self:
        """A name or password in an address."""
        return cls(
            f"R303: {url}: holds a name or password before an @, which is not sent. Give the address without."
        )

    @classmethod
    def port(cls, url: str, port: int, ports: Sequence[int]) -> Self:
        """A port that is not of the web."""
        usual = ", ".join(str(each) for each in ports)
        return cls(
            f"R304: {url}: port {port} is not fetched from; {usual} are. A host of your own may be on any, "
            "named with --allow-host."
        )

    @classmethod
    def not_public(cls, url: str, host: str, why: str) -> Self:
        """An address inside a network; which one it is would tell strangers what is inside."""
        return cls(
            f"R305: {url}: {host} is not at a public address ({why}). A host of your own can be named with "
            "--allow-host."
        )

    @classmethod
    def no_answer(cls, url: str, host: str, reason: str) -> Self:
        """A name that nobody knows."""
        return cls(f"R306: {url}: no host called {host} was found ({reason}). Look at how it is spelt.")

    @classmethod
    def no_connection(cls, url: str, host: str, port: int, reason: str) -> Self:
        """A host that takes no connection."""
        return cls(f"R307: {url}: {host} takes no connection on port {port} ({reason}). Try again later.")

    @classmethod
    def no_trust(cls, url: str, reason: str) -> Self:
        """A host that could not show who it is."""
        return cls(f"R308: {url}: the host could not prove who it is ({reason}). Nothing was read from it.")

    @classmethod
    def too_slow(cls, url: str, seconds: float, pause: float) -> Self:
        """An answer that does not come, or does not end."""
        return cls(
            f"R309: {url}: the answer was not there in {seconds:g} seconds, or none of it for {pause:g}. "
            "Try again later, or save the page and give the file."
        )

    @classmethod
    def long_header(cls, url: str, most: int) -> Self:
        """An answer that never comes to the point."""
        return cls(f"R310: {url}: sends a header of more than {most:,} bytes, which no news page has.")

    @classmethod
    def too_large(cls, url: str, most: int) -> Self:
        """More than a page can be."""
        return cls(f"R311: {url}: sends more than {most:,} bytes. Save it, and give the file.")

    @classmethod
    def unpacks_to_more(cls, url: str, most: int) -> Self:
        """A small answer that unpacks to a large one."""
        return cls(f"R312: {url}: unpacks to more than {most:,} bytes, which no news page is.")

    @classmethod
    def broken(cls, url: str, reason: str) -> Self:
        """An answer that is not whole."""
        return cls(f"R313: {url}: the answer is broken: {reason}. Try again later.")

    @classmethod
    def unknown_coding(cls, url: str, coding: str) -> Self:
        """A packing that was not asked for."""
        return cls(f"R314: {url}: is packed as {coding[:40]!r}, though gzip or deflate was asked for.")

    @classmethod
    def too_many_redirects(cls, url: str, most: int) -> Self:
        """An address that leads on and on."""
        return cls(f"R315: {url}: leads on more than {most} times. Give the address that it ends at.")

    @classmethod
    def loop(cls, url: str, again: str) -> Self:
        """An address that leads back to where it was."""
        return cls(f"R316: {url}: leads in a circle, back to {again}. Give the address of the page itself.")

    @classmethod
    def status(cls, url: str, status: int, retry_after: float | None) -> Self:
        """An answer that says no."""
        when = "later" if retry_after is None else f"in {retry_after:.0f} seconds"
        passing = status in (408, 425, 429) or status >= 500
        advice = f"Try again {when}." if passing else "Look at the address."
        return cls(f"R317: {url}: the host answers {status}. {advice}")

    @classmethod
    def robots(cls, url: str) -> Self:
        """A page that its site asks programs to leave alone."""
        return cls(f"R318: {url}: the site's robots.txt asks programs not to read this. It was left alone.")


class StoreError(RetellError):
    """An archive that cannot do what was asked of it."""

    @classmethod
    def locked(cls, where: str) -> Self:
        """Another process is writing and does not finish."""
        return cls(
            f"R402: {where}: another program is writing to this archive. Try again when it is done; "
            "reading goes on meanwhile."
        )

    @classmethod
    def full(cls, where: str) -> Self:
        """The disk took no more."""
        return cls(
            f"R406: {where}: the disk is full. Nothing of this batch was kept, all before it was. "
            "Make room, and run the same command again."
        )

    @classmethod
    def damaged(cls, where: str, reason: str) -> Self:
        """A database that fails to read."""
        return cls(
            f"R407: {where}: the archive cannot be read or written ({reason}). Restore it from a backup."
        )

    @classmethod
    def other_settings(cls, where: str) -> Self:
        """Keys made with other settings than those of now."""
        return cls(
            f"R410: {where}: its keys were made with other settings. Export it, and add it to a new archive."
        )

    @classmethod
    def moved_on(cls, where: str) -> Self:
        """Others wrote again and again while something was worked out."""
        return cls(f"R411: {where}: others keep writing to this archive. Try again when they are done.")


class StoreAddressError(StoreError):
    """An archive that is not there, or is none."""

    exit_status = 2

    @classmethod
    def missing(cls, where: str) -> Self:
        """Nothing at this place."""
        return cls(
            f"R401: {where}: there is no archive. Make one with: retell archive add PATH… --archive {where}."
        )

    @classmethod
    def newer(cls, where: str, schema: str) -> Self:
        """An archive that a later version wrote."""
        return cls(
            f"R403: {where}: was written by a newer version of Retell (schema {schema}). Upgrade with: "
            "pip install --upgrade retell."
        )

    @classmethod
    def not_an_archive(cls, where: str) -> Self:
        """A file or database of something else."""
        return cls(f"R404: {where}: is not a Retell archive. Give the path of one, or of a new file.")

    @classmethod
    def unknown(cls, address: str) -> Self:
        """An address of no known kind."""
        return cls(
            f"R408: {address}: is no address of an archive. Give a path, sqlite:///path, or "
            "postgresql://user@host/database."
        )

    @classmethod
    def no_driver(cls, where: str) -> Self:
        """PostgreSQL without its library."""
        return cls(f"R409: {where}: this needs psycopg. Install it with: pip install 'retell[postgres]'.")

    @classmethod
    def no_such_document(cls, where: str, id: str) -> Self:
        """An id that the archive does not have."""
        return cls(f"R412: {where}: has no document {id}. Look for it with: retell archive show.")

    @classmethod
    def not_permitted(cls, where: str, reason: str) -> Self:
        """A file that this user may not write."""
        return cls(
            f"R415: {where}: the archive cannot be opened ({reason}). Give a place this user may write to."
        )

    @classmethod
    def not_an_export(cls, where: str) -> Self:
        """A folder that no export wrote, or one that is damaged."""
        return cls(f"R416: {where}: is no exported archive. Give a folder that retell archive export wrote.")

    @classmethod
    def no_page(cls, cursor: str) -> Self:
        """A place in a list that no list gave."""
        return cls(
            f"R413: {cursor[:80]}: is no place in a list. Give the one that came with the page before."
        )

    @classmethod
    def no_time(cls, given: str) -> Self:
        """A bound that is no time."""
        return cls(f"R414: {given[:80]}: is no time. Write it as 2026-03-01 or 2026-03-01T08:30:00Z.")


class StoreServerError(StoreError):
    """A server that does not answer."""

    exit_status = 4

    @classmethod
    def unreachable(cls, where: str, reason: str) -> Self:
        """No connection, or no permission."""
        return cls(
            f"R405: {where}: the server cannot be used ({reason}). Look at the address, and if it runs."
        )


class InternalError(RetellError):
    """A fault of Retell's own."""

    @classmethod
    def unexpected(cls, kind: str, reason: str) -> Self:
        """Something that should not happen did."""
        return cls(
            f"R501: internal error: {kind}: {reason}. Run again with --debug, and report what it prints."
        )
