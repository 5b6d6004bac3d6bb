"""The school year: what it holds, when nobody can meet, how a series is spread over it, and what stands in the way.

``days`` knows the calendar, ``items`` what stands in a year, ``series`` proposes days for gatherings, ``clashes`` says
what collides, and ``wheel`` is where each thing lies when the year is drawn as a wheel.
"""
