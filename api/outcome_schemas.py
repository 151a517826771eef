"""The shapes of what came of a bill: its instructions, the steps done, and each law before and after."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from api.schemas import ProblemShape, Shape


class SpanShape(Shape):
    """Where the bill says it: the id of the leaf, from start to stop in characters."""

    leaf: str = Field(examples=["n12"])
    start: int = Field(ge=0)
    stop: int = Field(ge=0)


class TargetShape(Shape):
    """The law an instruction amends, as written and as understood."""

    written: str = Field(examples=["Section 907 of the FREEDOM Support Act"])
    citation: str = Field(examples=["section 907 of the FREEDOM Support Act"])
    path: str = Field(examples=["/us/pl/102/511/s907"])
    code_sections: list[str] = Field(description="As the bill gives them.", examples=[["22 U.S.C. 5812 note"]])
    further: bool
    as_amended: str


class Particulars(BaseModel):
    """A thing named by an instruction: its kind, and the members that kind has."""

    model_config = ConfigDict(extra="allow")

    kind: str = Field(examples=["substitute"])


class EffectShape(Shape):
    """What a bill says of when an amendment takes effect, or of what it applies to."""

    kind: Literal["day", "after", "first", "enactment", "open", "retroactive", "applies", "construed"]
    said: str = Field(examples=["180 days after enactment"])
    day: str = Field(description="Of a day: as ISO 8601 writes it.", examples=["2027-01-01"])
    words: str
    place: str = Field(examples=["section 2(b) of the bill"])


class InstructionShape(Shape):
    """One thing a bill says to do to one law."""

    number: int = Field(ge=1)
    place: str = Field(examples=["section 3(1) of the bill"])
    words: str
    span: SpanShape
    form: str = Field(description="The line of the phrasebook that read it.", examples=["C1"])
    target: TargetShape | None
    scope: list[Particulars] = Field(description="The place below the cited provision.")
    act: Particulars = Field(
        examples=[{"kind": "strike", "what": {"kind": "phrase", "words": "shall", "which": "only"}}]
    )
    notes: list[str]
    effects: list[EffectShape] = Field(description="What the bill says of when it takes effect.")


class StepShape(Shape):
    """One change to the tree of a law."""

    kind: Literal["splice", "wrap", "unwrap"]
    at: str = Field(examples=["n18"])
    place: str = Field(examples=["section 907"])
    start: int
    stop: int | None = None
    level: str | None = None
    old: str | None = None
    new: str | None = None


class OutcomeShape(InstructionShape):
    """An instruction and what came of it."""

    status: Literal["executed", "refused", "noted", "unread", "elsewhere", "later"]
    law: str = Field(description="The law that it was carried out or refused on.", examples=["/us/pl/102/511"])
    resolved: str = Field(description="The place in the law, as a lawyer says it.", examples=["section 907"])
    matches: int = Field(ge=0, description="How many places it changed.")
    steps: list[StepShape]
    problems: list[ProblemShape]


class VersionShape(Shape):
    """A law as it reads once some of the amendments have taken effect."""

    since: str = Field(description="The day; empty where it is not known.", examples=["2027-01-01"])
    said: str = Field(examples=["on enactment"])
    instructions: list[int] = Field(description="The numbers of the instructions in force by then.")
    text: str
    problems: list[ProblemShape]


class NoteShape(Shape):
    """What a bill says of a provision and changes no word of."""

    kind: str = Field(examples=["applies"])
    heading: str = Field(examples=["Applicability of Amendment"])
    words: str
    place: str = Field(description="Where the bill says it.", examples=["section 2(b) of the bill"])
    where: str = Field(description="The section that it stands with; empty for the whole law.", examples=["section 9"])
    instructions: list[int] = Field(description="The numbers of the instructions that it is told of.")


class AmendedShape(Shape):
    """A law before and after, and its redline."""

    path: str = Field(description="Empty for a law that was pasted.", examples=["/us/pl/102/511"])
    name: str = Field(examples=["FREEDOM Support Act"])
    changed: bool
    before: str = Field(description="The law as it stood, as text.")
    after: str = Field(description="The law as amended, as text.")
    after_html: str
    redline: str = Field(description="The redline as text.")
    redline_html: str
    instructions: list[int] = Field(description="The numbers of the instructions that amend this law.")
    versions: list[VersionShape] = Field(description="From each day on which some of it takes effect; or none.")
    notes: list[NoteShape]


class RedlineShape(Shape):
    """A bill carried out."""

    status: Literal["executed", "partial", "refused"]
    laws: list[AmendedShape]
    instructions: list[OutcomeShape]
    problems: list[ProblemShape]


class MarkedBill(Shape):
    """A bill with each instruction marked in its words, and what came of it."""

    text: str
    status: Literal["executed", "partial", "refused"]
    instructions: list[OutcomeShape]
    problems: list[ProblemShape]


class ParsedShape(Shape):
    """A bill read."""

    instructions: list[InstructionShape]
