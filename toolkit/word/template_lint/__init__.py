"""What is wrong in a template, before it is filled."""
