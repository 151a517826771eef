"""The shelf that the routes look laws up on: the one that the app was made with."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Depends, Request

from statute.library import Shelf


def held(request: Request) -> Shelf:
    """The app's shelf; the laws that come with the project where it was given none."""
    shelf = cast(Shelf | None, request.app.state.shelf)
    return Shelf.of_fixtures() if shelf is None else shelf


#: A parameter of a route: the shelf.
Held = Annotated[Shelf, Depends(held)]
