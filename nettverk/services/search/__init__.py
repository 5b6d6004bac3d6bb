"""Search over all years: reading what can be found, and asking for it."""
