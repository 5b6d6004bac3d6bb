"""Writing that Noto Sans has not: which font has a letter, how letters join, and which way a line runs."""
