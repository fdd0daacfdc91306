"""How fast the toolkit is, in ratios from one interleaved run: `python -m benchmarks`."""
