"""Redlines over HTTP: amendatory language carried out on a law, or only read."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Depends, Request, Response

from api import forms, negotiate, pages
from api.outcome_schemas import ParsedShape, RedlineShape
from api.problems import ANSWERS, OtherMedia
from api.schemas import AmendmentIn, BillIn, LawIn
from api.shelf import Held
from drafting import prints
from drafting.amend import amend, amend_law, ledger
from drafting.amend.annotate import heading_of, laid
from drafting.amend.outcome import Amended, Note, Report, Version
from drafting.amend.versions import EVER, When
from drafting.parse import parse
from drafting.prints import plain, web
from drafting.prints.manuscript import Look, Sheet, of_report
from statute.catalogue import Catalogue, Law
from statute.citation import from_path, read
from statute.errors import Refusal, Suggestion
from statute.node import Aside, Node, changed

#: How a print looks where nothing is said of it.
USUAL = Look()


def json_only(request: Request) -> None:
    """Refuses a body that is not said to be JSON."""
    media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if media_type != "application/json" and not media_type.endswith("+json"):
        raise OtherMedia(media_type)


router = APIRouter(tags=["redlines"], dependencies=[Depends(json_only)])


@router.post(
    "/redline",
    response_model=RedlineShape,
    responses={
        **ANSWERS,
        200: {"content": forms.PRINTED, "description": "The redline, in the form asked for."},
    },
)
def make_redline(request: Request, body: AmendmentIn, shelf: Held) -> Response:
    """The law as the language amends it: redline, new text, each instruction and what came of it.

    An instruction that cannot be carried out is reported and leaves the law as it stood; the others
    are carried out.
    """
    form = negotiate.form(request, offered=tuple(negotiate.FORMS))
    return answer(request, of_request(body, shelf), form, shelf, look=body.look())


@router.post("/parse", response_model=ParsedShape, responses=ANSWERS)
def read_bill(request: Request, body: BillIn) -> Response:
    """What a bill says, instruction by instruction; no law is looked up."""
    negotiate.form(request, offered=("json",))
    read = {"instructions": [ledger.instruction(said) for said in parse(forms.read(body.amendment, bill=True))]}
    return negotiate.answer(request, json.dumps(read, ensure_ascii=False), "json")


# ---- carrying out ----------------------------------------------------------------------------------


def of_request(body: AmendmentIn, shelf: Catalogue) -> Report:
    """The report on a request.  Raises `Refusal` where the law or the language cannot be read at all."""
    bill = forms.read(body.amendment, bill=True)
    codify = body.print == "code"
    when = body.when()
    if body.law is None:
        return amend(bill, shelf, codify=codify, when=when)
    return amended(bill, body.law, shelf, codify, when)


def amended(bill: Node, law: LawIn, shelf: Catalogue, codify: bool = False, when: When = EVER) -> Report:
    """A bill carried out on one law; that law is in the report even where nothing changes it."""
    if law.path is not None:
        held, node = shelf.provision(law.path)
        citation = from_path(held.address(node.id))
        return amend_law(bill, held.node, citation=citation, codify=codify, when=when, shelf=shelf)
    named = read(law.citation) if law.citation else None
    return amend_law(bill, forms.read(forms.sent(law)), citation=named, codify=codify, when=when, shelf=shelf)


def only(report: Report, path: str) -> Report:
    """The report on one of the laws, or on all for no path.  Raises `Refusal` M04 where it amends none."""
    laws = tuple(law for law in report.laws if path in ("", law.path))
    if laws or not path:
        return replace(report, laws=laws)
    choices = tuple(Suggestion(law.path, "is amended") for law in report.laws)
    raise Refusal.of("M04", f"The bill does not amend {path}.", words=path, suggestions=choices)


# ---- answering -------------------------------------------------------------------------------------


def answer(
    request: Request, report: Report, form: str, shelf: Catalogue, *, look: Look = USUAL, varies: bool = True
) -> Response:
    """A report in the form asked for.  Raises `Refusal` as `told` does."""
    headers = {"Ramseyer-Status": report.status}
    return negotiate.answer(request, told(report, form, shelf, look), form, headers=headers, varies=varies)


def told(report: Report, form: str, shelf: Catalogue, look: Look) -> str | bytes:
    """A report as JSON, or as a print.

    Raises `Refusal` F10 where the form has no such view, M05 for XML where there are several laws.
    """
    called = names(report, shelf)
    match form:
        case "json":
            return json.dumps(shape(report, called, look.view), ensure_ascii=False)
        case "html":
            return pages.of_report(report, called, look.view)
        case "xml":
            law = _single(report)
            return forms.written(laid(law.redline, law.notes), "xml")
        case "txt" if not look.view or look.view == plain.INLINE:
            return as_text(report, called)
    return prints.write(of_report(report, cards(report, shelf)), form, look)


def names(report: Report, shelf: Catalogue) -> dict[str, str]:
    """The names of the laws of a report, by their paths."""
    return {law.path: shelf.name(law.path) for law in report.laws if law.path}


def cards(report: Report, shelf: Catalogue) -> dict[str, Law]:
    """What is known of the laws of a report, the source and date of their texts included, by their paths."""
    held = ((law.path, shelf.at(law.path)) for law in report.laws if law.path)
    return {path: shelf.text_of(law) for path, law in held if law is not None}


def answer_bill(request: Request, title: str, report: Report, form: str, *, varies: bool = True) -> Response:
    """The bill itself in the form asked for, each instruction marked in its words."""
    bill = marked(report)
    body: str | bytes
    match form:
        case "json":
            told = {"text": forms.written(bill, "txt"), **_told(report)}
            body = json.dumps(told, ensure_ascii=False)
        case "html":
            body = pages.of_marked_bill(title, bill, report)
        case "docx" | "pdf" | "md":
            body = forms.printed(report.bill, form, title)  # a bill to be handed in bears no notes
        case _:
            body = forms.written(bill, form)
    headers = {"Ramseyer-Status": report.status}
    return negotiate.answer(request, body, form, headers=headers, varies=varies, stem=title)


def shape(report: Report, names: dict[str, str], view: str) -> dict[str, Any]:
    """A report as JSON."""
    usual = prints.seen(prints.PRINTS["html"], view or web.INLINE)
    return {"laws": [_law(law, names, usual) for law in report.laws], **_told(report)}


def _told(report: Report) -> dict[str, Any]:
    return {
        "status": report.status,
        "instructions": [ledger.as_dict(outcome, report.laws) for outcome in report.outcomes],
        "problems": [problem.as_dict() for problem in report.problems],
    }


def _law(law: Amended, names: dict[str, str], view: str) -> dict[str, Any]:
    return {
        "path": law.path,
        "name": names.get(law.path, ""),
        "changed": law.before is not law.after,
        "before": forms.written(law.before, "txt"),
        "after": forms.written(law.after, "txt"),
        "after_html": forms.written(laid(law.after, law.notes, marked=False), "html"),
        "redline": forms.written(law.redline, "txt"),
        "redline_html": web.fragment(Sheet(law.redline, notes=law.notes), view, {}, prefix=""),
        "instructions": [outcome.instruction.number for outcome in law.outcomes],
        "versions": [_version(one) for one in law.versions],
        "notes": [_note(one) for one in law.notes],
    }


def _note(one: Note) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "heading": heading_of(one.kind)[0],
        "words": one.words,
        "place": one.place,
        "where": one.where,
        "instructions": list(one.numbers),
    }


def _version(one: Version) -> dict[str, Any]:
    return {
        "since": one.since,
        "said": one.said,
        "instructions": list(one.numbers),
        "text": forms.written(one.node, "txt"),
        "problems": [problem.as_dict() for problem in one.problems],
    }


def as_text(report: Report, names: dict[str, str]) -> str:
    """A report as text: the redline of each law under its name, then what needs a look."""
    blocks = []
    for law in report.laws:
        name = names.get(law.path, "")
        blocks += [f"{name}\n"] if name else []
        blocks.append(forms.written(law.redline, "txt") + plain.noted(law.notes))
    if report.problems:
        blocks.append("".join(f"{problem}\n" for problem in report.problems))
    return "\n".join(blocks)


def _single(report: Report) -> Amended:
    if len(report.laws) == 1:
        return report.laws[0]
    choices = tuple(Suggestion(f"law={law.path}", "that law alone") for law in report.laws)
    detail = f"The bill amends {len(report.laws)} laws here; XML holds one."
    raise Refusal.of("M05", detail, suggestions=choices)


def marked(report: Report) -> Node:
    """The bill with the number of each instruction, and what came of it, before its words."""
    bill = report.bill
    for outcome in report.outcomes:
        said = outcome.instruction
        sign = Aside(said.span.start, said.span.start, "editorial", f"[{said.number} {outcome.status}] ")

        def signed(leaf: Node, sign: Aside = sign) -> Node:
            beside = sorted((*leaf.beside, sign), key=lambda aside: aside.start)
            return leaf.having(beside=tuple(beside))

        bill = changed(bill, said.span.leaf, signed) or bill
    return bill
