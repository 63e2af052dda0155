"""Who is there: a token given once, kept in a cookie."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from retell.web import tokens
from retell.web.guard import COOKIE
from retell.web.page import page
from retell.web.request import service_of

router = APIRouter()
_WEEK_SECONDS = 7 * 24 * 3600

Text = Annotated[str, Form()]


@router.get("/login")
def login_form(request: Request, next: str = "/") -> Response:
    """Where a token is given."""
    return page(request, "login.html.j2", next=_local(next))


@router.post("/login")
def login(request: Request, token: Text, next: Text = "/") -> Response:
    """A session by token, in a cookie that no script can read and no other site can send."""
    service = service_of(request)
    if tokens.read(service.store, token.strip()) is None:
        return page(
            request,
            "login.html.j2",
            HTTPStatus.UNAUTHORIZED,
            next=_local(next),
            problem="This token opens nothing.",
        )
    made = RedirectResponse(_local(next), HTTPStatus.SEE_OTHER)
    made.set_cookie(
        COOKIE,
        token.strip(),
        max_age=_WEEK_SECONDS,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return made


def _local(address: str) -> str:
    """An address of this service, whatever was asked for."""
    return address if address.startswith("/") and not address.startswith(("//", "/\\")) else "/"


@router.post("/logout")
def logout() -> Response:
    """The session ended."""
    made = RedirectResponse("/login", HTTPStatus.SEE_OTHER)
    made.delete_cookie(COOKIE)
    return made
