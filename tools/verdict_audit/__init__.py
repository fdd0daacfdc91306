"""How often the verdict on the last figure calls chance a change, and misses what is one."""
