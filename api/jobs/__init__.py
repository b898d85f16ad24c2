"""Background work: take a submission in, read its pages range by range, verify it; safe to be killed anywhere."""
