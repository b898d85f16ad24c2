"""Reads application forms: labelled cells, year columns, blanks in sentences, ticked boxes, seals."""
