"""News in, graph out: pages, actors, extraction, resolution and the writing of the graph."""
