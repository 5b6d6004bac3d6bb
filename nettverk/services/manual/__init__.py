"""The manual: read from its files, searched, and written as PDF and as a page of the web."""
