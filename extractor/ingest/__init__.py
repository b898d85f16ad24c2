"""First stage: takes the files of a submission in, gives source files and page images."""
