"""Many jobs shared out: those that lean on one law's file go together, over several processes.

The results are the same, and in the same order, for any number of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import Any

from drafting.amend import batch
from statute.errors import Problem

Job = dict[str, Any]
Numbered = tuple[int, Job]


def run(path: Path, *, workers: int = 1, done: Callable[[int, int], None] | None = None) -> list[Job]:
    """The results of the jobs of a file, in its order; what stops a job is in its result.

    workers: how many processes.  done: called after each group with the number done, and of all.
    Raises `Refusal` F01, F09 where the file cannot be read.
    """
    jobs = batch.jobs(path)
    found: dict[int, Job] = {}
    for some in _shared_out(_groups(jobs), path.parent, workers):
        found.update(some)
        if done is not None:
            done(len(found), len(jobs))
    return [found[number] for number in range(len(jobs))]


def _groups(jobs: list[Job]) -> list[list[Numbered]]:
    groups: dict[str, list[Numbered]] = {}
    for number, job in enumerate(jobs):
        groups.setdefault(_files(job), []).append((number, job))
    return list(groups.values())


def _files(job: Job) -> str:
    provisions = job["provisions"] if isinstance(job["provisions"], list) else []
    return json.dumps(sorted({str(p.get("file", "")) for p in provisions if isinstance(p, dict)}))


def _shared_out(groups: list[list[Numbered]], folder: Path, workers: int) -> Iterator[list[Numbered]]:
    if workers == 1:
        yield from (_group(group, folder) for group in groups)
        return
    with ProcessPoolExecutor(workers) as pool:
        for done in as_completed([pool.submit(_group, group, folder) for group in groups]):
            yield done.result()


def _group(group: list[Numbered], folder: Path) -> list[Numbered]:
    """The results of jobs that lean on one law's file, which is read once."""
    laws: batch.Laws = {}
    return [(number, _result(job, folder, laws)) for number, job in group]


def _result(job: Job, folder: Path, laws: batch.Laws) -> Job:
    try:
        return batch.one(job, folder, laws)
    except Exception as error:  # one job must not take the others with it
        fault = Problem("A02", f"The job met a fault in the program ({type(error).__name__}).")
        return {
            "id": job["id"],
            "status": "refused",
            "text": "",
            "instructions": [],
            "problem": fault.as_dict(),
        }
