"""Sixth stage: records in, the programme's standard tables (claim beside evidence) out."""
