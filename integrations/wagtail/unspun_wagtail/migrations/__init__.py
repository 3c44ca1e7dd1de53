"""What the tables are."""
