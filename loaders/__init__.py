"""Articles in, ungrounded claims out."""
