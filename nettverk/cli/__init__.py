"""The same jobs without a screen: ``main`` takes the arguments, does the job and gives an exit code."""

from nettverk.cli.command import main

__all__ = ["main"]
