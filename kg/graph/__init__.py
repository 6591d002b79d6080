"""The notebook as networkx graphs, whose attributes docs/graphs.md describes."""
