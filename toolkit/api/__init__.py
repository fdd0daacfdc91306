"""What `import toolkit` offers to people who work in Python: a board, frames, measures."""
