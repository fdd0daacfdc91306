"""A board's colour and logo."""
