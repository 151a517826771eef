"""Amendments on the floor and in committee, carried out on the print of a bill or of another amendment.

A page and a line are those of the print as it was, whatever an earlier amendment did.  What is directed
"in section 3(b) of the bill" is an ordinary amendment, with the bill as the law in hand.
Source: House Legislative Counsel's Manual on Drafting Style, on amendments to bills.
"""

from drafting.floor.amend import amend_print

__all__ = ["amend_print"]
