"""The manual: which pages it has, which of them belongs to a place in the program, and what a page is made of."""
