"""Words to words: what to strike and insert in a text, or the whole of it where it is rewritten.

Diff-match-patch compares, a character for each word; how long a text is compared word by word depends
on its size and likeness alone, never on a clock, so the same two texts always give the same edits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from diff_match_patch import diff_match_patch
from rapidfuzz.distance import LCSseq

from drafting.diff.likeness import Signs, tokens
from drafting.diff.pairing import common
from drafting.diff.sidebyside import alike

#: Below this share of words in common a text is rewritten: it is struck, and the new one inserted.
REWRITTEN = 0.4
#: Words times words that are compared one by one, and that are weighed for likeness.
COMPARED, WEIGHED = 900_000, 10**10
_SENTENCE_ENDS = frozenset(".;:?!—")

Segment = tuple[list[str], list[str]]


def edits(old: str, new: str) -> Iterator[tuple[int, str, str]]:
    """What to strike and insert: (place in characters, once the edits before are done; old words; new words).

    >>> list(edits("The Secretary may act.", "The Director shall act."))
    [(4, 'Secretary may', 'Director shall')]
    """
    start, stop = _outside(old, new)
    at = start
    segments = _segments(tokens(old[start : len(old) - stop]), tokens(new[start : len(new) - stop]), start + stop)
    for struck, inserted in segments:
        words, fresh = "".join(struck), "".join(inserted)
        if words != fresh:
            yield at, words, fresh
        at += len(fresh)


def _outside(old: str, new: str) -> tuple[int, int]:
    """The characters at the start and at the end, up to a blank, that two texts share: they need no comparing.

    None where they are less than half of the shorter: whether that text is rewritten, all of it tells.
    """
    start = alike(old, new)
    most = min(len(old), len(new)) - start
    stop = alike(old[::-1][:most], new[::-1][:most])
    start = max(old.rfind(" ", 0, start), 0)
    first = old.find(" ", len(old) - stop) if stop else -1
    stop = len(old) - first - 1 if first >= 0 else 0
    stop = min(stop, min(len(old), len(new)) - start)
    return (start, stop) if (start + stop) * 2 > min(len(old), len(new)) else (0, 0)


def _segments(old: list[str], new: list[str], shared: int) -> list[Segment]:
    """Both texts cut into stretches that answer to each other, equal or not; `shared` characters stand around them."""
    start = _alike_at_start(old, new)
    end = _alike_at_start(old[start:][::-1], new[start:][::-1])
    middle = old[start : len(old) - end], new[start : len(new) - end]
    if not all(middle):
        inside = [middle]
    elif not shared and _is_rewritten(old, new, start + end):
        return [(old, new)]
    else:
        inside = _compared(*middle)
    return [(old[:start], new[:start]), *inside, (old[len(old) - end :], new[len(new) - end :])]


def _alike_at_start(old: list[str], new: list[str]) -> int:
    pairs = zip(old, new, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(old), len(new)))


def _is_rewritten(old: list[str], new: list[str], kept: int) -> bool:
    """Whether all is better struck: little stays, and less than half of the shorter is `kept` at its ends."""
    if kept * 2 >= min(len(old), len(new)) or len(old) * len(new) > WEIGHED:
        return False
    return _share(old, new) < REWRITTEN


def _share(old: list[str], new: list[str]) -> float:
    """The share of words, blanks not counted, that the two have in common in order."""
    signs = Signs()
    one, other = (signs.of(t for t in text if not t.isspace()) for text in (old, new))
    total = len(one) + len(other)
    return 2 * int(LCSseq.similarity(one, other)) / total if total else 1.0


def _compared(old: list[str], new: list[str], *, by_sentence: bool = True) -> list[Segment]:
    """Compares word by word; where that is too long, sentence by sentence first."""
    if not old or not new or set(old).isdisjoint(new):
        return [(old, new)]
    if len(old) * len(new) <= COMPARED:
        return _by_word(old, new)
    return _by_sentence(old, new) if by_sentence else [(old, new)]


def _by_sentence(old: list[str], new: list[str]) -> list[Segment]:
    ours, theirs = _sentences(old), _sentences(new)
    found: list[Segment] = []
    i = j = 0
    for a, b in (*common(ours, theirs), (len(ours), len(theirs))):
        found += _compared(_flat(ours[i:a]), _flat(theirs[j:b]), by_sentence=False)
        found += [(list(s), list(s)) for s in ours[a : a + 1]]
        i, j = a + 1, b + 1
    return found


def _sentences(text: list[str]) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    start = 0
    for n, token in enumerate(text, 1):
        if token in _SENTENCE_ENDS or n == len(text):
            found.append(tuple(text[start:n]))
            start = n
    return found


def _flat(sentences: Iterable[tuple[str, ...]]) -> list[str]:
    return [token for sentence in sentences for token in sentence]


def _by_word(old: list[str], new: list[str]) -> list[Segment]:
    signs = Signs()
    one, other = signs.of(old), signs.of(new)
    words = {sign: word for word, sign in signs.items()}
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    differences = engine.diff_main(one, other, False)
    engine.diff_cleanupSemantic(differences)
    found: list[Segment] = []
    for _, run in groupby(differences, key=lambda d: d[0] == engine.DIFF_EQUAL):
        stretch = list(run)
        struck = "".join(text for op, text in stretch if op != engine.DIFF_INSERT)
        inserted = "".join(text for op, text in stretch if op != engine.DIFF_DELETE)
        found.append(([words[s] for s in struck], [words[s] for s in inserted]))
    return found
