"""The pages for people. Each that shows data stands as JSON too, under its address with \".json\"."""

from __future__ import annotations

from fastapi import APIRouter

from retell.web.pages import adding, archive, comparing, finding, session

router = APIRouter()
for part in (archive, comparing, finding, adding, session):
    router.include_router(part.router)
