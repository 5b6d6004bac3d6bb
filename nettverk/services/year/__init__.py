"""Året: what stands in a school year, series made in bulk, clashes, and a year copied to the next."""
