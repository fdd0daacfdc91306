"""What the words of a cell say."""
