from __future__ import annotations

import html
import re

import pytest
from nbconvert.filters import markdown2html

from medeopvoeders.grading.literal_text import LONGEST, literal_block, shortened, visible

TEXTS = [
    "Gewone tekst, met een vraag? Ja.",
    "</pre><script>alert(1)</script>",
    "<!-- \n\n --> <![CDATA[ ]]>",
    "$$\\href{javascript:alert(1)}{x}$$ en [x](javascript:alert(1))",
    "Een\n\n\n    twee\n\n```\ndrie\n```\n- vier\n# vijf\n===",
    "\n\nbegint en eindigt met lege regels\n\n",
    "מילה عربية 漢字 e\u0301 👩‍🏫",
]


def shown(block: str) -> str:
    inside = re.fullmatch(r"<pre [^>]*>\n(.*)</pre>", block, re.DOTALL)
    assert inside
    return html.unescape(inside[1])


@pytest.mark.parametrize("text", TEXTS)
def test_a_reader_sees_exactly_what_was_written(text: str) -> None:
    assert shown(literal_block(text)) == text


@pytest.mark.parametrize("text", TEXTS)
def test_nothing_in_the_block_means_anything_to_markdown_html_or_mathjax(text: str) -> None:
    inside = re.sub(r"&#\d+;", "", literal_block(text).split(">", 1)[1].removesuffix("</pre>"))
    assert not set(inside) & set("<>&`*_[](){}$\\#!|~=-+:/'\"@")


@pytest.mark.parametrize("text", TEXTS)
def test_nbconvert_leaves_the_block_as_it_is(text: str) -> None:
    block = literal_block(text)
    rendered = str(markdown2html(f"**Label**\n\n{block}\n\n**Another**\n\n{block}"))
    assert rendered.count(block) == 2
    assert rendered.count("<strong>") == 2


def test_every_control_character_is_shown_and_none_is_passed_on() -> None:
    controls = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"]
    seen = visible("".join(controls))
    assert not set(controls) & set(seen)
    assert visible("\x1b[31mrood\x00") == "␛[31mrood␀"
    assert visible("\x9b") == "[U+009B]"


def test_line_breaks_of_every_kind_are_newlines() -> None:
    assert visible("a\r\nb\rc\u2028d\u2029e\x85f\ng") == "a\nb\nc\nd\ne\nf\ng"


def test_characters_that_reorder_a_line_are_shown_and_marks_that_names_need_stay() -> None:
    assert visible("ab\u202ecd\u2066e") == "ab[U+202E]cd[U+2066]e"
    assert visible("א\u200fב") == "א\u200fב"


def test_half_a_surrogate_pair_can_be_written_to_a_file() -> None:
    assert visible("x\ud800y").encode() == "x\ufffdy".encode()


def test_a_text_without_end_is_cut_off_and_says_so() -> None:
    assert shortened("kort", "[afgebroken]") == "kort"
    long = shortened("a" * (LONGEST + 1), "[afgebroken]")
    assert long == "a" * LONGEST + "\n[afgebroken]"
