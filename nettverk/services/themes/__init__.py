"""Themes: points read from all that was said, gathered into themes, and taken further."""
