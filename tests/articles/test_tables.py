"""Figures in tables: told from words, and with the heads of their columns."""

import re

import pytest

from articles import tables


def row(*cells: str, name: str = "td") -> str:
    return "<tr>" + "".join(f"<{name}>{cell}</{name}>" for cell in cells) + "</tr>"


def table(*rows: str, head: str = "") -> str:
    return f"<table><thead>{head}</thead><tbody>{''.join(rows)}</tbody></table>"


def numbers(html: str) -> list[str]:
    return re.findall(r'class="number"[^>]*>([^<]*)<', tables.ready(html))


@pytest.mark.parametrize(
    "figure",
    [
        *["7", "2,418.6", "+0.4", "−15.5", "-3%", "12 %", "1 893,50", "$4.10", "-€20", "USD 1,200", "(3.2)"],
        *["١٢٫٥٪", "۳۴", "−٤", "&lt;1", "<strong>98</strong>", "£1.2"],
    ],
)
def test_a_number_with_sign_per_cent_or_currency_is_a_figure(figure: str) -> None:
    assert 'class="number"' in tables.ready(table(row(figure)))


@pytest.mark.parametrize(
    "words", ["", "-", "Wheat", "3 boats", "12 March", "4–2 to Lind", "A7", "%", "2026-03-04T10:00"]
)
def test_other_cells_are_words(words: str) -> None:
    html = table(row(words))
    assert tables.ready(html) == html


def test_the_head_and_the_gaps_of_a_column_of_figures_line_up_with_it() -> None:
    head = row("", "Last", "Change, %", "Note", name="th")
    html = table(row("Wheat", "1,893", "—", "4"), row("Freight", "1,204", "+2.9", "late"), head=head)
    assert numbers(html) == ["Last", "Change,\N{NO-BREAK SPACE}%", "1,893", "—", "4", "1,204", "+2.9"]


def test_a_long_head_may_break_but_not_before_its_unit() -> None:
    html = table(row("4"), head=row("Since <em>January</em>, %", name="th"))
    assert "Since <em>January</em>,\N{NO-BREAK SPACE}%</th>" in tables.ready(html)


def test_the_head_of_a_row_is_no_figure() -> None:
    html = '<table><tbody><tr><th scope="row">2025</th><td>9</td></tr></tbody></table>'
    assert numbers(html) == ["9"]


@pytest.mark.parametrize("nothing", ["", " ", "&nbsp;", "<br>", "<p><br></p>"])
def test_a_head_that_says_nothing_is_a_cell_and_the_columns_are_the_same(nothing: str) -> None:
    head = f'<tr><th scope="col" colspan="1">{nothing}</th><th>Last</th></tr>'
    assert f'<tr><td colspan="1">{nothing}</td><th>Last</th></tr>' in tables.ready(table(row("Wheat", "3"), head=head))
    plain = row(nothing, "Last", name="th")
    assert numbers(table(row("Wheat", "3"), head=plain)) == ["Last", "3"]


@pytest.mark.parametrize(
    "something", ["0", "<strong>Last</strong>", "<figure><img></figure>", "<div data-embed></div>"]
)
def test_a_head_that_says_something_stays_one(something: str) -> None:
    html = table(row("Wheat"), head=f'<tr><th scope="col">{something}</th></tr>')
    assert tables.ready(html) == html


def test_where_cells_span_others_each_stands_for_itself() -> None:
    html = '<table><tbody><tr><th colspan="2">Boats</th></tr><tr><td rowspan="2">9</td><td>-</td></tr></tbody></table>'
    assert numbers(html) == ["9"]


def test_no_word_and_no_attribute_is_lost() -> None:
    html = (
        '<table><caption>Boats</caption><tbody><tr><td rowspan="2">9</td><td>Two &amp; three</td></tr></tbody></table>'
    )
    assert tables.ready(html).replace(' class="number"', "") == html
