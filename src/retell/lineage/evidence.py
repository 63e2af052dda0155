"""What the clues to who copied whom may look at."""

from __future__ import annotations

from retell.document.model import Document
from retell.lineage.account import Account
from retell.lineage.differences import Differences, differences
from retell.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Two related documents, as accounts, and what differs between their words."""

    left: Account
    right: Account
    differences: Differences

    @property
    def documents(self) -> tuple[Document, Document]:
        """The two documents, left and right."""
        return self.left.document, self.right.document

    @property
    def is_english(self) -> bool:
        """Whether both documents may be English: what is known of words is known of English ones."""
        return all(document.language in (None, "en") for document in self.documents)


def evidence(left: Account, right: Account) -> Evidence:
    """The evidence of a pair."""
    return Evidence(left=left, right=right, differences=differences(left, right))
