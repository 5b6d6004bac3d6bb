"""The accessibility report: its table, and what makes a document of it."""
