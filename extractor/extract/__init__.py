"""Fifth stage: a document in, a record of its fields with their places out."""
