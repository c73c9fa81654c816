"""From files to models, with a finding for everything that is not as it should be.

What lives here: the readers of vignettes, strings and sources, the checks over them, and the
library that a notebook loads from. What may come in: whatever an author typed.
Leans on `models`; on markdown-it-py for CommonMark and PyYAML for front matter.
"""
