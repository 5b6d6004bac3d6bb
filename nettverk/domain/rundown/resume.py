"""After a fall: is the day still going on, so that the stage is to come back by itself?"""

from __future__ import annotations

from datetime import datetime, timedelta

from nettverk.domain.rundown.state import Phase, Rundown

# Days run late, and whoever tidies the hall may still have the thanks on the wall; after that it is another day.
AFTER = timedelta(hours=2)
# A stage that waits for its people is opened the same morning.
BEFORE = timedelta(hours=12)


def goes_on(rundown: Rundown, last: datetime) -> bool:
    """Whether people are likely to sit in the hall now.

    A day that was ended is over. One that runs goes on until two hours after it was to end, or after the last press
    where it ran later than that. One that was not begun counts when its start is near, before or behind.

    Args:
        last: the last sign of life: a press, or that the stage was opened.
    """
    now, plan = rundown.now, rundown.plan
    if rundown.phase == Phase.DONE:
        return False
    if now > max(plan.ends, last) + AFTER:
        return False
    return rundown.phase != Phase.WAITING or (plan.starts - now <= BEFORE and now - last <= BEFORE)
