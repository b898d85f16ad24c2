"""Traces of editing on page pictures: signals with a place, never a verdict."""
