"""A bill to its instructions: quotations lifted out, sentences read by the phrasebook, every word accounted for."""

from drafting.parse.measure import parse

__all__ = ["parse"]
