"""The verb `serve`: the page and the API, on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from api.verbs.door import DONE, Library, told
from statute.errors import Refusal


@told
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 for one that is free.")] = 8000,
    library: Library = "",
) -> int:
    """Open the drafting page and the API, until stopped with Ctrl-C."""
    import socket

    import uvicorn

    from api.app import app, create

    service = app
    if library:
        from statute.shelf.stored import Stored

        service = create(Stored.open(library))
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        door = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # said, so that no answer lingers
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((host, port))
        door.listen(2048)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Refusal.of("F09", f"{host}, port {port}, cannot be opened: {reason}.") from error
    at = f"[{host}]" if ":" in host else host
    print(f"Ramseyer is at http://{at}:{door.getsockname()[1]}/", flush=True)
    uvicorn.Server(uvicorn.Config(service, log_level="warning")).run(sockets=[door])
    return DONE
