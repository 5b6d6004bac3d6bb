"""The days a municipality meets on: the sample's dates are ones that somebody could have chosen, whatever day it is."""

from __future__ import annotations

from datetime import date, timedelta

from nettverk.domain.year.days import easter

_WEEK = timedelta(weeks=1)


def working_day(day: date, *, later: bool = False) -> date:
    """The day itself where people meet on it; else the first such day after a weekend or some holidays.

    Out of a long holiday one comes by whole weeks, earlier rather than later unless ``later`` is asked for.
    """
    while True:
        for days in range(5):
            near = day + timedelta(days=days)
            if not _nobody_meets(near):
                return near
        day += _WEEK if later else -_WEEK


def usual_day(today: date) -> date:
    """About ten days ahead: the day of the upcoming gathering, were there no holidays. The past is counted from it."""
    day = today + timedelta(days=10)
    return day + timedelta(days=8 - day.isoweekday()) if day.isoweekday() > 5 else day


def upcoming_day(today: date) -> date:
    """The day of the upcoming gathering: the first day ten days or more ahead that people could meet on."""
    return working_day(usual_day(today), later=True)


def _nobody_meets(day: date) -> bool:
    if day.isoweekday() > 5:
        return True
    month_day = (day.month, day.day)
    if (6, 20) < month_day < (8, 15) or month_day > (12, 18) or month_day < (1, 5):  # summer and Christmas
        return True
    from_easter = (day - easter(day.year)).days
    # From Palm Sunday to Easter Monday; Ascension Day and the Friday after it; Whit Monday.
    return month_day in {(5, 1), (5, 17)} or -7 <= from_easter <= 1 or from_easter in {39, 40, 50}
