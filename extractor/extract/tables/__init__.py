"""Printed tables of a page: cells found from rulings, from the file itself, or from the alignment of the text."""
