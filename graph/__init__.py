"""What is known: the store, statements, the audit, paths."""

from graph.knowledge import KnowledgeGraph

__all__ = ["KnowledgeGraph"]
