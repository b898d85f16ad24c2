"""Who may reach it: HTTP service, review pages, jobs and store around the extractor."""
