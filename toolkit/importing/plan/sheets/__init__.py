"""Plans and trackers kept in Excel, as the blocks that Word plans are read as."""
