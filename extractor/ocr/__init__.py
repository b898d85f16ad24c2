"""Second stage: page images in, page texts with boxes and confidences out."""
