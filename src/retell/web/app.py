"""The service as an ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Scope

from retell import __version__
from retell.errors import RetellError
from retell.report.to_html import TEMPLATES
from retell.web import api, pages
from retell.web.guard import Door, Guard
from retell.web.jobs import Jobs
from retell.web.measure import Measure
from retell.web.page import STATIC, page
from retell.web.problem import ProblemError, problem_of
from retell.web.service import Service
from retell.web.work import sorts

_PROGRAMS = {
    "report.css": TEMPLATES / "style.css",
    "comparison.js": TEMPLATES / "comparison.js",
    "site.css": STATIC / "site.css",
    "keeper.js": STATIC / "keeper.js",
    "job.js": STATIC / "job.js",
}
_MEDIA = {".css": "text/css", ".js": "text/javascript"}
_log = structlog.get_logger("retell.web")


def application(service: Service, door: Door, folder: Path) -> FastAPI:
    """The pages and the API over an archive; inputs of jobs wait in `folder`."""
    jobs = Jobs(service.store, folder, sorts(service), service.limits.jobs)
    app = FastAPI(
        title="Retell",
        version=__version__,
        summary="Traces a news story through its copies.",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=_life(jobs),
    )
    app.state.service, app.state.jobs, app.state.door = service, jobs, door
    app.include_router(api.router)
    app.include_router(pages.router, include_in_schema=False)
    _add_health(app, service)
    _add_static(app)
    app.add_exception_handler(ProblemError, _answered)
    app.add_exception_handler(RetellError, _answered)
    app.add_exception_handler(HTTPException, _answered)
    app.add_exception_handler(RequestValidationError, _answered)
    app.add_exception_handler(Exception, _answered)
    registry = CollectorRegistry()
    _add_metrics(app, registry)
    app.add_middleware(Measure, registry=registry)
    app.add_middleware(Guard, door=door, refused=_refused)
    return app


def _life(jobs: Jobs) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        jobs.start()
        try:
            yield
        finally:
            jobs.stop()

    return life


def _refused(scope: Scope, problem: ProblemError) -> ASGIApp:
    return _told(Request(scope), problem)


async def _answered(request: Request, error: Exception) -> Response:
    """An error as a page or as a problem; what the door found wrong with a body comes before all else."""
    return _told(request, request.scope.get("retell.problem") or _problem(request, error))


def _problem(request: Request, error: Exception) -> ProblemError:
    if isinstance(error, ProblemError):
        return error
    if isinstance(error, RetellError):
        return problem_of(error)
    if isinstance(error, RequestValidationError):
        told = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()[:5])
        return ProblemError(422, told)
    if isinstance(error, HTTPException):
        told = (
            f"There is nothing at {request.url.path[:200]}."
            if error.status_code == 404
            else str(error.detail)
        )
        return ProblemError(error.status_code, told, headers=dict(error.headers or {}))
    _log.error("request failed", path=request.url.path, exc_info=error)
    return ProblemError(500, "Something went wrong here. It is in the log of the service.", code="R501")


def _told(request: Request, problem: ProblemError) -> Response:
    path = request.url.path
    if path.startswith("/api/") or path.endswith(".json"):
        return problem.as_json(path)
    if problem.status == 401 and request.method == "GET":
        return page(request, "login.html.j2", 401, next=path)
    made = page(request, "problem.html.j2", problem.status, title=problem.title, detail=problem.detail)
    made.headers.update(problem.headers)
    return made


def _add_static(app: FastAPI) -> None:
    @app.get("/static/{name}", include_in_schema=False)
    def static(name: str) -> FileResponse:
        if name not in _PROGRAMS:
            raise ProblemError(404, "There is no such file.")
        path = _PROGRAMS[name]
        return FileResponse(path, media_type=_MEDIA[path.suffix], headers={"cache-control": "no-cache"})


def _add_health(app: FastAPI, service: Service) -> None:
    @app.get("/healthz", include_in_schema=False)
    def healthy() -> PlainTextResponse:
        return PlainTextResponse("ok\n")

    @app.get("/readyz", include_in_schema=False)
    def ready() -> PlainTextResponse:
        try:
            service.store.stats()
        except RetellError as error:
            return PlainTextResponse(f"{error}\n", 503)
        return PlainTextResponse("ok\n")


def _add_metrics(app: FastAPI, registry: CollectorRegistry) -> None:
    @app.get("/metrics", include_in_schema=False)
    def metrics() -> Response:
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
