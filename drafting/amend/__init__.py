"""The whole errand: a bill carried out on the laws it amends, and what came of each instruction."""

from drafting.amend.errand import amend, amend_law
from drafting.amend.versions import When

__all__ = ["When", "amend", "amend_law"]
