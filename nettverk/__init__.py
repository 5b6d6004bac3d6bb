"""Nettverk: learning-network gatherings, planned, run, remembered and taken up again."""

__version__ = "0.1.0"
