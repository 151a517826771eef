"""The running service, measured through its door: started on a free port, asked, and stopped."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from bench import ROOT


class Connection:
    """A connection to the service that stays open between requests."""

    def __init__(self, address: str) -> None:
        at = urlsplit(address)
        self.door = http.client.HTTPConnection(at.hostname or "127.0.0.1", at.port, timeout=60)

    def get(self, path: str) -> bytes:
        """The answer to a GET, as JSON.  Raises `RuntimeError` where it is not 200."""
        return self._asked("GET", path, None)

    def post(self, path: str, body: dict[str, object]) -> bytes:
        """The answer to a POST of JSON.  Raises `RuntimeError` where it is not 200."""
        return self._asked("POST", path, json.dumps(body))

    def _asked(self, method: str, path: str, body: str | None) -> bytes:
        self.door.request(method, path, body, {"Content-Type": "application/json", "Accept": "application/json"})
        answer = self.door.getresponse()
        data = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{method} {path} answered {answer.status}: {data[:300]!r}")
        return data


@contextmanager
def running() -> Iterator[Connection]:
    """The service while it runs; stopped afterwards."""
    command = [sys.executable, "main.py", "serve", "--port", "0"]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        said = server.stdout.readline().split()
        if not said:
            raise RuntimeError("The service did not start.")
        yield Connection(said[-1])
    finally:
        server.terminate()
        server.wait(timeout=20)
