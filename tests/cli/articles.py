"""A report, a copy of it with three changes, and a report of something else; and what a run gives."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SOURCE = """\
The ferry left Arholm at noon with 214 people on board, the harbour master said on Monday.

“We saw smoke from the second deck,” said Runa Lysgaard, who was waiting on the quay.

Two crew members were taken to hospital, and the owner may face a fine of 40,000 crowns.

The fire was put out within an hour. Divers will inspect the hull on Thursday.
"""
COPY = """\
The ferry left Arholm at noon with 241 people on board, the harbour master said on Monday.

“We saw flames from the second deck,” said Runa Lysgaard, who was waiting on the quay.

Two crew members were taken to hospital, and the owner will face a fine of 40,000 crowns.

The fire was put out within an hour. Divers will inspect the hull on Thursday.
"""
OTHER = """\
Pears from the upper valley fetched a record price at the autumn market in Stolm.

Growers blamed a late frost for the small harvest, and buyers from three counties outbid each other.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run of the command came to."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Retell = Callable[..., Outcome]
Write = Callable[[str, str | bytes], Path]
