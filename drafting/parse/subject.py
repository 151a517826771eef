"""The subject of an amendment: "The second sentence of section 5(b) of such Act", to its targets and places.

Anaphora ("such section", "such Act") points to the latest of its kind in the bill; a section that names
no law is of the Act in hand, or of the law that a blanket reference gives.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from drafting.instruction import Target
from drafting.parse import outside
from drafting.parse.holes import Reading
from drafting.parse.quotation import Utterance
from drafting.thing import Locator, Toc, Under, Unit, Units
from statute import citation
from statute.citation import Citation

_SUCH_LAW = re.compile(r"(?:such|that|said|the)\s+(?:Act|Code|title|law|Public\s+Law|subtitle|part|chapter)$", re.I)
_SUCH_UNIT = re.compile(
    r"(?:such|that|said|the\s+same)\s+(?P<noun>section|subsection|paragraph|subparagraph|clause|subclause|item)s?$",
    re.I,
)
_OF_SUCH_UNIT = re.compile(
    r"^(?P<head>.+?)\s+of\s+(?P<tail>(?:such|that)\s+(?:section|subsection|paragraph|subparagraph|clause))$",
    re.I | re.S,
)
_SUCH_SECTION = re.compile(r"\b(?:such|that|said)\s+(?=section\s+\d)", re.I)
_UNCLOSED = re.compile(r"\(\d+ U\.S\.C\. [^()\s]+(?:\([^()\s]*\))*$")
_TOC = re.compile(
    r"(?:the\s+)?(?:table\s+of\s+(?:contents|sections|chapters|subchapters|parts|titles|subtitles)|(?:chapter\s+|sectional\s+)?analysis)\b",
    re.I,
)
#: "The item relating to section 7 in the table of contents": what stands before the table.
_IN_TOC = re.compile(
    rf"(?P<item>(?:the\s+)?items?\s+(?:relating\s+to|for)\s+.+?)\s+(?:in|of)\s+(?={_TOC.pattern})", re.I | re.S
)
#: What joins a table to what it is the table of: "contained in", "at the beginning of".
_TABLE_OF = re.compile(
    r"[\s,]*(?:(?:appearing|contained|set\s+forth|set\s+out|which\s+appears)\s+)?(?:(?:in|of|for|to|under|at\s+the\s+(?:beginning|front)\s+of)\s+)+",
    re.I,
)
_SUCH_LARGE = re.compile(
    r"(?:such|that|said|the\s+same)\s+(?P<noun>chapter|subchapter|part|subpart|subtitle|title|division)$", re.I
)
_CONDITION = re.compile(
    r"(?:if|when|upon|unless|except|until|provided|subject\s+to|in\s+the\s+event|contingent)\b", re.I
)
_AS_AMENDED = re.compile(r",?\s*\bas\s+(?:so\s+)?(?:further\s+)?(?:amended|added)\b.*$", re.I | re.S)
#: "Section 185 b. of the Atomic Energy Act", as older Acts number their subsections.
_LETTERED = re.compile(r"\b(section\s+\d[\w–-]*)\s+([a-z])\.(?=\s)", re.I)
_LEADS = re.compile(r"^(?:and|or|that|but|in\s+general|further)\b[\s,.—]*", re.I)
#: What a section is about, said behind its cite.
_RELATING = re.compile(r",\s+relating\s+to\s+[^,;:—]{3,160}$")
_RANKS = ("section", "subsection", "paragraph", "subparagraph", "clause", "subclause", "item")


@dataclass(slots=True)
class Antecedents:
    """What "such" can point to while a bill is read: the latest section, Act, and either section or chapter."""

    section: Citation | None = None
    act: Citation | None = None
    blanket: Citation | None = None
    place: Citation | None = None
    codes: dict[tuple[str, str], str] = field(default_factory=dict)

    def remember(self, cite: Citation) -> None:
        """Notes a target as the latest of its kind."""
        if cite.law or cite.name:
            self.act = Citation(cite.law, cite.name)
        if cite.section or cite.pin or cite.headings:
            self.section = cite
        if cite.section or cite.big:
            self.place = cite


@dataclass(frozen=True, slots=True)
class Subject:
    """What a subject names: the targets, and the place below each."""

    targets: tuple[Target, ...]
    where: tuple[Locator, ...] = ()


def read_subject(text: str, utterance: Utterance, known: Antecedents, inherited: tuple[Target, ...]) -> Subject | None:
    """The targets that the subject of an amendment names; None where it is no such subject.

    text: with quotations lifted out, as in `utterance`.  inherited: the targets of the provision above.
    """
    text = _RELATING.sub("", _LEADS.sub("", text.strip(" ,—")))
    for candidate in _candidates(text):
        if _CONDITION.match(lead := text[: len(text) - len(candidate)].strip(" ,")):
            continue  # an amendment that depends on something is never carried out of itself
        if _TOC.match(candidate) or _IN_TOC.match(candidate):
            return _contents(candidate, utterance, known, inherited)
        if (located := _located(candidate, utterance, known, inherited)) is not None:
            return _under(located)
        if (found := _targets(utterance.words_of(candidate), known, inherited)) is not None:
            return Subject(tuple(replace(t, lead=lead) for t in found))
    return None


def cited(text: str, known: Antecedents) -> tuple[Target, ...]:
    """The laws that words cite by themselves; none where they name no law, or say more than a citation does."""
    found = _targets(text, known, ()) or ()
    return tuple(t for t in found if t.citation.law or (t.citation.name and not _SUCH_LAW.fullmatch(t.citation.name)))


def _under(subject: Subject) -> Subject:
    """A subject with the heading under which its matter stands in the citation, as where a provision of it is cited."""
    first = subject.where[0] if subject.where else None
    if not isinstance(first, Under) or any(t.citation.section or t.citation.pin for t in subject.targets):
        return subject
    cited = (replace(t.citation, headings=(*t.citation.headings, first.heading)) for t in subject.targets)
    targets = tuple(replace(t, citation=cite) for t, cite in zip(subject.targets, cited, strict=True))
    return Subject(targets, subject.where[1:])


def _contents(text: str, utterance: Utterance, known: Antecedents, inherited: tuple[Target, ...]) -> Subject | None:
    """ "The table of sections at the beginning of chapter 5 of title 10": what it is the table of, and the table."""
    where: tuple[Locator, ...] = (Toc(),)
    if (item := _IN_TOC.match(text)) is not None:
        read = Reading(replace(utterance, text=item["item"])).longest("LOCATORS", 0)
        if read is None or read[1] != len(item["item"]):
            return None
        where, text = (Toc(), read[0]), text[item.end() :]  # type: ignore[assignment]
    toc = _TOC.match(text)
    assert toc is not None
    lead = _TABLE_OF.match(text, toc.end())
    words = utterance.words_of(text[lead.end() if lead else toc.end() :]).strip(" ,")
    if not words:
        return Subject(inherited or (Target(known.act or Citation(), utterance.words_of(text)),), where)
    plain, _ = citation.without_parentheses(words)
    if (such := _SUCH_LARGE.match(_AS_AMENDED.sub("", plain).strip(" ,"))) is not None and such[
        "noun"
    ].lower() != "title":
        return _such_large(such["noun"].lower(), words, known, where)
    found = _targets(words, known, inherited)
    return Subject(found, where) if found is not None else None


def _such_large(noun: str, words: str, known: Antecedents, where: tuple[Locator, ...]) -> Subject | None:
    """ "Such chapter": the one named last; after a section, the one that the section stands in."""
    last = known.place
    if last is None:
        return None
    kinds = [kind for kind, _ in last.big]
    if noun in kinds:
        cut = replace(last, big=last.big[: kinds.index(noun) + 1], section="", pin=(), headings=(), parallel=())
        return Subject((Target(cut, words),), where)
    if last.section:
        return Subject((Target(replace(last, pin=()), words),), (Unit(noun), *where))
    return None


def _candidates(text: str) -> list[str]:
    """The subject whole, then without what leads up to it: "Effective on January 1, 2027, section 5"."""
    found = [text]
    for comma in re.finditer(
        r"[,;—:]\s+(?=(?:the|such|that|each|sections?|(?:sub)?(?:paragraph|clause|section|title|chapter|part)s?|division|public)\b)",
        text,
        re.I,
    ):
        found.append(text[comma.end() :])
    return found


def _located(text: str, utterance: Utterance, known: Antecedents, inherited: tuple[Target, ...]) -> Subject | None:
    """ "The second sentence of section 5(b) of such Act": a locator, "of", and targets."""
    for of in re.finditer(r"\s+(?:of|in|to|for)\s+", text):
        lead = text[: of.start()]
        reading = Reading(replace(utterance, text=lead))
        best = reading.longest("LOCATORS", 0)
        if best is not None and best[1] == len(lead) and (best[2].form != "B1" or _is_range(best[0])):
            found = _targets(utterance.words_of(text[of.end() :]), known, inherited)
            if found is not None:
                return Subject(found, (best[0],))  # type: ignore[arg-type]
    reading = Reading(replace(utterance, text=text))
    best = reading.longest("LOCATORS", 0)
    if best is not None and best[1] == len(text) and inherited and best[2].form != "B1":
        return Subject(inherited, (best[0],))  # type: ignore[arg-type]
    return None


def _is_range(place: object) -> bool:
    """Whether a place is a range, whose members the law alone can tell."""
    members = place.members if isinstance(place, Units) else (place,)
    return any(isinstance(unit, Unit) and unit.through for unit in members)


def _targets(text: str, known: Antecedents, inherited: tuple[Target, ...]) -> tuple[Target, ...] | None:
    text = _LETTERED.sub(r"\1(\2)", _closed(text.strip(" ,")))
    plain, cited = citation.without_parentheses(text)
    own = _AS_AMENDED.sub("", plain).strip(" ,")
    if (large := _SUCH_LARGE.match(own)) is not None and large["noun"].lower() != "title":
        around = _such_large(large["noun"].lower(), text, known, ())
        return around.targets if around is not None and not around.where else None
    if (other := outside.cited(own)) is not None:
        known.remember(other)
        return (Target(citation.paralleled(other, cited) if cited else other, text),)
    if (found := _such(plain, known, inherited)) is not None:
        return tuple(replace(t, citation=citation.paralleled(t.citation, cited)) if cited else t for t in found)
    cites = citation.subject(_SUCH_SECTION.sub("", text))
    if _SUCH_SECTION.search(text) and known.act is not None:
        cites = [replace(c, law=known.act.law, name=known.act.name) if not (c.law or c.name) else c for c in cites]
    if not cites or citation.residue(_SUCH_SECTION.sub("", text)):
        return None
    as_amended = re.search(
        r"\bas\s+(?:so\s+)?(?:further\s+)?(?:amended|added|redesignated|designated|inserted)\b.*$", text, re.S
    )
    made = tuple(
        Target(resolved(c, known, inherited), text, as_amended=as_amended[0] if as_amended else "") for c in cites
    )
    for target in made:
        known.remember(target.citation)
    return made


def _closed(text: str) -> str:
    """A subject whose last Code cite lacks its closing bracket, with it: "(16 U.S.C. 544n(a)(1) is amended"."""
    return f"{text})" if _UNCLOSED.search(text) else text


def _such(text: str, known: Antecedents, inherited: tuple[Target, ...]) -> tuple[Target, ...] | None:
    """ "such section", "paragraph (7) of such section": the latest target, cut back to that level."""
    if such := _SUCH_UNIT.fullmatch(text):
        back = _back_to(such["noun"].lower(), known.section)
        return (Target(back, text),) if back is not None else None
    if (of := _OF_SUCH_UNIT.match(text)) is not None:
        outer = _targets(of["tail"], known, inherited)
        inner = citation.subject(of["head"])
        if outer is None or not inner:
            return None
        base = outer[0].citation
        return tuple(Target(replace(base, pin=base.pin + i.pin), text) for i in inner)
    return None


def resolved(cite: Citation, known: Antecedents, inherited: tuple[Target, ...]) -> Citation:
    """A citation with "such Act" and an unnamed law filled in from what came before."""
    if cite.name and _SUCH_LAW.fullmatch(cite.name):
        act = known.act
        return replace(cite, law=act.law, name=act.name) if act is not None else cite
    if cite.law or cite.name:
        return cite
    if inherited and (inherited[0].citation.law or inherited[0].citation.name):
        above = inherited[0].citation
        return replace(cite, law=above.law, name=above.name, big=cite.big or above.big)
    if known.blanket is not None:
        return replace(cite, law=known.blanket.law, name=known.blanket.name)
    return cite


def _back_to(noun: str, cite: Citation | None) -> Citation | None:
    """The latest citation cut back to a level: "such subsection" after section 5(b)(1) is section 5(b)."""
    if cite is None:
        return None
    return replace(cite, pin=cite.pin[: _RANKS.index(noun)])
