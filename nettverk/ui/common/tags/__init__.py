"""Tags (merkelapper): the theme wheel, the list beside it, the line of tags on a form, and the filter of a list."""
