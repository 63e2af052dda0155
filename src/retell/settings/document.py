"""How documents are read."""

from __future__ import annotations

from retell.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSettings:
    """Reading."""

    largest_file: int = 64 * 1024 * 1024
    """Bytes. A news page is a few hundred kilobytes; past this a file is refused by name, not read by
    half."""

    article_line: int = 6
    """Words and marks in the longest line of a page that has an article: menu labels have one to four."""

    largest_feed: int = 4 * 1024 * 1024
    """Bytes of RSS or Atom: feeds rarely reach one megabyte, and one made to be slow takes a second for every
    40 kilobytes."""

    feed_content: int = 40
    """Words from which the content of a feed's item is an article: less is a teaser under the name of one."""

    feed_description: int = 120
    """Words from which the description of a feed's item is: summaries run to 20 to 60, and a whole report
    that stands there is longer."""

    detection_bytes: int = 256 * 1024
    """Bytes an encoding is guessed from. A guess settles within a few kilobytes; the rest is only decoded by
    it."""

    utf8_slips: float = 0.1
    """Broken sequences per whole one up to which a file counts as damaged UTF-8, not as another encoding."""

    english_words: float = 0.18
    """Share of English function words from which a text is English without asking further: running English
    has 0.35 to 0.5, and the same words in Dutch, German, French, Spanish and Italian news stay below 0.1."""

    fewest_letters: int = 40
    """Letters below which the language of a text in Latin script is not guessed."""

    caption_repeat: float = 0.5
    """Share of a lone paragraph's content words that one stretch of the body must say again for a caption."""

    caption_words: int = 40
    """Words past which a paragraph is no caption; published captions rarely pass 35."""

    caption_least: int = 6
    """Content words below which a paragraph repeats others by accident."""

    caption_share: float = 0.12
    """Share of a document's lines past which captions without a mark are not believed: it is told in the
    present."""

    caption_lines: int = 1000
    """Lines past which a file is no article, and captions are not looked for among its paragraphs."""

    head_lines: int = 12
    """Lines of words at the top among which a dateline or byline is looked for; pages put at most this
    above."""

    title_words: int = 22
    """Words past which a first line is no headline; headlines in news corpora stay below 20."""

    wrapped_lines: float = 0.3
    """Share of line ends that fall in mid-sentence from which a text counts as hard-wrapped. Paragraph lines
    give 0.00 to 0.05, wrapped wire copy 0.6 and more."""

    wrapped_least: int = 3
    """Line ends between two lines of words below which nothing is said about wrapping."""

    wrapped_width: int = 100
    """Characters; longer lines are paragraphs. Wire copy is wrapped at 60 to 80, mail at 72 to 78."""
