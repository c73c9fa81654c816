"""The pages to look something up: the sources of the course, and its words."""

from __future__ import annotations

from tornado import web

from medeopvoeders.grading.citations import in_order
from medeopvoeders.reading.library import languages, load_glossary, load_sources, load_strings
from medeopvoeders.reading.typeset import short_name, typeset
from medeopvoeders.serving.handlers import Page
from medeopvoeders.serving.modules import Module, find_modules


class _Reference(Page):
    """A page that leads to the modules that are here."""

    def modules(self, lang: str) -> tuple[Module, ...]:
        """The modules of one language; not found for a language that there is not."""
        if lang not in languages():
            raise web.HTTPError(404)
        return find_modules(self.root, lang)


class Sources(_Reference):
    """Every source that may be cited, with the modules that cite it."""

    @web.authenticated
    def get(self, lang: str) -> None:
        """The page."""
        modules, say = self.modules(lang), load_strings(lang)
        citable = {key: source for key, source in load_sources().items() if source.citable}
        entries = [
            {
                "key": source.key,
                "pieces": typeset(source, say),
                "modules": [module for module in modules if source.key in module.sources],
            }
            for source in in_order(citable)
        ]
        self.paint("sources.html", here="sources", entries=entries)


class Glossary(_Reference):
    """Every term, with the module that introduces it and the sources that it comes from."""

    @web.authenticated
    def get(self, lang: str) -> None:
        """The page."""
        modules = {module.slug: module for module in self.modules(lang)}
        known, say = load_sources(), load_strings(lang)
        entries = [
            {
                "term": term,
                "number": int(term.module[:2]) if term.module[:2].isdigit() else 0,
                "module": modules.get(term.module),
                "sources": [
                    (key, short_name(known[key], say)) for key in term.sources if key in known
                ],
            }
            for term in load_glossary(lang)
        ]
        self.paint("glossary.html", here="glossary", entries=entries)
