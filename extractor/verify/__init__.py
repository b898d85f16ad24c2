"""Seventh stage: tables and records in, findings out; doubtful reading becomes review."""
