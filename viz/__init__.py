"""Pictures: views of the graph as plain values, and the pages that show them."""
