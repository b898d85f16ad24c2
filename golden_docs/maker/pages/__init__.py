"""Golden pages: one drawing per point of reading, in three degrees of damage, with the facts that it shows."""
