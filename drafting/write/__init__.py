"""Instructions to amendatory language, by the phrasebook that reads it."""

from drafting.write.language import write

__all__ = ["write"]
