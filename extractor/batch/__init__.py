"""Many submissions: a folder in; one result each, a ranking, and what submissions share out.

Each submission runs through the pipeline on its own; what is kept of it (`models.batch.Worked`) is all
that ranking and comparison need, so that both are pure functions and a batch can be taken up again.
"""
