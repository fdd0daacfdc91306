"""Other people's odd and broken files through every command, each within bounds of its own."""
