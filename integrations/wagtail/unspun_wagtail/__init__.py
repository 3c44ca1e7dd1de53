"""A Django app for Wagtail: a step of a workflow that asks Unspun about a page before it is published."""
