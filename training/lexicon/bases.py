"""Write src/retell/changes/readings/vocabulary/term_bases.py anew, after words were added to `terms`.

python training/lexicon/bases.py
"""

from __future__ import annotations

import textwrap
from pathlib import Path

from retell.changes.readings.vocabulary import terms
from retell.models import lexicon

FILE = Path(terms.__file__).with_name("term_bases.py")


def main() -> None:
    """Replace the table between its quotes; the rest of the module stays."""
    words = sorted({word for table in (terms._FIELDS, terms._SCALES) for word in table.split()} - {"|"})
    entries = [word if lexicon.base(word) == word else f"{word}:{lexicon.base(word)}" for word in words]
    indent = " " * 4
    table = textwrap.fill(
        " ".join(entries),
        width=104,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    before, _, rest = FILE.read_text("utf-8").partition('_BASES = """\n')
    after = rest[rest.index('"""') :]
    FILE.write_text(f'{before}_BASES = """\n{table}\n{after}', encoding="utf-8")


if __name__ == "__main__":
    main()
