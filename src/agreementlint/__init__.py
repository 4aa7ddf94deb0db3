"""Reads coaching agreements and data-handling plans and says, with proof, what they define."""

__version__ = "0.1.0"
