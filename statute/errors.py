"""Everything that can go wrong, one family: a code, a place, the words, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

ERROR, PARTIAL, WARNING, INFORMATION = "E", "P", "W", "I"

#: code -> (severity, what it means, what to do next).  M and W are the codes of amendatory
#: execution; F are files and formats, A the answer itself.
CODES: dict[str, tuple[str, str, str]] = {
    "M01": ("E", "the Act is not known by this name", "Check the name, or add the law to the shelf."),
    "M02": ("E", "the citation does not resolve", "Cite the section as the law prints it."),
    "M03": ("E", "the language could not be read as an instruction", "Use one of the usual forms of amendment."),
    "M04": ("E", "there is no such provision", "Name a provision that exists at that place."),
    "M05": ("E", "more than one provision answers to this name", "Say which one is meant."),
    "M06": ("E", "the level named and the designation disagree", "Use the level's own name."),
    "M07": ("E", "the Code title is not positive law", "Amend the underlying Act, which the source credit names."),
    "M08": ("E", "“such” has no antecedent, or two", "Name the law or provision again."),
    "M09": ("W", "the provision named as amending does not touch this target", "Check the cross-reference."),
    "M10": ("E", "two provisions of the bill wait for each other", "Take one “as amended by” out."),
    "M11": ("E", "this cannot be done at this level", "Name a lower level."),
    "M12": ("E", "there is no such matter at that place", "Name the provision that the matter stands in."),
    "M13": ("E", "there is no heading, or these words are not in it", "Quote the heading as it stands."),
    "M14": ("E", "there is no such sentence or proviso", "Count the sentences as shown."),
    "M15": ("E", "the table has no such item", "Name an item that is in the table."),
    "M16": ("E", "the table cell cannot be found", "Name the row and the column as printed."),
    "M17": ("E", "the two lists do not match in number", "Give each provision its new designation."),
    "M18": ("E", "the words are not there", "Quote the words as the law has them."),
    "M19": ("E", "the words stand there more than once", "Quote more words, or say which place."),
    "M20": ("E", "the words do not stand there as often as stated", "Count the places."),
    "M21": ("E", "the end of the range is missing or comes first", "Quote an end that follows the beginning."),
    "M22": ("E", "the provision does not end as stated", "Name the mark or word that it ends with."),
    "M23": ("I", "the amendment is already in the text", "Nothing is left to do if it was made by an earlier law."),
    "M24": ("E", "the new matter does not fit at this level", "Add it to a provision of the level above it."),
    "M25": ("W", "the designation is not the next one", "Check the designation."),
    "M26": ("E", "the designation is in use", "Redesignate the provision that holds it first."),
    "M27": ("W", "the list is not in the order stated", "Say after which item the new one goes."),
    "M28": ("W", "this restatement discards an earlier amendment of the same bill", "Put the restatement first."),
    "M29": ("E", "the levels would not nest", "Redesignate the provisions below as well."),
    "M30": ("I", "this is a rule of application; it changes no text", "It is kept as a note."),
    "M31": ("P", "some of the targets could not be amended", "See the result for each target."),
    "M32": ("E", "this needs a version of the law that is not held", "Add that version to the shelf."),
    "M33": ("E", "two instructions strike the same words", "Choose which goes first."),
    "M34": ("E", "the place of the new matter is not stated", "Say after which provision it goes."),
    "M35": ("E", "the law is not on the shelf", "Add the law, or paste its text."),
    "M36": ("W", "the text is of another date than the one asked for", "Check both dates."),
    "M37": ("E", "a bracket or quotation mark would lose its pair", "Quote the words with the whole of the pair."),
    "M38": ("E", "one bill takes away what another amends", "Settle which bill goes first, or change one of them."),
    "M39": ("E", "no usual form of amendment makes this change", "Restate the provision, or make the change in parts."),
    "M40": ("I", "the amendment takes effect later, or on no day that is told", "See the versions of the law."),
    "T01": ("W", "matched as the Code's editors translate the Act's words", "Compare with the Act itself."),
    "T02": ("I", "new matter is printed as the Code's editors print the Act's words", "The bill has the Act's words."),
    "T03": ("W", "the Code's editors may have arranged this otherwise than the Act", "Compare with the Act itself."),
    "T04": ("W", "a footnote's call of the Code's editors goes with the words", "Check that it is no word of the law."),
    "T05": ("I", "the Act is not on the shelf; the Code's print of the section is amended", "Compare with the Act itself."),
    "T06": ("W", "the source credits and notes of the Code tell which section the Act's is", "Compare with the Act itself."),
    "W01": ("W", "this is not the usual form", "The usual form is shown."),
    "W02": ("W", "the list's conjunction or final mark is wrong afterwards", "Move the “and”; end the list with a period."),
    "W03": ("W", "the new provisions stand after flush text", "Insert them before the flush text."),
    "W04": ("W", "undesignated text is added after designated provisions", "Say whether it is flush."),
    "W05": ("W", "“further amended”, but nothing earlier amends it", "Drop “further”."),
    "W06": ("W", "the words stand in a heading too", "Amend the heading in a line of its own."),
    "W07": ("W", "“each place” found one place only", "The plain form would do."),
    "W08": ("W", "the end of the range occurs again later", "Quote a longer end."),
    "W09": ("W", "the range crosses the bounds of provisions", "Check what is struck."),
    "W10": ("W", "a word or mark is doubled at the join", "Check the join."),
    "W11": ("W", "a section changes, but its table of contents does not", "Add the clerical amendment."),
    "W12": ("W", "the restated provision has another designation", "Redesignate it if that is meant."),
    "W13": ("W", "the restated provision loses its heading", "Restate the heading as well."),
    "W14": ("W", "other provisions refer to the one redesignated", "Amend the references."),
    "W15": ("W", "a provision is divided into one part only", "Add the second part."),
    "W16": ("W", "this designation means another provision than before", "Add “(as so redesignated)”."),
    "W17": ("W", "a defined term is struck but still used, or added but unused", "Check the uses of the term."),
    "W18": ("W", "the date is past, or not rolled forward elsewhere", "Check the dates."),
    "W19": ("W", "the order of the bills decides what the law says", "Say which is carried out first."),
    "W20": ("W", "the new matter has a bracket or quotation mark without its pair", "Check the new matter's wording."),
    "W21": ("W", "a reference leads to no provision of the law", "Check the designations."),
    "F01": ("E", "the file cannot be read", "Check the path, and that the file may be read."),
    "F02": ("E", "the XML is not well formed", "Mend the XML at the place shown."),
    "F03": ("E", "the XML declares or uses entities", "Write the characters themselves; entities are not expanded."),
    "F04": ("E", "the input is too large", "Send the one law or section that is amended."),
    "F05": ("E", "the XML or the outline is nested too deeply", "No law nests so deep; check the file."),
    "F06": ("E", "the text is not UTF-8, or holds control characters", "Save it as UTF-8 text."),
    "F07": ("E", "the XML is of a vocabulary not read here", "Send USLM, a bill in the bill DTD, or plain text."),
    "F08": ("E", "there is no text in the input", "Send the text of a law or bill."),
    "F09": ("E", "the request is not of the right form", "Say it as `--help` or /openapi.json has it."),
    "F10": ("E", "this form of answer is not offered", "Ask for html, txt, xml or json."),
    "F11": ("E", "there is nothing at this address", "See /openapi.json for the addresses there are."),
    "F12": ("E", "this method is not offered at this address", "Use one of the methods that `Allow` names."),
    "F13": ("E", "the file cannot be written", "Check the path, and that its folder may be written to."),
    "F14": ("E", "the library cannot be opened or written to", "Check its path or URL; `library add` makes one."),
    "F15": ("E", "the text does not say which law it is", "Say it: --law /us/pl/102/511."),
    "A01": ("E", "the answer did not pass its own proof and is withheld", "Please report the law and the bill."),
    "A02": ("E", "the program met a fault of its own", "Please report the request that led to it."),
}  # fmt: skip


#: How many suggestions are told in words; a door in JSON gives all of them.
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to do about a problem: words to quote instead, and why.

    `words` can be pasted into the instruction as they are; `why` says how they differ
    ("differs in punctuation only"); `place` says where in the law they stand.
    """

    words: str
    why: str = ""
    place: str = ""

    def __str__(self) -> str:
        beside = [self.why] if self.place.startswith("/") or self.place in self.why else [self.why, self.place]
        told = ", ".join(filter(None, beside))
        return f"“{self.words}”" + (f" ({told})" if told else "")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that went wrong or needs a look, said as a lawyer would say it.

    code: one of `CODES`.  place: "section 2(a)(1) of the bill".  words: those that the problem
    is about.  detail: the particulars in a sentence.  suggestions: what to write instead.
    instruction: the number of the instruction, from 1; 0 where there is none.
    """

    code: str
    detail: str
    place: str = ""
    words: str = ""
    suggestions: tuple[Suggestion, ...] = ()
    instruction: int = 0

    @property
    def severity(self) -> str:
        """E stops the instruction, P is partial, W asks for a look, I informs."""
        return CODES[self.code][0]

    @property
    def meaning(self) -> str:
        """What the code means, in one clause."""
        return CODES[self.code][1]

    @property
    def hint(self) -> str:
        """What to do next; the first suggestion's words where there is one."""
        if not self.suggestions:
            return self.remedy
        first = self.suggestions[0]
        said = f"“{first.words}”" + (f" ({first.why})" if first.why else "")
        return f"{self.remedy} Nearest: {said}."

    @property
    def remedy(self) -> str:
        """What to do about any problem of this code."""
        return CODES[self.code][2]

    def in_full(self) -> str:
        """The problem in words, and each suggestion on a line of its own where there are several."""
        if len(self.suggestions) < 2:
            return str(self)
        where = f"{self.place}: " if self.place else ""
        each = "".join(f"\n    {one}" for one in self.suggestions[:_SHOWN])
        return f"{self.code} {where}{self.detail} {self.remedy}{each}"

    def stops(self) -> bool:
        """Whether the instruction was not carried out because of this."""
        return self.severity in (ERROR, PARTIAL)

    def as_dict(self) -> dict[str, Any]:
        """The problem for JSON: the same names on the command line, in the API and on the page."""
        return {
            "code": self.code,
            "severity": self.severity,
            "meaning": self.meaning,
            "detail": self.detail,
            "place": self.place,
            "words": self.words,
            "hint": self.hint,
            "suggestions": [{"words": s.words, "why": s.why, "place": s.place} for s in self.suggestions],
            "instruction": self.instruction,
        }

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{self.code} {where}{self.detail} {self.hint}"


class Refusal(Exception):
    """Raised where work cannot go on; it carries the `Problem` that says why.

    >>> raise Refusal.of("M35", "There is no Public Law 1–1 on the shelf.", words="Public Law 1–1")
    Traceback (most recent call last):
    statute.errors.Refusal: M35 There is no Public Law 1–1 on the shelf. Add the law, or paste its text.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem

    @classmethod
    def of(
        cls,
        code: str,
        detail: str,
        *,
        place: str = "",
        words: str = "",
        suggestions: tuple[Suggestion, ...] = (),
    ) -> Refusal:
        """A refusal with a problem made of these particulars."""
        return cls(Problem(code, detail, place, words, suggestions))

    def __str__(self) -> str:
        return str(self.problem)
