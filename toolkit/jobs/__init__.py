"""One file for each thing a person asks for; commands and buttons call the same ones."""
