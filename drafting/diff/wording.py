"""Words to words: what to strike and insert in a text, or the whole of it where it is rewritten.

Texts are compared a character for each word, and what stays is cleaned up as diff-match-patch does it.  How
long a text is compared word by word depends on its size and likeness alone, never on a clock, so the same two
texts always give the same edits.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from diff_match_patch import diff_match_patch
from rapidfuzz.distance import LCSseq

from drafting.diff.likeness import Signs, tokens
from drafting.diff.pairing import common
from drafting.diff.standing import ends

#: Below this share of words in common a text is rewritten: it is struck, and the new one inserted.
REWRITTEN = 0.4
#: Words times words that are compared one by one, and that are weighed for likeness.
COMPARED, WEIGHED = 10**8, 10**10
#: The characters that stand alike between two words replaced each by one.
APART = 20
_SENTENCE_ENDS = ".;:?!—"

#: Characters of two texts that answer to each other: from, to in the old; from, to in the new.
Stretch = tuple[int, int, int, int]
#: Signs of two texts that answer to each other: old, new.
Segment = tuple[str, str]


def edits(old: str, new: str) -> Iterator[tuple[int, str, str]]:
    """What to strike and insert: (place in characters, once the edits before are done; old words; new words).

    >>> list(edits("The Secretary may act.", "The Director shall act."))
    [(4, 'Secretary may', 'Director shall')]
    """
    for start, stop, at, end in _in_step(old, new) or [_between(old, new)]:
        struck, fresh = old[start:stop], new[at:end]
        if struck.isalpha() and fresh.isalpha() and struck != fresh:
            yield at, struck, fresh  # one word for another: there is nothing to compare
            continue
        ours, theirs = tokens(struck), tokens(fresh)
        signs = Signs()
        one, other = signs.of(ours), signs.of(theirs)
        i = j = 0
        for struck, inserted in _segments(one, other, signs, whole=stop - start == len(old)):
            fresh = "".join(theirs[j : j + len(inserted)])
            if struck != inserted:
                yield at, "".join(ours[i : i + len(struck)]), fresh
            at, i, j = at + len(fresh), i + len(struck), j + len(inserted)


def _in_step(old: str, new: str) -> list[Stretch]:
    """The words, as blanks part them, that are replaced one for one, where that is all that differs; else none.

    Between two of them so much stands in both that nothing else can answer to it.
    """
    found: list[Stretch] = []
    i = j = old.rfind(" ", 0, ends(old, new)[0]) + 1
    while True:
        stop, end = (text.find(" ", at) for text, at in ((old, i), (new, j)))
        stop, end = stop if stop >= 0 else len(old), end if end >= 0 else len(new)
        found.append((i, stop, j, end))
        run = _alike_from(old, stop, new, end)
        if stop + run == len(old) and end + run == len(new):
            return found
        if run < APART:
            return []
        i = old.rfind(" ", stop, stop + run) + 1
        j = end + i - stop


def _alike_from(old: str, i: int, new: str, j: int) -> int:
    """How many characters two texts have in common from a place in each on."""
    run, width = 0, 256
    while True:
        step = ends(old[i + run : i + run + width], new[j + run : j + run + width])[0]
        run += step
        if step < width:
            return run
        width *= 2


def _between(old: str, new: str) -> Stretch:
    """What is left to compare of two texts, from blank to blank, without what they share at both ends.

    All of them where that is less than half of the shorter: whether that text is rewritten, all of it tells.
    """
    start, stop = ends(old, new)
    start = max(old.rfind(" ", 0, start), 0)
    first = old.find(" ", len(old) - stop) if stop else -1
    stop = len(old) - first - 1 if first >= 0 else 0
    stop = min(stop, min(len(old), len(new)) - start)
    if (start + stop) * 2 <= min(len(old), len(new)):
        return 0, len(old), 0, len(new)
    return start, len(old) - stop, start, len(new) - stop


def _segments(old: str, new: str, signs: Signs, *, whole: bool) -> list[Segment]:
    """Both texts cut into stretches that answer to each other, equal or not; `whole`: nothing stands around them."""
    start, end = ends(old, new)
    middle = old[start : len(old) - end], new[start : len(new) - end]
    if not all(middle):
        inside = [middle]
    elif whole and _is_rewritten(old, new, start + end, signs):
        return [(old, new)]
    else:
        inside = _compared(*middle, signs)
    return [(old[:start], new[:start]), *inside, (old[len(old) - end :], new[len(new) - end :])]


def _is_rewritten(old: str, new: str, kept: int, signs: Signs) -> bool:
    """Whether all is better struck: little stays, and less than half of the shorter is `kept` at its ends."""
    if kept * 2 >= min(len(old), len(new)) or len(old) * len(new) > WEIGHED:
        return False
    return _share(old, new, signs) < REWRITTEN


def _share(old: str, new: str, signs: Signs) -> float:
    """The share of words, blanks not counted, that the two have in common in order."""
    for word, sign in signs.items():
        if word.isspace():
            old, new = old.replace(sign, ""), new.replace(sign, "")
    total = len(old) + len(new)
    return 2 * int(LCSseq.similarity(old, new)) / total if total else 1.0


def _compared(old: str, new: str, signs: Signs, *, by_sentence: bool = True) -> list[Segment]:
    """Compares word by word; where that is too long, sentence by sentence first."""
    if not old or not new or set(old).isdisjoint(new):
        return [(old, new)]
    if len(old) * len(new) <= COMPARED:
        return _by_word(old, new)
    return _by_sentence(old, new, signs) if by_sentence else [(old, new)]


def _by_sentence(old: str, new: str, signs: Signs) -> list[Segment]:
    marks = {signs[mark] for mark in _SENTENCE_ENDS if mark in signs}
    ours, theirs = _sentences(old, marks), _sentences(new, marks)
    found: list[Segment] = []
    i = j = 0
    for a, b in (*common(ours, theirs), (len(ours), len(theirs))):
        found += _compared("".join(ours[i:a]), "".join(theirs[j:b]), signs, by_sentence=False)
        found += [(s, s) for s in ours[a : a + 1]]
        i, j = a + 1, b + 1
    return found


def _sentences(text: str, marks: set[str]) -> list[str]:
    found: list[str] = []
    start = 0
    for n, sign in enumerate(text, 1):
        if sign in marks or n == len(text):
            found.append(text[start:n])
            start = n
    return found


def _by_word(old: str, new: str) -> list[Segment]:
    """The stretches of two texts, equal or not, in turn, once equal ones too short to be told apart are given up."""
    engine = diff_match_patch()
    differences = _differences(old, new)
    engine.diff_cleanupMerge(differences)
    engine.diff_cleanupSemantic(differences)
    found: list[Segment] = []
    for _, run in groupby(differences, key=lambda d: d[0] == engine.DIFF_EQUAL):
        stretch = list(run)
        struck = "".join(text for op, text in stretch if op != engine.DIFF_INSERT)
        inserted = "".join(text for op, text in stretch if op != engine.DIFF_DELETE)
        found.append((struck, inserted))
    return found


def _differences(old: str, new: str) -> list[tuple[int, str]]:
    """The longest text in common and what stands between it, as diff-match-patch notes it."""
    found: list[tuple[int, str]] = []
    i = j = 0
    for block in LCSseq.editops(old, new).as_matching_blocks():
        struck, inserted = old[i : block.a], new[j : block.b]
        equal = old[block.a : block.a + block.size]
        noted = (diff_match_patch.DIFF_DELETE, struck), (diff_match_patch.DIFF_INSERT, inserted)
        found += [one for one in (*noted, (diff_match_patch.DIFF_EQUAL, equal)) if one[1]]
        i, j = block.a + block.size, block.b + block.size
    return found
