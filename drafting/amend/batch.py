"""Many jobs in one run: a statute, and the provisions of a law that amend it, to the statute as amended.

A job is a JSON object: id, statute (file), citation, law, provisions (each: file, section, at: the
designations below that section).  A result has id, status, text and instructions.  Paths are relative
to the jobs file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from drafting.amend.aim import Aims, provision_in
from drafting.amend.errand import execute
from drafting.amend.outcome import EXECUTED, NOTED, Amended
from drafting.instruction import Instruction, Rule
from drafting.parse.measure import parse
from drafting.plan.translate import Editors, in_words
from statute import citation, formats
from statute.citation import Citation
from statute.errors import Problem, Refusal
from statute.formats import text
from statute.node import Node

#: The laws read so far, each with its instructions.
Laws = dict[Path, tuple[Node, tuple[Instruction, ...]]]


def jobs(path: Path) -> list[dict[str, Any]]:
    """The jobs of a file of JSON lines.  Raises `Refusal` F01, F09 with the line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal.of("F01", f"{path.name} cannot be read: {error}.") from error
    found = []
    for n, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            job = json.loads(line)
        except json.JSONDecodeError as error:
            raise Refusal.of("F09", f"Line {n} is not JSON: {error}.", place=f"line {n}") from error
        if not isinstance(job, dict) or not all(k in job for k in ("id", "statute", "citation", "provisions")):
            raise Refusal.of("F09", f"Line {n} lacks id, statute, citation or provisions.", place=f"line {n}")
        found.append(job)
    return found


def run(path: Path) -> Iterator[dict[str, Any]]:
    """The results of the jobs of a file, one by one; what stops a job is in its result, the rest goes on."""
    laws: Laws = {}
    for job in jobs(path):
        yield one(job, path.parent, laws)


def one(job: dict[str, Any], folder: Path, laws: Laws) -> dict[str, Any]:
    """The result of one job; `laws` holds the files read so far."""
    source = ""
    try:
        source = _read(folder / job["statute"])
        return _result(job, *amended(job, source, folder, laws))
    except Refusal as refusal:
        return {
            "id": job["id"],
            "status": "refused",
            "text": source,
            "instructions": [],
            "problem": refusal.problem.as_dict(),
        }


def amended(job: dict[str, Any], source: str, folder: Path, laws: Laws) -> tuple[Amended, list[dict[str, Any]]]:
    """The statute of a job amended, and an entry for each provision that amends nothing in it.

    source: the text of the statute.  Raises `Refusal` where it or a provision cannot be read, or the answer
    fails its proof.
    """
    statute = text.read(source)
    mine, idle = instructions(job, folder, laws)
    editors = _editors(job, statute, folder, laws)
    return execute(statute, mine, path=job["citation"], locate=provision_in, editors=editors), idle


def _editors(job: dict[str, Any], statute: Node, folder: Path, laws: Laws) -> Editors | None:
    """How the Code's editors translate, as the files of the job tell; None where the statute is the law itself."""
    read = [laws[folder / p["file"]] for p in job["provisions"]]
    told = (i for _, instructions in read for i in instructions)
    words = in_words(node for node, _ in read)
    return Editors.of(citation.read(job["citation"]), statute, words, told, codify=True)


def _result(job: dict[str, Any], amended: Amended, idle: list[dict[str, Any]]) -> dict[str, Any]:
    """The result; a provision named as amending that has no instruction for the statute keeps it from "executed"."""
    counted = [o for o in amended.outcomes if o.status != NOTED]
    done = sum(o.status == EXECUTED for o in counted)
    status = "executed" if counted and done == len(counted) and not idle else "partial" if done else "refused"
    return {
        "id": job["id"],
        "status": status,
        "text": text.write(amended.after),
        "instructions": [
            {
                "words": o.instruction.span.words,
                "place": o.instruction.place,
                "form": o.instruction.form,
                "status": o.status,
                "code": o.problems[0].code if o.problems else "",
                "problems": [p.as_dict() for p in o.problems],
                "hint": o.problems[0].hint if o.problems else "",
            }
            for o in amended.outcomes
        ]
        + [_nothing(p, job["citation"]) for p in idle],
    }


def _nothing(provision: dict[str, Any], cited: str) -> dict[str, Any]:
    """The entry of a provision that was named as amending and in which nothing aims at the statute."""
    place = f"section {provision['section']}" + "".join(f"({p})" for p in provision["at"])
    problem = Problem("M09", f"Nothing in {place} amends {cited}.", place=place)
    return {
        "words": "",
        "place": place,
        "form": "",
        "status": "elsewhere",
        "code": "M09",
        "problems": [problem.as_dict()],
        "hint": problem.hint,
    }


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal.of("F01", f"{path.name} cannot be read: {error}.") from error


def law_of(path: Path) -> Node:
    """A law or bill from a file, in whatever format it is."""
    return formats.read_any(_read(path), bill=True)


def instructions(job: dict[str, Any], folder: Path, laws: Laws) -> tuple[list[Instruction], list[dict[str, Any]]]:
    """The instructions of the named provisions that aim at the statute, numbered anew; and the provisions with none."""
    statute = citation.read(job["citation"])
    chosen: list[list[tuple[Instruction, bool | None]]] = []
    for provision in job["provisions"]:
        path = folder / provision["file"]
        if path not in laws:
            node = law_of(path)
            laws[path] = (node, parse(node))
        chosen.append(_aimed(laws[path][1], str(provision["section"]), tuple(map(str, provision["at"])), statute))
    sure = any(aim for group in chosen for i, aim in group if not isinstance(i.act, Rule))
    mine = [[i for i, aim in group if aim or (aim is None and not sure)] for group in chosen]
    idle = [p for p, group in zip(job["provisions"], mine, strict=True) if all(isinstance(i.act, Rule) for i in group)]
    return [replace(i, number=n) for n, i in enumerate((i for group in mine for i in group), 1)], idle


def _aimed(
    all_of_them: tuple[Instruction, ...], section: str, at: tuple[str, ...], statute: Citation
) -> list[tuple[Instruction, bool | None]]:
    aims = Aims.of(all_of_them)
    inside = [i for i in all_of_them if i.section in (section, "") and i.at[: len(at)] == at]
    if not inside:
        inside = [i for i in all_of_them if i.section in (section, "") and _holds(i.at, at)]
    return [(i, aims.at(i.target, statute) if i.target else None) for i in inside]


def _holds(at: tuple[str, ...], pin: tuple[str, ...]) -> bool:
    """Whether the designations of a pinpoint stand in this order in a longer one."""
    steps = iter(at)
    return all(p in steps for p in pin)
