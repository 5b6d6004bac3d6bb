"""The same jobs without a screen: ``main`` takes the arguments, does the job and gives an exit code.

``command`` is what all jobs share, ``jobs/`` has one file for each; ``database`` opens the file that a job is about,
``talk`` writes the answers, and ``words`` makes argparse speak the user's language.
"""

from nettverk.cli.command import main

__all__ = ["main"]
