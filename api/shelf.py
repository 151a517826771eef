"""The shelf that the routes look laws up on: the library that the app was made with, or the laws that come along."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, cast

from fastapi import Depends, Query, Request

from statute.catalogue import Catalogue
from statute.library import Shelf

if TYPE_CHECKING:
    from statute.shelf.stored import Stored


def held(request: Request) -> Catalogue:
    """The app's library; the laws that come with the project, in memory, where it was given none."""
    shelf = cast("Catalogue | None", request.app.state.shelf)
    return Shelf.of_fixtures() if shelf is None else shelf


def library(request: Request) -> Stored:
    """The app's library; the laws that come with the project as one, where it was given none."""
    from statute.shelf.stored import Stored  # slow to bring in, and most verbs of the command line do without

    shelf = cast("Stored | None", request.app.state.shelf)
    return Stored.of_fixtures() if shelf is None else shelf


#: A parameter of a route: when the law is asked for.
AsOf = Annotated[
    str, Query(max_length=40, description="As of a day, 2025-03-03, or a release point of the Code, 119-36; else now.")
]
#: Parameters of a route: where bills find their laws, and where texts are read and searched.
Held = Annotated[Catalogue, Depends(held)]
if TYPE_CHECKING:
    Library = Annotated[Stored, Depends(library)]
else:
    Library = Annotated[Any, Depends(library)]
