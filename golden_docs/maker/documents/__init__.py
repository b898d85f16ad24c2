"""One file per document family: what is printed on it, its truth, and how it is drawn."""
