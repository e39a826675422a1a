"""The pages. They draw what a `Review` holds and compute nothing of their own."""
