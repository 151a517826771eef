"""What is looked for before a bill leaves the desk, in it and between it and other bills."""

from drafting.check.desk import Checked, check_bill, check_law

__all__ = ["Checked", "check_bill", "check_law"]
