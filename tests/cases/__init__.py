"""Reported cases, each a folder with `expected.txt`: what is right for each of them, and a command that prints how we do."""
