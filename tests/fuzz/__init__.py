"""What is fuzzed: every parser of our own, its seeds, and the mistakes that fuzzing found."""
