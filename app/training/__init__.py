"""Training: from corpora to a model folder. An edge: it may use every room; nothing in the core knows it."""
