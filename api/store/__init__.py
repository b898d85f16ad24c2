"""What the service keeps: rows in PostgreSQL, files by their content."""
