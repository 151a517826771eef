"""A PostgreSQL server of one's own, on a socket in a folder of its own, for as long as a test run lasts."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def _programs() -> Path | None:
    """The folder of the newest PostgreSQL installed, Debian's own place or the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda p: int(p.parts[-3].split(".")[0]))
    on_path = shutil.which("postgres")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


@contextmanager
def server() -> Iterator[str]:
    """The URL of a server that runs while the block does; skips the test where PostgreSQL is not installed."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    folder = Path(tempfile.mkdtemp(prefix="shelf-"))
    become: list[str] = []
    if os.geteuid() == 0:  # the server refuses to run as root
        try:
            owner = pwd.getpwnam("postgres")
        except KeyError:
            pytest.skip("there is no user postgres to run the server as")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        become = ["runuser", "-u", "postgres", "--"]
    data, quiet = folder / "data", {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/"}
    run = [*become, str(programs / "initdb"), "-D", str(data), "-U", "shelf", "-A", "trust", "-E", "UTF8", "--no-sync"]
    subprocess.run([*run, "--locale=C.UTF-8"], check=True, **quiet)  # type: ignore[call-overload]
    options = [
        "-k",
        str(folder),
        "-c",
        "listen_addresses=",
        "-c",
        "fsync=off",
        "-c",
        "full_page_writes=off",
        "-c",
        "max_connections=200",
    ]
    process = subprocess.Popen([*become, str(programs / "postgres"), "-D", str(data), *options], **quiet)  # type: ignore[call-overload]
    try:
        _wait(folder)
        yield f"postgresql://shelf@/postgres?host={folder}"
    finally:
        stop = [str(programs / "pg_ctl"), "-D", str(data), "stop", "-m", "immediate"]
        subprocess.run([*become, *stop], check=True, **quiet)  # type: ignore[call-overload]
        process.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(folder: Path) -> None:
    """Until the server answers."""
    import psycopg

    for _ in range(200):
        try:
            psycopg.connect(f"host={folder} user=shelf dbname=postgres").close()
            return
        except psycopg.OperationalError:
            time.sleep(0.05)
    pytest.fail("the PostgreSQL server did not start")
