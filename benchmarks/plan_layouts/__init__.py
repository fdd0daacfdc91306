"""Made plans in many layouts, with what a reader sees in them; and how well they are read."""
