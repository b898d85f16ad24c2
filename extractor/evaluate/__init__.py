"""Measures the line against golden documents: counts per document type, indicator and check."""
