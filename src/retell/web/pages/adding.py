"""Articles added through a page, and the work that follows."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from retell.web.jobs import Jobs
from retell.web.page import page
from retell.web.problem import ProblemError
from retell.web.request import in_thread, job_of, jobs_of
from retell.web.told import answer, job_told
from retell.web.work import header

router = APIRouter()
_SHOWN = 20


@router.get("/upload")
def upload_form(request: Request) -> Response:
    """Articles to be added, and the work under way."""
    jobs = list(jobs_of(request).all())[::-1][:_SHOWN]
    return page(request, "upload.html.j2", jobs=jobs, data_address="/upload.json")


@router.get("/upload.json")
def work_data(request: Request) -> Response:
    """The work done and under way, as JSON."""
    jobs = list(jobs_of(request).all())[::-1][:_SHOWN]
    return answer(request, {"items": [job_told(job) for job in jobs]})


@router.post("/upload")
async def upload(request: Request) -> Response:
    """A file of articles, added behind the scenes."""
    jobs = jobs_of(request)
    async with request.form(max_files=1, max_fields=2) as form:
        file = form.get("file")
        if file is None or isinstance(file, str) or not file.filename:
            raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, "Choose a file to add.")
        written = jobs.place()
        with written.open("wb") as out:
            out.write(header(file.filename))
            while part := await file.read(2**20):
                out.write(part)
    return await in_thread(_added, jobs, written)


def _added(jobs: Jobs, written: Path) -> Response:
    job = jobs.add("add", written)
    return RedirectResponse(f"/jobs/{job.id}", HTTPStatus.SEE_OTHER)


@router.get("/jobs/{id}.json")
def job_data(request: Request, id: str) -> Response:
    """A job, as JSON."""
    return answer(request, {"id": id, **job_of(request, id).as_body()})


@router.get("/jobs/{id}")
def job(request: Request, id: str) -> Response:
    """How far a job is."""
    found = job_of(request, id)
    return page(request, "job.html.j2", job=found, programs=("job.js",), data_address=f"/jobs/{id}.json")


@router.post("/jobs/{id}/cancel")
def cancel(request: Request, id: str) -> Response:
    """End a job that is not done."""
    job_of(request, id)
    jobs_of(request).cancel(id)
    return RedirectResponse(f"/jobs/{id}", HTTPStatus.SEE_OTHER)
