"""Utskrifter: every document of the gathering, seen as it will come out of the printer."""
