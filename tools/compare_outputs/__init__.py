"""What a change of the code changes for a user: two checkouts run the same commands side by side.

    python -m tools.compare_outputs OLD NEW [--out DIR] [--only WORD] [--again]

OLD and NEW are folders of the project, each with its own `.venv`. Both run the same scenarios
through `python -m toolkit` alone, so their insides may differ as they like. Compared is all
that a user could see: exit codes, both outputs, every file written, hidden ones and backups
too, zip packages part by part, and the workbooks and templates that ship. Differences of one
cause are reported as one; exit code 1 says that there are some. DIR keeps both sides' results and
`differences.txt`, which names every place; OLD's are taken from there `--again`, which halves
the time (some 8 minutes, by one process) while OLD stays as it is.

For Linux, as it forks; the inputs come from OLD and from ../shared where that is present.
"""
