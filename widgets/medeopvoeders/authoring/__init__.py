"""What an author asks for beside a finding: figures, a map, and a vignette to play right now.

What lives here: checks over the module texts in `solutions/`, the table below the linter's
findings, the map of a vignette, and the small course that `play` serves. What may come in: content
with mistakes in it; everything here goes as far as it can.
Leans on `reading` for the content and on `grading` for module sources and the build.
"""
