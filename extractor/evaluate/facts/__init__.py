"""Facts that a golden page states about its reading, one kind per file; each is right or wrong on its own."""
