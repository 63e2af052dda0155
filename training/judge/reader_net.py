"""The net that reads both sentences: an encoder, a head, and what holds states against definitions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import nn
from torch.nn import functional

from retell.models import reader

SOURCES = tuple("etpc wordnet spun pan_madnani msrp vitaminc sick stsb trip written story whole".split())
"""Where edits come from; each source has a start of its own, which does not ship."""
DIMENSIONS = 192
"""Of a definition and of a state held against it, while they are learned."""


class Net(nn.Module):  # type: ignore[misc]
    """The encoder, the head, and what holds a word's state against definitions."""

    def __init__(self, encoder: Any) -> None:
        super().__init__()
        self.enc = encoder
        self.pc, self.pg = nn.Linear(384, DIMENSIONS), nn.Linear(384, DIMENSIONS)
        nn.init.orthogonal_(self.pc.weight)
        self.pg.load_state_dict(self.pc.state_dict())
        self.scale, self.prior = nn.Parameter(torch.tensor(12.0)), nn.Parameter(torch.tensor(0.5))
        self.void = nn.Parameter(torch.randn(2, 384) * 0.3)
        self.norm, self.drop = nn.LayerNorm(384), nn.Dropout(0.15)
        self.h1, self.h2 = nn.Linear(384 * 5, 192), nn.Linear(192, 2)
        self.bias = nn.Embedding(len(SOURCES), 2)
        nn.init.zeros_(self.bias.weight)

    def forward(self, ids: Any, mask: Any, types: Any, of: Any, sides: Any) -> tuple[Any, Any, Any]:
        """Log odds of harm and gravity, float[edits, 2], and the states of both sides, float[edits, 384]."""
        read = self.enc(input_ids=ids, attention_mask=mask, token_type_ids=types).last_hidden_state
        states = read.float()[of]
        left, right = (self._mean(sides[side], states, self.void[side]) for side in (0, 1))
        a, b, whole = self.norm(left), self.norm(right), self.norm(states[:, 0])
        seen = torch.cat([(a - b).abs(), a * b, a, b, whole], -1)
        odds = self.h2(self.drop(functional.gelu(self.h1(self.drop(seen)))))
        return odds, left, right

    def _mean(self, side: Any, states: Any, void: Any) -> Any:
        return (side[:, :, None] * states).sum(1) + (side.sum(1, keepdim=True) == 0).float() * void


@dataclass(frozen=True, slots=True)
class Glosses:
    """Definitions of synsets as the encoder first told them, and their rows."""

    vectors: torch.Tensor
    rows: dict[int, int]

    def meant(self, word: str) -> list[tuple[int, float]]:
        """The rows of a word's senses, each with the log of how usual it is."""
        return [(self.rows[synset], usual) for synset, usual in reader.meant(word.lower())]
