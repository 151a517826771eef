"""XML from strangers: its names, its words, and what stands beside them, kept in its place."""
