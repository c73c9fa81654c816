"""From an author's text to a graded hand-in.

What lives here: the build (solutions to course notebooks), cohorts (ordinary nbgrader course
folders), nbgrader's configuration and preprocessors, and handing in through nbgrader's exchange.
What may come in: the authors' files, and whatever a trainee submitted, which is hostile until it
has been read as a record. Nothing submitted is ever executed, and none of it travels on except
text, escaped.
Leans on everything up to `record`, and on nbgrader and jupytext; both take seconds to import, so
they are imported where they are used, and never by a notebook.
"""

import sys

# Jupyter's and nbgrader's schemas may name internationalised addresses. The grammar to check those
# takes two seconds to load, no schema of theirs uses it, and jsonschema does without where it is
# missing. Here, because every way to nbgrader and to the server passes through this room.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
