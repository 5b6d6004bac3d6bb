"""Sheets that ship with the program, the municipality's own, and what was answered on them."""
