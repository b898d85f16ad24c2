"""Broken and hostile files, made anew the same way each time: mutations of good ones, and bombs made by hand."""
