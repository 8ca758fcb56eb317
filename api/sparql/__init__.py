"""The query service: strangers' SPARQL, checked, answered by reader processes on a snapshot, never in this process."""
