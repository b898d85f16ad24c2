"""What people decided, applied to a run: corrected readings and papers go in, decisions are set beside findings.

Nothing here changes a result: pages, documents and records come in and new ones go out, before the next
stage sees them. An entry whose source has changed is not applied but reported.
"""
