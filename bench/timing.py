"""How long things take: the middle and the slow end of many runs, on a machine that is named."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Time:
    """Of `runs` runs: half took at most p50, nineteen in twenty at most p95 (milliseconds)."""

    p50: float
    p95: float
    runs: int


def timed(
    work: Callable[[], object], *, seconds: float = 1.5, warm: int = 5, clock: Callable[[], float] = perf_counter
) -> Time:
    """The time of `work` by a clock, run over and over for about so many seconds, at least ten times."""
    for _ in range(warm):
        work()
    taken: list[float] = []
    stop = clock() + seconds
    while len(taken) < 10 or clock() < stop:
        start = clock()
        work()
        taken.append((clock() - start) * 1000)
    return Time(median(taken), quantiles(taken, n=20)[-1], len(taken))


def machine() -> str:
    """The processor, how many cores it has for us, and the Python: what the figures depend on."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    system = f"{platform.system()} {platform.machine()}"
    return f"{_processor()}, {cores} cores, {system}, Python {platform.python_version()}"


def _processor() -> str:
    card = Path("/proc/cpuinfo")
    lines = card.read_text(encoding="utf-8").splitlines() if card.is_file() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "") or platform.processor() or "processor not named"
