"""Last stage: findings and tables in, JSON, HTML, XLSX and DOCX reports out."""
