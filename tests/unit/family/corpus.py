"""Texts for tests of the family stage: invented, of every alphabet, with copies among them."""

from __future__ import annotations

import random

from hypothesis import strategies as st

FERRY = (
    "The ferry Maren sank off Tarvik harbour on Tuesday night after striking a submerged rock, "
    'the coast guard said. "Forty-one passengers were brought ashore by fishing boats, and 2 deckhands are '
    'still missing," it added. Captain Ilse Brandvold told investigators that the radar had failed an hour '
    "before the collision, which cost 1,250.5 million crowns."
)
COURT = (
    "A court in Pellworm ordered the brewery to pay nine million crowns to farmers "
    "whose wells were poisoned. Judge Anton Kreel said the directors had known of the leak since spring and "
    "had told nobody. The brewery will appeal, according to its lawyer, who called the ruling a gift."
)
ODD = (
    "",
    " ",
    "a",
    "Паром «Марен» затонул у берега Тарвика во вторник ночью, сообщила береговая охрана города Осло.",
    "渡轮周二晚间在港口外沉没造成至少十二人失踪救援人员仍在海上搜寻幸存者 2024",
    "फेरी मारेन मंगलवार रात डूब गई क़ानून",
    "Το πλοίο Μάρεν βυθίστηκε στο λιμάνι της Αθήνας",
    "L’été, Éric a été élu à Orléans — “déjà vu”, dit-il à l’Élysée; ½ €5",
    "x" * 300 + " " + "é" * 70,
    "\ud800 \x0eodd \U0001d400 😀 ﬁne 한국 각",
)


def prose(seed: int, words: int) -> str:
    """Words of a small language, some of them names and figures, in sentences."""
    chance = random.Random(seed)
    stems = ["tar", "mel", "sov", "quin", "har", "bren", "osk", "ulf", "dray", "pell"]
    ends = ["", "ock", "ire", "dan", "tel", "ing", "s", "ed", "worm", "vik"]
    said = []
    for number in range(words):
        word = chance.choice(stems) + chance.choice(ends) + (chance.choice(ends) if number % 3 else "")
        if number % 11 == 0:
            word = word.capitalize()
        if number % 17 == 3:
            word = f"{chance.randrange(3000):,}"
        said.append(word + (". " if number % 13 == 12 else " ") + ("the " if number % 4 == 0 else ""))
    return "".join(said)


def edited(text: str, seed: int, share: float) -> str:
    """Some of the words replaced by others."""
    chance = random.Random(seed)
    words = text.split(" ")
    return " ".join(f"new{chance.randrange(99)}" if chance.random() < share else word for word in words)


def family(seed: int) -> list[str]:
    """A text and copies of it, an excerpt, and a stranger."""
    one, other = prose(seed, 180), prose(seed + 1000, 150)
    return [
        one,
        edited(one, seed, 0.05),
        edited(one, seed + 1, 0.25),
        one[: len(one) // 2],
        other[:400] + one[300:700] + other[400:],
        other,
    ]


texts = st.lists(
    st.one_of(
        st.text(max_size=80),
        st.integers(0, 50).map(lambda seed: prose(seed, seed)),
        st.sampled_from(ODD),
        st.sampled_from((FERRY, COURT, FERRY.upper())),
    ),
    min_size=1,
    max_size=6,
)
