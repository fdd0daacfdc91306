"""Damaged and hostile files, made from sound ones by the hundred, and what commands say to them."""
