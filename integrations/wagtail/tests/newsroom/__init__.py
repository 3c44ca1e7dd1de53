"""A small site with articles, as a newsroom would have it."""
