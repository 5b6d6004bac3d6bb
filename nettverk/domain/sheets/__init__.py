"""Sheets (ark): forms that people fill in together, as data.

``definition`` is what a sheet is, ``reading`` makes one of a mapping (TOML or JSON), ``answers`` is what was said
on one; ``written`` is the question sheets of a gathering, table by question.
"""
