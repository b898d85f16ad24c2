"""How the data is worked out: the line from files to a report, without web or database."""
