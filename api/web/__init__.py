"""The pages that people work on: what they show, their templates, style and scripts."""
