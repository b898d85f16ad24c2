"""Packages on other programmes' printed forms: Word, Excel and scanned forms with a few scanned papers."""
