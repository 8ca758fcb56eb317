"""Questions to the network as a whole: paths, loops, contradictions, leverage."""
