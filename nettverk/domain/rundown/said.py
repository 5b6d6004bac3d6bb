"""Times as people say them to a hall: the planned one where it is near, and else to five minutes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

FIVE = timedelta(minutes=5)


def to_five(moment: datetime) -> datetime:
    """The nearest whole five minutes; every zone is a whole number of them away from UTC."""
    midnight = moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    fives = (moment - midnight + FIVE / 2) // FIVE
    return midnight + fives * FIVE


def said(moment: datetime, planned: datetime) -> datetime:
    """What is said of a moment that was planned for another: nobody says 09.31 where the paper has 09.30."""
    return planned if abs(moment - planned) <= FIVE / 2 else to_five(moment)
