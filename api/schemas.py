"""The shapes of requests and answers, each with a name and a real example."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from drafting.amend import When
from drafting.prints.manuscript import Look
from statute.errors import CODES, Refusal

Code = Annotated[str, Field(pattern=r"^[MWFAT]\d\d$", examples=["M18"])]


class Shape(BaseModel):
    """What all shapes share: no member that is not named."""

    model_config = ConfigDict(extra="forbid")


class SuggestionShape(Shape):
    """Something to do about a problem."""

    words: str = Field(description="What to write instead, ready to be pasted.", examples=["demonstrable steps"])
    why: str = Field(description="How it differs.", examples=["differs in one word"])
    place: str = Field(description="Where it stands.", examples=["section 907"])


class ProblemShape(Shape):
    """One thing that went wrong with an instruction, or needs a look."""

    code: Code
    severity: Literal["E", "P", "W", "I"] = Field(description="Error, partial, warning or information.")
    meaning: str = Field(examples=[CODES["M18"][1]])
    detail: str
    place: str = Field(examples=["section 3(1) of the bill"])
    words: str
    hint: str = Field(examples=[CODES["M18"][2]])
    suggestions: list[SuggestionShape]
    instruction: int = Field(description="The number of the instruction, from 1; 0 where there is none.", ge=0)


class FieldShape(Shape):
    """A member of the request that is not right."""

    at: str = Field(examples=["body.amendment"])
    detail: str


class ProblemDetails(Shape):
    """A request that was not carried out (RFC 9457)."""

    type: str = Field(examples=["/problems/M04"])
    title: str = Field(examples=["There is no such provision"])
    status: int = Field(examples=[404])
    instance: str = Field(examples=["/laws/us/pl/102/511/s908"])
    code: Code
    severity: Literal["E", "P", "W", "I"]
    detail: str = Field(examples=["There is no section 908 in this law as it is held."])
    place: str
    words: str = Field(examples=["section 908"])
    hint: str
    suggestions: list[SuggestionShape]
    instruction: int
    errors: list[FieldShape] | None = None


class CodeShape(Shape):
    """What a code means."""

    code: Code
    severity: Literal["E", "P", "W", "I"]
    meaning: str
    hint: str


# ---- laws and bills --------------------------------------------------------------------------------


class LawCard(Shape):
    """A law on the shelf."""

    path: str = Field(examples=["/us/pl/102/511"])
    href: str = Field(examples=["/laws/us/pl/102/511"])
    name: str = Field(examples=["FREEDOM Support Act"])
    names: list[str] = Field(examples=[["Public Law 102–511"]])
    code: str = Field(description="Where the Code classifies it.", examples=["22 U.S.C. 5812 note"])
    source: str
    as_of: str


class LawCards(Shape):
    """The laws on the shelf."""

    laws: list[LawCard]


class Below(Shape):
    """A provision right below another."""

    path: str = Field(examples=["/us/pl/102/511/s907"])
    href: str = Field(examples=["/laws/us/pl/102/511/s907"])
    said: str = Field(examples=["section 907"])


class LineShape(Shape):
    """A line of a table of contents."""

    path: str = Field(examples=["/us/pl/102/511/tIX/s907"])
    href: str = Field(examples=["/laws/us/pl/102/511/tIX/s907"])
    kind: str = Field(examples=["section"])
    num: str = Field(examples=["SEC. 907."])
    heading: str
    depth: int = Field(description="How far it is set in.", ge=0)


class TextShape(Shape):
    """One text of a law: how current it is, and the file it is from."""

    as_of: str = Field(examples=["Public Law 119–36, 2025-03-03"])
    date: str = Field(examples=["2025-03-03"])
    release: str = Field(description="The release point of the Code.", examples=["119-36"])
    whole: bool = Field(description="All of the law, not a section of it.")
    positive: bool | None = Field(description="Whether a title of the Code is itself the law.")
    file: str
    sha256: str
    added: str


class NoteShape(Shape):
    """A note that stands under a provision."""

    topic: str = Field(examples=["effectiveDate"])
    heading: str
    words: str


class LawShape(Shape):
    """A law, or a provision of it at any depth, and what stands around it."""

    law: LawCard
    path: str = Field(examples=["/us/pl/102/511/s907"])
    said: str = Field(description="The provision as a lawyer says it.", examples=["section 907"])
    text: str = Field(description="As printed, four blanks a level.")
    tree: dict[str, Any] = Field(description="The tree of the provision, as the suffix .json of a format has it.")
    below: list[Below]
    credits: list[str] = Field(description="The source credits: the Acts it comes from.")
    notes: list[NoteShape]
    above: list[LineShape] = Field(description="The levels above it, from the law down.")
    before: LineShape | None
    after: LineShape | None
    texts: list[TextShape] = Field(description="The texts of the law that are held, the oldest first.")
    page: int | None = None
    pages: int | None = Field(None, description="Of a large law, how many pages of sections it has.")


class BillCard(Shape):
    """A bill that comes with the project."""

    name: str = Field(examples=["section-907-certification"])
    href: str = Field(examples=["/bills/section-907-certification"])
    title: str = Field(examples=["Section 907 Certification Act of 2026"])
    source: str


class BillCards(Shape):
    """The bills that come with the project."""

    bills: list[BillCard]


class BillShape(Shape):
    """A bill."""

    bill: BillCard
    text: str
    tree: dict[str, Any]


# ---- amending --------------------------------------------------------------------------------------


class LawIn(Shape):
    """The law to amend: one on the shelf by its path, or a text, or USLM."""

    path: str | None = Field(None, max_length=1_000, examples=["/us/pl/102/511/s907"])
    text: str | None = Field(None, min_length=1, examples=["SEC. 2. LIMIT.\n    The limit is 30 days."])
    xml: str | None = Field(None, min_length=1)
    citation: str | None = Field(None, max_length=1_000, description="Which law a text is.", examples=["2 U.S.C. 632"])

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if sum(value is not None for value in (self.path, self.text, self.xml)) != 1:
            raise ValueError("give one of path, text and xml")
        return self


AMENDMENT = (
    "Section 907 of the FREEDOM Support Act (Public Law 102–511; 22 U.S.C. 5812 note) is amended by striking "
    "“and so reports to the Congress,” and inserting “and so certifies to the Congress in writing,”."
)


#: A day as ISO 8601 writes it; "" for none.
DAY = r"^(\d{4}-\d{2}-\d{2})?$"
View = Literal["", "inline", "ramseyer", "cordon", "columns", "sides", "clean", "bill", "changes", "gpo"]


class LookIn(Shape):
    """How a print is to look."""

    view: View = Field(
        "",
        description="The layout, one that the form has; the usual one where none is named. HTML: inline, ramseyer, "
        "sides, clean, changes. PDF: ramseyer, cordon, columns, sides, bill. Text: inline, ramseyer, gpo.",
    )
    author: str = Field("Ramseyer", min_length=1, max_length=200, description="Who made the changes, for Word.")
    date: str = Field(
        "", pattern=DAY, examples=["2026-03-02"], description="When, for Word; without it, no date is said."
    )
    lines: bool = Field(False, strict=True, description="Number the lines, in Word.")
    comments: bool = Field(False, strict=True, description="Say at its first change what each instruction is, in Word.")

    def look(self) -> Look:
        """The look of a print.  Raises `Refusal` F09 where there is no such day."""
        try:
            day = datetime.fromisoformat(self.date).replace(tzinfo=UTC) if self.date else None
        except ValueError as error:
            raise Refusal.of("F09", f"There is no day {self.date}.", words=self.date) from error
        return Look(self.view, self.author, day, self.lines, self.comments)


class WhenIn(Shape):
    """As of when: the day of enactment, and the day as of which the law is asked for."""

    enacted: str = Field("", pattern=DAY, examples=["2026-03-02"], description="The day of enactment, where known.")
    in_force: str = Field(
        "", pattern=DAY, examples=["2027-01-01"], description="Only what has taken effect by this day; else all of it."
    )

    def when(self) -> When:
        """The two days.  Raises `Refusal` F09 where there is no such day."""
        return When.read(self.enacted, self.in_force)


class AmendmentIn(LookIn, WhenIn):
    """Amendatory language, and the law it amends; without a law, each law it names is looked up."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"law": {"path": "/us/pl/102/511"}, "amendment": AMENDMENT}]},
    )

    law: LawIn | None = None
    amendment: str = Field(
        min_length=1, description="A bill, as text or XML, or a single sentence of one.", examples=[AMENDMENT]
    )
    print: Literal["act", "code"] = Field(
        "act", description="Where the law is the Code's print of an Act: new matter as the Act or as the Code has it."
    )


class BillIn(Shape):
    """Amendatory language to be read, not carried out."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"amendment": AMENDMENT}]})

    amendment: str = Field(min_length=1, examples=[AMENDMENT])
