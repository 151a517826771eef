"""A whole bill from edited laws: titles, enacting clause, a section for each that is amended, and what must conform.

The bill is set in the style of one introduced in the House, read back, and carried out on every law: each must
come out as it was edited, with its references brought along, or no bill is given.
Source: House Legislative Counsel's Manual on Drafting Style, on the parts of a bill and their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from drafting.amend.errand import amend_law
from drafting.amend.outcome import EXECUTED, Report
from drafting.check import check_bill, rules
from drafting.draft.conforming import Stale, amendment, stale
from drafting.draft.contents import brought_along
from drafting.draft.edit import Drafted, Edit, drafted
from drafting.draft.language import in_law
from drafting.draft.proof import alike, as_printed
from drafting.draft.references import references
from drafting.instruction import Instruction
from drafting.parse.measure import parse
from drafting.thing import Toc
from drafting.write.language import write
from statute import levels
from statute.catalogue import Catalogue
from statute.citation import Citation
from statute.errors import Problem, Refusal
from statute.formats import text
from statute.node import HEADING, TEXT, Node, line_to, words

ENACTING = (
    "Be it enacted by the Senate and House of Representatives of the United States of America in Congress assembled,"
)
CLERICAL = "CLERICAL AMENDMENT"
SPONSOR = "____________ introduced the following bill; which was referred to the Committee on ____________"
_CITED = re.compile(r"may be cited as the “([^”]+)”")


@dataclass(frozen=True, slots=True)
class Titles:
    """What a bill says of itself.  short: "Widget Safety Act of 2026", "" for none.

    long: "To amend …"; made from the laws amended where it is "".  congress, session: as printed.
    """

    short: str = ""
    long: str = ""
    congress: str = "119th CONGRESS"
    session: str = "2d Session"


@dataclass(frozen=True, slots=True)
class Opened:
    """A bill opened again: its titles, and its sections that amend nothing, before and after those that do.

    amending: the numbers of those that do.
    """

    titles: Titles
    before: tuple[Node, ...] = ()
    after: tuple[Node, ...] = ()
    amending: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Composed:
    """A bill that has passed its proof: its text and tree, and what it does to each law that was edited."""

    text: str
    node: Node
    drafts: tuple[Drafted, ...]
    reports: tuple[Report, ...]
    adrift: tuple[Problem, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is to be looked at: in the bill, in each instruction, and what the bill brings to each law."""
        found: dict[tuple[str, str], Problem] = {}
        for one, report in zip(self.drafts, self.reports, strict=True):
            law = report.laws[0]
            for problem in (*report.problems, *rules.found(rules.Text(law.after, one.edit.citation, law.before))):
                found.setdefault((problem.code, problem.words), problem)
        told = {(p.code, p.words) for p in self.adrift}
        return (*self.adrift, *(p for key, p in found.items() if p.severity != "I" and key not in told))


@dataclass(slots=True)
class _Section:
    """A section of the bill on its way into print: its heading and its lines below; was: its number before, if kept."""

    heading: str
    lines: list[str] = field(default_factory=list)
    was: str = ""


def compose(
    edits: Sequence[Edit],
    titles: Titles,
    *,
    opened: Opened | None = None,
    conform: bool = True,
    shelf: Catalogue | None = None,
) -> Composed:
    """The bill that makes the edits.  opened: a bill whose other sections, and whose titles, are kept.

    conform: whether references that the edits leave behind are amended too.  shelf: where the laws are from; what
    other sections of them, and other laws, still say of what was there is told, with its amendment.
    Raises `Refusal` F09 where no law is edited, M39 where the bill as a whole does not give the edited laws; else
    as `drafted`.
    """
    if conform:
        edits = [replace(one, after=brought_along(one.law, one.after)) for one in edits]
    made = [one for one in map(drafted, edits) if one.drafts]
    if not made:
        raise Refusal.of("F09", "No law is edited; there is nothing for a bill to say.")
    left = [list(_left(one)) if conform else [] for one in made]
    sections = [s for one in made for s in _amending(one.drafts[0].instructions, one.edit.citation)]
    sections.sort(key=lambda section: section.heading.startswith(CLERICAL))
    if opened is not None and len(opened.amending) == len(sections):
        for number, section in zip(opened.amending, sections, strict=True):
            section.was = number
    if conforming := [said for one, some in zip(made, left, strict=True) for said in _conforming(one, some)]:
        sections.append(_Section("CONFORMING AMENDMENTS.", _listed(conforming)))
    if opened is not None:
        titles = replace(titles, short=titles.short or opened.titles.short, long=titles.long or opened.titles.long)
        sections = [*map(_kept, opened.before), *sections, *map(_kept, opened.after)]
    if titles.short:
        sections = [_Section("SHORT TITLE.", [f"This Act may be cited as the “{titles.short}”."]), *sections]
    adrift = tuple(_renumbered(sections, opened)) if opened is not None else ()
    printed = _printed(titles, sections, [one.edit.citation for one in made])
    bill = text.read(printed, bill=True)
    reports = tuple(_proved(bill, one, some) for one, some in zip(made, left, strict=True))
    if shelf is not None and any(one.edit.path for one in made):
        adrift += tuple(p for p in check_bill(bill, shelf).problems if p.code == "W14")
    return Composed(printed, bill, tuple(made), reports, adrift)


def reopened(bill: Node) -> Opened:
    """A bill to be edited on: what it says besides its amendments, which the edited laws say anew."""
    amending = {n.id for one in parse(bill) for n in line_to(bill, one.span.leaf) if n.kind == "section"}
    before: list[Node] = []
    after: list[Node] = []
    titles = Titles()
    for section in _sections(bill):
        if match := _CITED.search(words(section)):
            titles = replace(titles, short=match[1])
        elif section.id not in amending:
            (after if amending & _seen(bill, section) else before).append(section)
    long = next((n.words for n in _texts(bill) if n.words.startswith("To ")), "")
    if match := re.search(r"A BILL (To .+)", " ".join(n.words for n in _texts(bill))):
        long = long or match[1].partition(" Be it enacted")[0]
    numbers = tuple(levels.designation(s) for s in _sections(bill) if s.id in amending)
    return Opened(replace(titles, long=long), tuple(before), tuple(after), numbers)


def _seen(bill: Node, section: Node) -> set[str]:
    """The ids of the sections up to one."""
    found: set[str] = set()
    for one in _sections(bill):
        if one is section:
            break
        found.add(one.id)
    return found


def _sections(node: Node) -> Iterator[Node]:
    for part in node.parts:
        if part.kind == "section":
            yield part
        elif part.kind != "quoted":
            yield from _sections(part)


def _texts(bill: Node) -> Iterator[Node]:
    """The texts of a bill before its first section."""
    for part in bill.parts:
        if part.kind == "section":
            return
        if part.kind == TEXT:
            yield part


# ---- sections --------------------------------------------------------------------------------------


def _amending(instructions: Iterable[Instruction], citation: Citation) -> Iterator[_Section]:
    """A section for each run of instructions on one target."""
    runs: list[list[Instruction]] = []
    for one in instructions:
        if runs and _home(runs[-1][0]) == _home(one):
            runs[-1].append(one)
        else:
            runs.append([one])
    for run in runs:
        yield _Section(_caption(run, citation), _lines(run))


def _lines(run: list[Instruction]) -> list[str]:
    """The language of one section's amendments; what `write` sets as sections of its own is listed."""
    said = write(run)
    if not said.startswith("SECTION 1."):
        return said.splitlines()
    pieces = [write([one]).strip() for one in run]
    return _listed(pieces)


def _home(one: Instruction) -> tuple[str, str, bool]:
    """The section of the law that an instruction is for, and whether it is for a table of contents."""
    cite = one.target.citation if one.target is not None else Citation()
    return cite.section, cite.law or cite.name, _is_clerical(one)


def _is_clerical(one: Instruction) -> bool:
    return one.where[:1] == (Toc(),)


def _caption(run: list[Instruction], citation: Citation) -> str:
    """ "AMENDMENTS TO SECTION 907 OF THE FREEDOM SUPPORT ACT." """
    cite = run[0].target.citation if run[0].target is not None else citation
    plural = "S" if len(run) > 1 else ""
    if _is_clerical(run[0]):
        return f"{CLERICAL}{plural}."
    return f"AMENDMENT{plural} TO {_named(cite).upper().rstrip('.')}."


def _named(cite: Citation) -> str:
    """A section of a law, or the law, as titles and captions name it."""
    return replace(cite, pin=(), headings=(), big=() if cite.headings else cite.big).spoken()


def _listed(pieces: Sequence[str]) -> list[str]:
    """Amendments as subsections, or the only one as it is."""
    if len(pieces) == 1:
        return pieces[0].splitlines()
    found: list[str] = []
    for n, piece in enumerate(pieces, 1):
        first, *rest = piece.splitlines()
        found += [f"({levels.designated('subsection', n)}) {first}", *(f"    {line}" for line in rest)]
    return found


def _kept(section: Node) -> _Section:
    """A section of a bill opened again, without its number."""
    heading = section.part(HEADING)
    body = Node("law", tuple(p for p in section.parts if p.kind not in ("num", HEADING)))
    said = text.write(body).rstrip().splitlines()
    return _Section(heading.words if heading is not None else "", said, levels.designation(section))


def _renumbered(sections: Sequence[_Section], opened: Opened) -> Iterator[Problem]:
    """Gives the bill's references to its own sections their new numbers; tells those to sections written anew."""
    numbers = {section.was: str(n) for n, section in enumerate(sections, 1) if section.was}
    kept = {levels.designation(s) for s in (*opened.before, *opened.after)}
    for n, section in enumerate(sections, 1):
        for at, line in enumerate(section.lines) if section.was in kept else ():
            own = [one for one in references(Node(TEXT, line)) if one.noun == "section" and not one.law]
            for one in sorted(own, key=lambda one: -one.start):
                if one.number in numbers:
                    line = line[: one.start] + numbers[one.number] + line[one.start + len(one.number) :]
                elif one.number in opened.amending:
                    detail = f"“section {one.number}”, written anew, is referred to in section {n} of the bill."
                    yield Problem("W14", detail, f"section {n} of the bill", f"section {one.number}")
            section.lines[at] = line


# ---- what must conform -----------------------------------------------------------------------------


def _left(one: Drafted) -> Iterator[Stale]:
    """The references in an edited law that the edit leaves behind, those that other words can bring along."""
    law = one.report.laws[0]
    yield from (s for s in stale(law.before, law.after) if s.now)


def _conforming(one: Drafted, left: list[Stale]) -> Iterator[str]:
    for each in left:
        if said := amendment(each, one.edit.citation):
            yield said


# ---- print and proof -------------------------------------------------------------------------------


def _printed(titles: Titles, sections: list[_Section], cites: list[Citation]) -> str:
    long = titles.long or _long_title(cites)
    head = [
        titles.congress,
        titles.session,
        "H. R. ____",
        long,
        "IN THE HOUSE OF REPRESENTATIVES",
        SPONSOR,
        "A BILL",
        long,
        ENACTING,
    ]
    lines = [line for one in head for line in (one, "")]
    for n, section in enumerate(sections, 1):
        number = f"{'SECTION' if n == 1 else 'SEC.'} {n}. {section.heading}".rstrip()
        lines += [number, *(f"    {line}" for line in section.lines), ""]
    return "\n".join(lines).rstrip() + "\n"


def _long_title(cites: list[Citation]) -> str:
    """ "To amend section 907 of the FREEDOM Support Act." """
    said = list(dict.fromkeys(map(_named, cites)))
    if len(said) == 1:
        return f"To amend {said[0]}."
    return f"To amend {', '.join(said[:-1])} and {said[-1]}, and for other purposes."


def _proved(bill: Node, one: Drafted, left: list[Stale]) -> Report:
    """What the bill does to one law.  Raises `Refusal` M39 where that is not what was edited, and conformed."""
    edit = one.edit
    cite = replace(edit.citation, pin=(), section="", headings=(), big=(), parallel=(), note=False, onward=False)
    report = amend_law(bill, edit.law, citation=cite)
    goal = in_law(edit.after)
    amended = replace(report.laws[0], path=edit.path)
    if left:
        goal = _conformed(one, left)
    if any(o.status != EXECUTED for o in amended.outcomes) or not alike(as_printed(amended.after), as_printed(goal)):
        raise Refusal.of("M39", "The bill as a whole does not give the edited law.", words=edit.citation.spoken())
    return replace(report, laws=(amended,))


def _conformed(one: Drafted, left: list[Stale]) -> Node:
    """The edited law with its references brought along, from the last of a text to the first."""
    law = one.report.laws[0].after
    done = [s for s in left if amendment(s, one.edit.citation)]
    for each in sorted(done, key=lambda s: -s.reference.start):
        law = replace(each, law=law).conformed()
    return law
