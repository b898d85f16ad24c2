"""One module per kind of value: its type, what it reads, how it compares, how it prints."""
