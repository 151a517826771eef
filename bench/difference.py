"""How fast two texts are compared: two vintages of a title beside reading them, and a megabyte beside other tools.

The megabyte is statute of the Code in which one word in a hundred is another, the same each time.  All times
are of the processor.  A peer that is stopped before its end, or ends without an answer, is told with "more than".
`python -m bench.difference` measures this alone.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from bench import corpus
from drafting.diff import diff
from statute import formats
from statute.formats import html, text, uslm
from statute.node import APPARATUS, TEXT, Node, numbered, walk, words

TITLES = ("usc17.xml", "usc35.xml", "usc41.xml")
#: Characters of statute; the share of words that are changed, and what to; how long a peer may take, in seconds.
SIZE, SHARE, OTHER, PATIENCE = 1_000_000, 0.01, ("shall", "Secretary", "may", "thirty", "report"), 60


@dataclass(frozen=True, slots=True)
class Compared:
    """One comparison: what, how long ours took and the peer, in seconds; `ended`: whether the peer gave an answer."""

    what: str
    seconds: float
    peer: str
    peer_seconds: float
    bar: str
    ended: bool = True


def figures(folder: Path) -> list[Compared]:
    """The comparisons, from the corpus in a folder."""
    return [_vintages(folder), *_megabyte(folder)]


def _vintages(folder: Path) -> Compared:
    start = process_time()
    one, other = (uslm.read((folder / "usc" / v / TITLES[0]).read_text("utf-8")) for v in ("113-31", "119-36"))
    reading = process_time() - start
    return Compared(
        "title 17, 113-31 to 119-36", _timed(lambda: diff(one, other)), "reading both", reading, "at most 1.5"
    )


def _megabyte(folder: Path) -> list[Compared]:
    before = statute(folder)
    after = numbered(changed(before, random.Random(1)))
    ours = min(_timed(lambda: diff(before, after)) for _ in range(3))
    what = f"{SIZE:,} characters, one word in {round(1 / SHARE)} changed"
    with TemporaryDirectory() as place:
        git = min(_git(Path(place), text.write(before), text.write(after)) for _ in range(3))
    as_xml = formats.named("xml").write
    assert as_xml is not None
    found = [Compared(what, ours, "git diff --word-diff", git, "at most 3")]
    for peer, work, written, bar in (
        ("xmldiff, fast_match", _xmldiff, as_xml, "at most 0.1"),
        ("lxml.html.diff", _htmldiff, html.write, "at most 0.02"),
    ):
        seconds, ended = _child(work, written(before), written(after))
        found.append(Compared(what, ours, peer, seconds, bar, ended))
    return found


# ---- the texts -------------------------------------------------------------------------------------


def statute(folder: Path) -> Node:
    """The first sections of some titles, without notes, up to `SIZE` characters."""
    found: list[Node] = []
    size = 0
    for title in TITLES:
        for section in walk(_bare(uslm.read((folder / "usc" / "113-31" / title).read_text("utf-8")))):
            if section.kind == "section" and size < SIZE:
                found.append(section)
                size += len(words(section))
    return numbered(Node("law", tuple(found)))


def changed(node: Node, chance: random.Random) -> Node:
    """The law with one word in a hundred of its texts another."""
    if node.is_leaf:
        said = (OTHER[chance.randrange(5)] if chance.random() < SHARE else w for w in node.words.split(" "))
        return node.having(content=" ".join(said)) if node.kind == TEXT else node
    return node.having(content=tuple(changed(p, chance) for p in node.parts))


def _bare(node: Node) -> Node:
    if node.is_leaf:
        return node.having(beside=())
    return node.having(content=tuple(_bare(p) for p in node.parts if p.kind not in APPARATUS))


# ---- timing ----------------------------------------------------------------------------------------


def _timed(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


def _git(place: Path, before: str, after: str) -> float:
    (place / "a.txt").write_text(before, encoding="utf-8")
    (place / "b.txt").write_text(after, encoding="utf-8")
    start = _children()
    call = ["git", "diff", "--no-index", "--word-diff", "a.txt", "b.txt"]
    subprocess.run(call, cwd=place, capture_output=True, check=False)
    return _children() - start


def _child(work: Callable[[str, str], object], before: str, after: str) -> tuple[float, bool]:
    """The processor's time of work in a process of its own, and whether it came to an answer in time."""
    start = _children()
    child = get_context("spawn").Process(target=_answered, args=(work, before, after))
    child.start()
    child.join(PATIENCE)
    child.kill()
    child.join()
    return _children() - start, child.exitcode == 0


def _answered(work: Callable[[str, str], object], before: str, after: str) -> None:
    """Exits with 1 where the work gives nothing; what it prints is not ours to pass on."""
    with redirect_stdout(StringIO()):
        answer = work(before, after)
    sys.exit(0 if answer else 1)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _xmldiff(before: str, after: str) -> object:
    from xmldiff import main as xmldiff  # type: ignore[import-untyped]

    return xmldiff.diff_texts(before.encode(), after.encode(), {"fast_match": True})


def _htmldiff(before: str, after: str) -> object:
    from lxml.html.diff import htmldiff

    # On a text of this size it prints that it cannot join its tokens, and gives an empty page.
    return htmldiff(before, after)


def main() -> int:
    """Measures and prints; 2 where the corpus is not at hand."""
    folder = corpus()
    if folder is None:
        print("The corpus is not at hand; nothing is measured.", file=sys.stderr)
        return 2
    for one in figures(folder):
        ratio = one.seconds / one.peer_seconds
        peer = f"{one.peer}: {'' if one.ended else 'more than '}{one.peer_seconds:.2f} s"
        print(f"{one.what}: {one.seconds:.2f} s; {peer}; ratio {ratio:.3f}, {one.bar}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
