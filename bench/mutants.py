"""Damaged instructions: what is directed no longer stands in the law, and must be refused or done to the letter.

From an instruction that was carried out, others are made: a word of the quotation changed, left out, doubled or
put elsewhere, a figure or a capital changed, another designation, the words "each place it appears" left out.
Each is written as language, read again, and carried out on the same law.  What it should come to is told
apart from the project's own search: by the plain words of the law, their blanks folded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from drafting.amend import batch
from drafting.amend.aim import provision_at, provision_in
from drafting.amend.earlier import Locate
from drafting.amend.errand import execute
from drafting.amend.outcome import EXECUTED, Amended
from drafting.instruction import Insert, Instruction, Strike, Substitute
from drafting.parse import parse
from drafting.thing import EACH, ONLY, Matter, Phrase, Unit
from drafting.write import write
from statute.errors import Refusal
from statute.formats import text
from statute.node import HEADING, Node, leaves, walk

SEED = 907
#: How many mutants of a kind are made of one instruction, at most.
OF_A_KIND = 2


@dataclass(frozen=True, slots=True)
class Mutant:
    """A damaged instruction: what was damaged, the instruction, and the words that it now directs to be found."""

    damage: str
    one: Instruction
    words: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a mutant: "refused", "as directed", or "wrong"; and the language of it."""

    mutant: Mutant
    grade: str
    language: str


# ---- damage ----------------------------------------------------------------------------------------


def mutants(law: Node, one: Instruction, random: Random) -> Iterator[Mutant]:
    """The damaged kinds of an instruction that strikes, replaces or stands beside quoted words."""
    phrase = _phrase(one)
    if phrase is None:
        return
    others = re.findall(r"\w+", plain(law))
    for damage, words in _damaged(phrase.words, others, random):
        yield Mutant(damage, _with(one, replace(phrase, words=words)), words)
    if phrase.which != ONLY:
        yield Mutant("occurrence left out", _with(one, replace(phrase, which=ONLY)), phrase.words)
    elif plain(law).count(folded(phrase.words)) == 1:
        for other in _elsewhere(one, random):
            yield Mutant("other designation", other, phrase.words)


def _phrase(one: Instruction) -> Phrase | None:
    """The quoted words that an instruction looks for."""
    match one.act:
        case Strike(Phrase() as phrase) | Substitute(Phrase() as phrase, _):
            return phrase if phrase.near is None else None
        case Insert(place, _, _):
            thing = place.thing
            return thing if isinstance(thing, Phrase) and thing.near is None else None
    return None


def _with(one: Instruction, phrase: Phrase) -> Instruction:
    match one.act:
        case Insert(place, _, _) as act:
            return replace(one, act=replace(act, place=replace(place, thing=phrase)))
        case Strike() | Substitute() as act:
            return replace(one, act=replace(act, what=phrase))
    return one


def _damaged(words: str, others: list[str], random: Random) -> Iterator[tuple[str, str]]:
    """Quotations near the given one, each with what was done to it."""
    tokens = list(re.finditer(r"\w+", words))
    found: dict[str, str] = {}
    for _ in range(OF_A_KIND):
        word = random.choice(tokens) if tokens else None
        if word is None:
            break
        before, after, other = words[: word.start()], words[word.end() :], random.choice(others)
        found.setdefault(f"{before}{other}{after}", "a word changed")
        found.setdefault(f"{before}{word[0].swapcase()}{after}", "capitals changed")
        found.setdefault(f"{before}{word[0]} {word[0]}{after}", "a word doubled")
        found.setdefault(f"{before}{word[0]}s{after}", "an ending changed")
        if word[0].isdigit():
            found.setdefault(f"{before}{int(word[0]) + 1}{after}", "a figure changed")
        if len(tokens) > 1:
            found.setdefault(re.sub(r"\s{2,}", " ", before + after).strip(), "a word left out")
            parts = words.split(" ")
            random.shuffle(parts)
            found.setdefault(" ".join(parts), "words put elsewhere")
    if re.search(r"[,;:.]$", words):
        found.setdefault(words[:-1], "a mark left out")
    for damaged, damage in found.items():
        if damaged and damaged != words and not re.search("[“”]", damaged):
            yield damage, damaged


def _elsewhere(one: Instruction, random: Random) -> Iterator[Instruction]:
    """The instruction at another designation, by its place or by its target."""
    for n, locator in enumerate(one.where):
        if isinstance(locator, Unit) and locator.path and not locator.through:
            other = _other(locator.path[-1], random)
            moved = replace(locator, path=(*locator.path[:-1], other))
            yield replace(one, where=(*one.where[:n], moved, *one.where[n + 1 :]))
    if one.target is not None and one.target.citation.pin:
        cite = one.target.citation
        pin = (*cite.pin[:-1], _other(cite.pin[-1], random))
        yield replace(one, target=replace(one.target, citation=replace(cite, pin=pin, parallel=())))


def _other(designation: str, random: Random) -> str:
    row = "123456789" if designation.isdigit() else "abcdefgh" if designation.islower() else "ABCDEFGH"
    return random.choice([name for name in row if name != designation])


# ---- what it should come to ------------------------------------------------------------------------


def plain(law: Node) -> str:
    """The words of a law in a row, blanks and marks of quotation folded."""
    return _printed(law)[0]


def _printed(law: Node) -> tuple[str, list[tuple[int, int]]]:
    """The words of a law as print runs them on, a heading with its dash; and where its headings stand."""
    out, headings = "", []
    for leaf in leaves(law):
        words = folded(leaf.words)
        if leaf.kind == HEADING:
            headings.append((len(out), len(out) + len(words)))
            words = f"{words}{'' if words.endswith('—') else '—' if words.endswith('.') else '.—'}"
        out += words if leaf.kind == HEADING else f"{words} "
    return out, headings


def folded(words: str) -> str:
    """Words with one kind of blank, dash and quotation mark."""
    words = re.sub("[‐‑–]", "-", re.sub("[“”]", '"', re.sub("[‘’]", "'", words)))
    return re.sub(r"\s+", " ", words).strip()


def _bare(words: str) -> str:
    """Words without what a step may settle by itself: blanks, the dash of a heading, a heading's capitals."""
    return re.sub(r"\s+|\.?—", "", folded(words)).lower()


def _places(law: Node, words: str) -> list[int]:
    """Where words stand: in the text, else in or across a heading, whose capitals do not count."""
    there, headings = _printed(law)
    whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)" if re.fullmatch(r"\w.*\w|\w", words) else re.escape(words))
    found = [m.start() for m in whole.finditer(there)]
    text = [at for at in found if not any(a <= at and at + len(words) <= b for a, b in headings)]
    anyhow = [m.start() for m in re.compile(whole.pattern, re.I).finditer(there)]
    return text or [at for at in anyhow if any(at < b and a < at + len(words) for a, b in headings)]


def directed(law: Node, mutant: Mutant) -> set[str] | None:
    """What the law may become, blanks and capitals aside; None where the plain words do not tell.

    Words that stand nowhere direct nothing; words that stand once, one change; and words for one place that
    stand in two, nothing.  At another designation than the only place that has them there is nothing to do.
    """
    sought = folded(mutant.words)
    places = _places(law, sought)
    if mutant.damage == "other designation" or not places:
        return set()
    phrase = _phrase(mutant.one)
    if phrase is None or phrase.which not in (ONLY, EACH) or (len(places) > 1 and phrase.which == EACH):
        return None
    if len(places) > 1:
        return None if _is_narrowed(mutant.one) or sum(n.kind == "section" for n in walk(law)) > 1 else set()
    new, there = _put(mutant.one, mutant.words), plain(law)
    return None if new is None else {_bare(there[: places[0]] + new + there[places[0] + len(sought) :])}


def _is_narrowed(one: Instruction) -> bool:
    """Whether an instruction works in less than a section."""
    return bool(one.where or (one.target and one.target.citation.pin))


def _put(one: Instruction, words: str) -> str | None:
    """What stands in the place of the words afterwards; None where it is more than words."""
    match one.act:
        case Strike():
            return ""
        case Substitute(_, Matter(new, ())):
            return new
        case Insert(place, Matter(new, ()), _) if place.rel in ("after", "before"):
            return f"{words} {new}" if place.rel == "after" else f"{new} {words}"
    return None


# ---- carried out -----------------------------------------------------------------------------------


def verdict(law: Node, mutant: Mutant, locate: Locate) -> Verdict | None:
    """What comes of a mutant on a law; None where its language cannot be told from another, or nothing tells."""
    wanted = directed(law, mutant)
    try:
        said = write([mutant.one])
        read = parse(text.read(said, bill=True))
    except Refusal:
        return None
    if wanted is None or len(read) != 1:
        return None
    again = replace(read[0], target=mutant.one.target)
    done = execute(law, [again], locate=locate)
    if done.outcomes[0].status != EXECUTED:
        return Verdict(mutant, "refused", said)
    became = _bare(plain(done.after))
    return Verdict(mutant, "as directed" if became in wanted else "wrong", said)


def of_instructions(law: Node, instructions: Iterable[Instruction], random: Random, locate: Locate) -> list[Verdict]:
    """The verdicts on the mutants of instructions that are carried out one after the other."""
    found: list[Verdict] = []
    for one in instructions:
        done: Amended = execute(law, [one], locate=locate)
        if done.outcomes[0].status == EXECUTED and done.outcomes[0].steps:
            made = (verdict(law, mutant, locate) for mutant in mutants(law, one, random))
            found += [one_of_them for one_of_them in made if one_of_them is not None]
        law = done.after
    return found


def of_pairs(path: Path, exact: Iterable[str]) -> list[Verdict]:
    """The verdicts on the mutants of the pairs whose result is the official text; `path` is the jobs file."""
    laws: batch.Laws = {}
    wanted, found = set(exact), list[Verdict]()
    for job in batch.jobs(path):
        if job["id"] in wanted:
            law = text.read((path.parent / job["statute"]).read_text(encoding="utf-8"))
            mine, _ = batch.instructions(job, path.parent, laws)
            found += of_instructions(law, mine, Random(f"{SEED} {job['id']}"), provision_in)
    return found


def of_case(law: str, bill: str) -> list[Verdict]:
    """The verdicts on the mutants of a law and a bill in text."""
    mine = [one for one in parse(text.read(bill, bill=True)) if one.target is not None]
    return of_instructions(text.read(law), mine, Random(f"{SEED} {bill}"), provision_at)


def counted(verdicts: Iterable[Verdict]) -> Counter[tuple[str, str]]:
    """How many of each damage came to what."""
    return Counter((one.mutant.damage, one.grade) for one in verdicts)
