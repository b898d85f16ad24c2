"""Throughput and memory of the program: scripts that print ratios, run by hand."""
