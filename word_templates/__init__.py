"""The Word templates that ship with the toolkit: edit a copy in Word."""
