from __future__ import annotations

import pickle
import signal
import subprocess
import sys
from types import MappingProxyType

from retell.document.model import Document
from retell.engines.local import LocalEngine

INTERRUPTED = """
import sys, time
from retell.engines.local import LocalEngine

def nap(n: int) -> int:
    time.sleep(0.05)
    return n

if __name__ == "__main__":
    for n in LocalEngine(workers=2).map(nap, range(100_000)):
        if n == 3:
            print("under way", flush=True)
"""


def test_an_interrupt_ends_the_run_at_once_and_only_here() -> None:
    run = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert run.stdout is not None
    assert run.stdout.readline() == "under way\n"
    run.send_signal(signal.SIGINT)
    _, said = run.communicate(timeout=60)
    assert run.returncode != 0
    assert said.count("KeyboardInterrupt") == 1


def test_a_document_with_other_fields_can_be_sent_to_a_worker() -> None:
    document = Document(id="a", text="b", extra=MappingProxyType({"desk": "court"}))
    again = pickle.loads(pickle.dumps(document))
    assert again == document
    assert again.extra["desk"] == "court"


def test_few_items_start_no_process() -> None:
    engine = LocalEngine(workers=4)
    assert list(engine.map(lambda n: n + 1, [1, 2])) == [2, 3]


def test_documents_given_twice_count_once() -> None:
    document = Document(id="a", text="The ferry Maren sank off Tarvik harbour on Tuesday night.")
    assert LocalEngine(workers=1).families([document, document]).families == ()


def test_a_run_tells_how_far_it_is_and_counts_what_it_did() -> None:
    text = "The ferry Maren sank off Tarvik harbour on Tuesday night after striking a rock near the old pier."
    told: list[tuple[str, int, int]] = []
    engine = LocalEngine(workers=1, progress=lambda *now: told.append(now))
    documents = [Document(id=id, text=text + more) for id, more in (("a", ""), ("b", " Again."), ("c", ""))]
    counts = engine.families(documents).counts
    assert (counts.documents, counts.twins, counts.families) == (3, 1, 1)
    assert ("keys", 3, 3) in told
    assert list(engine.map(abs, [1, -2])) == [1, 2]
    assert told[-1] == ("items", 2, 2)
