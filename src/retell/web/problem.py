"""Errors as a visitor gets them: a page, or `application/problem+json` (RFC 9457) from the API."""

from __future__ import annotations

import json
from http import HTTPStatus

from starlette.responses import Response

from retell.errors import InputError, RetellError, StoreError, StoreServerError, UsageError

PROBLEM = "application/problem+json"
_NOT_FOUND = frozenset({"R412", "R202"})
_BUSY = frozenset({"R402", "R411"})


class ProblemError(Exception):
    """What was wrong with a request, in words fit to print; `code` where the error has a permanent one."""

    def __init__(
        self, status: int, detail: str, *, code: str | None = None, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.status = HTTPStatus(status)
        self.detail = detail
        self.code = code
        self.headers = headers or {}

    @property
    def title(self) -> str:
        """The standard name of the status."""
        return self.status.phrase

    def as_json(self, instance: str) -> Response:
        """The problem for a program."""
        told = {"type": "about:blank", "title": self.title, "status": int(self.status), "detail": self.detail}
        if self.code:
            told["code"] = self.code
        told["instance"] = instance
        return Response(
            json.dumps(told, ensure_ascii=False), self.status, media_type=PROBLEM, headers=self.headers
        )


def problem_of(error: RetellError) -> ProblemError:
    """What an error of Retell's own amounts to on the web."""
    return ProblemError(_status(error), str(error), code=error.code)


def _status(error: RetellError) -> HTTPStatus:
    if error.code in _NOT_FOUND:
        return HTTPStatus.NOT_FOUND
    if error.code in _BUSY or isinstance(error, StoreServerError):
        return HTTPStatus.SERVICE_UNAVAILABLE
    if isinstance(error, UsageError) or (isinstance(error, StoreError) and error.exit_status == 2):
        return HTTPStatus.BAD_REQUEST
    return (
        HTTPStatus.UNPROCESSABLE_ENTITY if isinstance(error, InputError) else HTTPStatus.INTERNAL_SERVER_ERROR
    )
