"""Long work done behind the scenes, kept in the archive so that a restart loses none of it.

A job is a record. Its input lies in a file beside, since a record is small. One thread takes jobs in the
order they came. A job that was under way when the service ended begins again: adding the same documents
twice adds them once, and settling families twice gives the same families, so nothing is done double.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import structlog

from retell.errors import RetellError
from retell.store import Record, Store

KIND = "job"
_IDLE_SECONDS = 30.0
_log = structlog.get_logger("retell.jobs")


class State(StrEnum):
    """How far a job is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_final(self) -> bool:
        """Whether nothing more will happen."""
        return self not in (State.QUEUED, State.RUNNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Work to be done: what sort, how far (`done` of `total` in a `stage`), and what came of it."""

    id: str
    sort: str
    state: State = State.QUEUED
    stage: str = ""
    done: int = 0
    total: int = 0
    result: Mapping[str, object] = field(default_factory=dict)
    error: str = ""
    created: str = ""
    finished: str = ""

    def as_body(self) -> dict[str, object]:
        """What is kept of it, and told of it."""
        return {
            "sort": self.sort,
            "state": self.state.value,
            "stage": self.stage,
            "done": self.done,
            "total": self.total,
            "result": dict(self.result),
            "error": self.error,
            "created": self.created,
            "finished": self.finished,
        }


Told = Callable[[str, int, int], None]
"""Called with a stage, how much of it is done and how much there is (0: not known)."""

Work = Callable[[Path | None, Told], Mapping[str, object]]
"""A sort of job: its input file (if it has one) and whom to tell → its result."""


class CancelledError(Exception):
    """Raised inside work whose job was cancelled."""


class Jobs:
    """The queue and the one thread that works it off; of finished jobs the last `most` are kept."""

    def __init__(self, store: Store, folder: Path, sorts: Mapping[str, Work], most: int) -> None:
        self._store = store
        self._folder = folder
        self._sorts = sorts
        self._most = most
        self._woken = threading.Event()
        self._ended = threading.Event()
        self._cancelled: set[str] = set()
        self._live: dict[str, Job] = {}
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to work; jobs that an earlier run left under way are first. One thread works, no more."""
        if self._thread and self._thread.is_alive():
            return
        self._ended.clear()
        self._thread = threading.Thread(target=self._work, name="retell-jobs", daemon=True)
        self._thread.start()

    def stop(self, seconds: float = 10.0) -> None:
        """End after the step under way; what is not done begins again at the next start."""
        self._ended.set()
        self._woken.set()
        if self._thread:
            self._thread.join(seconds)

    def place(self) -> Path:
        """Where the input of a new job may be written; hand it to `add` once it is whole."""
        self._folder.mkdir(parents=True, exist_ok=True)
        return self._folder / f"{secrets.token_hex(12)}.part"

    def add(self, sort: str, written: Path | None = None) -> Job:
        """A new job at the end of the queue; kept before this returns."""
        job = Job(id=f"{_now()}-{secrets.token_hex(4)}".replace(":", ""), sort=sort, created=_now())
        if written:
            written.replace(self._input(job.id))
        self._keep(job)
        self._woken.set()
        return job

    def get(self, id: str) -> Job | None:
        """One job, as it is now."""
        live = self._live.get(id)
        if live:
            return live
        record = self._store.record(KIND, id)
        return _job(record) if record else None

    def all(self) -> Iterator[Job]:
        """Every job that is kept, in the order they came."""
        after: str | None = ""
        while after is not None:
            page = self._store.records(KIND, after=after)
            yield from (self._live.get(record.id) or _job(record) for record in page.items)
            after = page.next

    def cancel(self, id: str) -> bool:
        """Ask a job to end; False where it is over or unknown."""
        job = self.get(id)
        if job is None or job.state.is_final:
            return False
        self._cancelled.add(id)
        self._woken.set()
        return True

    def _work(self) -> None:
        while not self._ended.is_set():
            self._woken.clear()
            every = list(self.all())
            self._forget([job for job in every if job.state.is_final])
            waiting = [job for job in every if not job.state.is_final]
            for job in waiting:
                if self._ended.is_set():
                    return
                self._run(job)
            if not waiting:
                self._woken.wait(_IDLE_SECONDS)

    def _forget(self, over: Sequence[Job]) -> None:
        """Let go of the oldest finished jobs."""
        for job in over[: max(0, len(over) - self._most)]:
            self._store.put([Record(kind=KIND, id=job.id, body=None)])

    def _run(self, job: Job) -> None:
        path = self._input(job.id)
        started = replace(job, state=State.RUNNING, error="")
        try:
            self._keep(started)
            result = self._sorts[job.sort](path if path.exists() else None, self._teller(started))
            ended = replace(self._live[job.id], state=State.DONE, result=result)
        except CancelledError:
            if job.id not in self._cancelled:
                return  # the service stops: the job stays under way and begins again
            ended = replace(started, state=State.CANCELLED)
        except RetellError as error:
            ended = replace(started, state=State.FAILED, error=str(error))
        except Exception as error:  # a fault in one job must not end the queue
            _log.exception("job failed", job=job.id, sort=job.sort)
            ended = replace(started, state=State.FAILED, error=f"R501: {type(error).__name__}: {error}")
        self._keep(replace(ended, finished=_now()))
        path.unlink(missing_ok=True)
        self._live.pop(job.id, None)
        self._cancelled.discard(job.id)
        _log.info("job ended", job=job.id, sort=job.sort, state=ended.state.value)

    def _teller(self, job: Job) -> Told:
        """What work tells its progress to; it raises where the work is to end."""

        def told(stage: str, done: int, total: int) -> None:
            if self._ended.is_set() or job.id in self._cancelled:
                raise CancelledError
            self._live[job.id] = replace(job, stage=stage, done=done, total=total)

        return told

    def _keep(self, job: Job) -> None:
        self._live[job.id] = job
        self._store.put([Record(kind=KIND, id=job.id, body=job.as_body(), at=job.created)])

    def _input(self, id: str) -> Path:
        return self._folder / f"{id}.input"


def _job(record: Record) -> Job:
    body = record.body or {}
    result = body.get("result")
    return Job(
        id=record.id,
        sort=str(body.get("sort", "")),
        state=State(str(body.get("state", State.FAILED))),
        stage=str(body.get("stage", "")),
        done=_whole(body.get("done")),
        total=_whole(body.get("total")),
        result=result if isinstance(result, Mapping) else {},
        error=str(body.get("error", "")),
        created=str(body.get("created", "")),
        finished=str(body.get("finished", "")),
    )


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
