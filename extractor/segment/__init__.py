"""Fourth stage: labelled pages in, documents (runs of pages that are one paper) out."""
