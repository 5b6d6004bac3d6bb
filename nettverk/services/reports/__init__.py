"""Reports of a school year, written from what is there: read here, made into sentences, and given their form."""
