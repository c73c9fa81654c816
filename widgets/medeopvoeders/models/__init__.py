"""The frozen types of everything the course is made of.

What lives here: vignettes as a graph of scenes, and the events of a trainee's record.
What may come in: plain values only; reading files and checking graphs is `reading`'s work.
Leans on the standard library alone: these types are imported in every trainee's kernel, where a
validation library would cost five megabytes each.
"""
