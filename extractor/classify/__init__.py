"""Third stage: a page text in, a page label (which document type it looks like) out."""
