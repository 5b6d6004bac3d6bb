"""What the group builder said when it made the groups, kept with them in the file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from nettverk.mixing.aims import Figure, Score
from nettverk.mixing.reading import FIGURE_OF, PUBLISHED, score_from_json, score_to_json


@dataclass(frozen=True, slots=True)
class Solved:
    """How groups came to be; as it stands here for groups that no search has made.

    Attributes:
        seed, iterations, search: enough to make the same plan again (``search`` is the search's own version).
        version: of the program. seconds: how long it took. stopped: somebody asked it to stop.
        score, bound: figures when the groups were made, and what no groups can beat; None where nothing was kept.
        proved: the figures that were proved.
        fingerprint: of the problem; where today's is another, nothing that was proved holds any more.
        locked: (person, table, turn) that the search was not to touch, which what is proved rests on.
    """

    seed: int = 0
    iterations: int = 0
    version: str = ""
    search: int = 0
    seconds: float = 0.0
    score: Score | None = None
    bound: Score | None = None
    proved: tuple[Figure, ...] = ()
    stopped: bool = False
    fingerprint: str = ""
    locked: tuple[tuple[int, int, int], ...] = ()

    @classmethod
    def from_text(cls, text: str) -> Solved:
        """Read what ``to_text`` wrote, by this program or an older one; what is not there is as for no search."""
        # Groups are kept for years: whatever a younger program adds, an older file does not have.
        data: dict[str, Any] = json.loads(text)
        return cls(
            seed=int(data.get("seed", 0)),
            iterations=int(data.get("iterations", 0)),
            version=str(data.get("version", "")),
            search=int(data.get("search", 0)),
            seconds=float(data.get("seconds", 0.0)),
            score=score_from_json(data["score"]) if "score" in data else None,
            bound=score_from_json(data["bound"]) if "bound" in data else None,
            proved=tuple(FIGURE_OF[word] for word in data.get("proved", ()) if word in FIGURE_OF),
            stopped=bool(data.get("stopped", False)),
            fingerprint=str(data.get("fingerprint", "")),
            locked=tuple((person, table, turn) for person, table, turn in data.get("locked", ())),
        )

    def to_text(self) -> str:
        """As JSON, with the published names of the figures."""
        return json.dumps(
            {
                "seed": self.seed,
                "iterations": self.iterations,
                "version": self.version,
                "search": self.search,
                "seconds": self.seconds,
                "score": score_to_json(self.score) if self.score is not None else {},
                "bound": score_to_json(self.bound) if self.bound is not None else {},
                "proved": [PUBLISHED[figure] for figure in self.proved],
                "stopped": self.stopped,
                "fingerprint": self.fingerprint,
                "locked": [list(pin) for pin in self.locked],
            },
            ensure_ascii=False,
        )
