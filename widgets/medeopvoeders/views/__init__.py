"""What a trainee sees: one anywidget an activity, each a painter of state.

What lives here: the Python side that turns engine state and content into a plain dict of words,
and in `static/` the JavaScript that paints it and sends actions back. What may come in: any
message at all from a page. Leans on every room above and on anywidget.
"""
