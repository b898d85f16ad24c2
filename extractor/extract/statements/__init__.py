"""Audit reports and financial statements: opinion, statement cells by item and year, sums, notes."""
