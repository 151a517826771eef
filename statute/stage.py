"""The stage at which a bill is printed: introduced, reported, engrossed, enrolled, as each vocabulary names it.

Source: bill.dtd and res.dtd (`bill-stage`, `resolution-stage`); USLM schema (`docStage`).
"""

from __future__ import annotations

from lxml import etree

from statute.markup import xml
from statute.markup.bill_tags import UNSAID
from statute.markup.inline import plain

ROLE = "docStage"
#: What USLM files call a stage otherwise than the DTD does.
_ALSO = {"ENR": "Enrolled-Bill", "Pre-Introduced": UNSAID}


def of_bill(root: etree._Element) -> str:
    """The stage of a document of the bill DTD, "Introduced-in-House"; "" where it does not say."""
    stage = root.get("bill-stage") or root.get("resolution-stage") or ""
    return "" if stage == UNSAID else stage


def of_meta(meta: etree._Element) -> str:
    """The stage in the `meta` of a USLM document, as the bill DTD has it; "" where it does not say."""
    for child in meta:
        if ROLE in (xml.local(child), child.get("role")):
            said = child.get("value") or plain(child)
            stage = _ALSO.get(said, "-".join(said.split()))
            return "" if stage == UNSAID else stage
    return ""


def attribute(root: etree._Element) -> tuple[tuple[str, str], ...]:
    """The stage of a USLM document as an attribute of its law, where its `meta` tells one."""
    meta = root.find("{*}meta")
    said = of_meta(meta) if meta is not None else ""
    return (("stage", said),) if said else ()


def spoken(stage: str) -> str:
    """The stage in words: "Introduced in House"."""
    return stage.replace("-", " ")
