"""Files coming in and going out."""
