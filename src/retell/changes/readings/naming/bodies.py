"""Names of bodies that lost or gained a word within: "Ministry of Foreign Trade", "Ministry of Trade"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retell.changes.edits import Edit, Op
from retell.changes.readings.naming.gazetteer import TITLES
from retell.changes.readings.naming.kinship import Kinship, kinship, same_seat
from retell.changes.readings.naming.names import NEVER, Name, plain
from retell.models import lexicon, paraphrases
from retell.text.tokens import Token

_JOINTS = frozenset("of for".split())


def thinned(words: Sequence[Token], others: Sequence[Token], run: range, here: int) -> bool:
    """Whether one capital word between "X of" and "Y" is all that `others` leaves out, at its index `here`.

    What goes from an end of a name is how news tells it again; what goes from within makes another body.
    """
    at = run.start
    if len(run) != 1 or not 2 <= at < len(words) - 1 or not 2 <= here < len(others):
        return False
    inside = words[at - 1].key in _JOINTS and all(_is_capital(words[i]) for i in (at - 2, at, at + 1))
    kept = [words[i].text for i in (at - 2, at - 1, at + 1)]
    return inside and kept == [others[i].text for i in (here - 2, here - 1, here)]


def _is_capital(token: Token) -> bool:
    return token.is_word and token.text[0].isupper()


def thinnings(
    edits: Sequence[Edit], left: Sequence[Token], right: Sequence[Token]
) -> Iterator[tuple[range, range]]:
    """The names of bodies that one side tells with a word less within: the tokens of each side."""
    for edit in edits:
        i, j = edit.left.start, edit.right.start
        if edit.op is Op.REMOVE and thinned(left, right, edit.left, j):
            yield range(i - 2, i + 2), range(j - 2, j + 1)
        if edit.op is Op.INSERT and thinned(right, left, edit.right, i):
            yield range(i - 2, i + 1), range(j - 2, j + 2)


BODIES = frozenset(
    """ministry department office agency bureau commission authority service council board committee
    administration government party union club company corporation group bank university college school
    court police state states""".split()
)
"""Words for bodies that news puts one for another in a name: "Foreign Office", "Foreign Ministry"."""


def told_as_body(words: Sequence[Token], name: Name, others: Sequence[Token]) -> bool:
    """Whether a name only leads in a body that the other side calls by its noun: "Police"."""
    there = {token.key for token in others}
    at = name.at
    while at < len(words) and at - name.at < _LONGEST_BODY and _goes_on(words[at]):
        if at >= name.at and words[at].key in BODIES and words[at].is_capitalised and words[at].key in there:
            return True
        at += 1
    return False


_LONGEST_BODY = 7
"""Words of the name of a body that are looked at for the noun it ends in."""


def _goes_on(token: Token) -> bool:
    return token.is_capitalised or token.key in ("of", "and", "the", "for", "'s", "&")


_BODIES_AND_TITLES, _NO_NAMES = BODIES | TITLES, TITLES | NEVER


def interchangeable(mine: Sequence[str], its: Sequence[str]) -> bool:
    """Whether the words that differ are bodies of one sort, or titles."""
    words = {*mine, *its}
    return words <= _BODIES_AND_TITLES or any(
        plain(one)[:4] == plain(other)[:4] for one in mine for other in its
    )


def is_new_body(source: Sequence[Token], keys: Sequence[str], known: Sequence[Name]) -> bool:
    """Whether a name and a common noun of the source were made one name that the source does not know."""
    own = set(keys) - {"the"}
    if [key for token in source if (key := plain(token.text)) != "the"] == [
        key for key in keys if key != "the"
    ]:
        return False  # "Tarn town hall" gained capitals and no more
    written = {plain(token.text) for token in source}
    mixed = any(token.text[0].isupper() for token in source) and any(
        token.text[0].islower() for token in source
    )
    return len(own) > 1 and own <= written and mixed and not any(own <= set(name.keys) for name in known)


def is_person(word: str) -> bool:
    """Whether the word is a title or a kind of person: "Rhodes scholar" and "Rhodes Scholar" say the same."""
    persons = 18
    return word in TITLES or persons in lexicon.topics(word) or lexicon.usual_part(word) != "n"


def belongs(token: Token, keys: Sequence[str]) -> bool:
    """Whether a token is part of a name of those words."""
    return plain(token.text) in keys or token.key in ("'s", "s", "'")


def is_other_word(one: Token, other: Token) -> bool:
    """Whether two capital words belong to two names: no slip, form, seat or word of like meaning."""
    if not (one.text[0].isupper() and other.text[0].isupper() and min(len(one.key), len(other.key)) > 2):
        return False
    here, there = (Name(span=token.span, keys=(plain(token.text),), at=0, stop=1) for token in (one, other))
    if kinship(here, there) is not Kinship.OTHER or same_seat(here.joined, there.joined):
        return False
    if not _NO_NAMES.isdisjoint((one.key, other.key)) or one.text.isupper() or other.text.isupper():
        return False
    return not lexicon.relations(one.key, other.key) and one.key[:4] != other.key[:4]


def told_otherwise(mine: Sequence[str], its: Sequence[str]) -> bool:
    """Whether two names differ in common nouns alone that stand for each other: "Port of", "Harbor of"."""
    one = [key for key in mine if key not in its]
    other = [key for key in its if key not in mine]
    if not 0 < len(one) == len(other) < len(mine):
        return False
    return all(
        lexicon.usual_part(a) == lexicon.usual_part(b) == "n" and paraphrases.known(a, b) == 1.0
        for a, b in zip(one, other, strict=True)
    )


def is_put_otherwise(left: Name, right: Name) -> bool:
    """Whether the word that two names differ in belongs to the name: "Kell Lane", and not "Port of Kell"."""
    if not told_otherwise(left.keys, right.keys):
        return False
    return left.keys[0] == right.keys[0] or left.keys[-1] != right.keys[-1]


_SHORTHAND = frozenset(
    """mp mps mep meps msp msps pm pms pc pcs tv tvs cv cvs id ids ceo ceos cfo cfos coo coos cto ctos vp vps
    phd phds md mds gp gps qc qcs kc kcs dj djs vip vips cctv dna rna hiv aids gps gdp ev evs suv suvs suvs
    rv rvs atm atms pdf pdfs usb usbs url urls sms sim app it ai ngo ngos ufo ufos dvd dvds cd cds led leds
    lgv lgvs hgv hgvs pow pows ied ieds pin pins faq faqs ipo ipos""".split()
)
"""Initials that stand for a common noun, and name nobody."""


def is_shorthand(keys: Sequence[str]) -> bool:
    """Whether a name is nothing but initials of a common noun: "MPs", "PC"."""
    return all(key in _SHORTHAND for key in keys)
