"""Words as the Code prints them, and where in them it has other words than the Act: which, and for which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rendering:
    """A stretch that the Code prints otherwise: where it ends in the printed words, as the Act says it, as printed."""

    stop: int
    act: str
    code: str


@dataclass(frozen=True, slots=True)
class Printed:
    """Words as the Code prints them, and each stretch of them in which it differs from the Act, in order."""

    words: str
    renderings: tuple[Rendering, ...] = ()

    @classmethod
    def of(cls, words: str, changes: Iterable[tuple[int, int, str]]) -> Printed:
        """Words with some stretches, in order and apart, printed otherwise: each (start, stop, what is printed).

        >>> Printed.of("see section 4 here", [(4, 13, "section 9904 of this title")]).words
        'see section 9904 of this title here'
        """
        out, at, size, done = [""], 0, 0, list[Rendering]()
        for start, stop, code in changes:
            out += [words[at:start], code]
            size += start - at + len(code)
            if code != words[start:stop]:
                done.append(Rendering(size, words[start:stop], code))
            at = stop
        return cls("".join([*out, words[at:]]), tuple(done))

    def places(self, words: str) -> Iterator[tuple[int, str]]:
        """Where in some words each stretch ends that the Code prints otherwise, with the Act's words for it.

        words: these, or words that hold them, or a part of them; what is not among them has no place there.
        """
        lead = words.find(self.words)
        if lead >= 0:
            yield from ((lead + one.stop, one.act) for one in self.renderings)
            return
        at = 0
        for one in self.renderings:
            if (found := words.find(one.code, at)) >= 0:
                at = found + len(one.code)
                yield at, one.act
