"""The two scripts of the file for Linux: the head that unpacks, and what starts the program that was unpacked."""
