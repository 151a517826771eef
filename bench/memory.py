"""How much memory a process has taken at the most, by the system's own account."""

from __future__ import annotations

import resource
from pathlib import Path


def most() -> int:
    """The most memory that this process has had, in KiB.

    Linux keeps it for the program that runs; what `resource` tells is also that of the one that started it.
    """
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.is_file() else []
    told = next((line.split()[1] for line in lines if line.startswith("VmHWM")), "")
    return int(told) if told else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
