"""What is known: the store, statements, the audit, paths."""
