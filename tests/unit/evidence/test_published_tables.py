"""Any published tables can be attacked: ours or anyone's, one or several together."""

from __future__ import annotations

from pathlib import Path

import pytest

from headwater.evidence.disclosure.auditing import Audit, audit
from headwater.evidence.disclosure.published import Published, TableError, read

THRESHOLD = 5


@pytest.fixture
def table(tmp_path: Path) -> Maker:
    return Maker(tmp_path)


class Maker:
    """Writes and reads CSV tables, and audits them together."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.count = folder, 0

    def __call__(self, text: str, *, hidden: str = "*", total: str = "Total") -> Published:
        self.count += 1
        path = self.folder / f"t{self.count}.csv"
        path.write_text(text, encoding="utf-8")
        return read(path, hidden=hidden, total=total)

    def audit(self, *texts: str) -> Audit:
        return audit([self(text) for text in texts], THRESHOLD)

    def found(self, *texts: str) -> list[tuple[str, int, int, str]]:
        return [
            (" ".join(each.cell), each.low, each.high, each.finding.value)
            for each in self.audit(*texts).recovered
        ]


ONE_IN_ITS_ROW = "age,east,west,Total\nyoung,10,*,13\nold,20,7,27\nTotal,30,10,40\n"
TWO_IN_EACH_LINE = "age,east,west,Total\nyoung,*,*,13\nold,*,*,27\nTotal,30,10,40\n"


def test_one_hidden_cell_of_a_line_is_worked_out(table: Maker) -> None:
    assert table.found(ONE_IN_ITS_ROW) == [("young west", 3, 3, "exact")]


def test_two_in_each_line_may_be_safe(table: Maker) -> None:
    found = table.audit(TWO_IN_EACH_LINE)
    assert (found.recovered, found.hidden) == ((), 4)


def test_a_hidden_cell_that_must_be_small_is_found(table: Maker) -> None:
    text = "age,n\nyoung,*\nold,*\nadult,40\nTotal,44\n"
    assert table.found(text) == [("young", 1, 3, "small"), ("old", 1, 3, "small")]


def test_a_small_number_that_is_printed_needs_no_attack(table: Maker) -> None:
    assert table.found("age,n\nyoung,3\nold,0\n") == [("young", 3, 3, "shown")]


def test_without_a_total_nothing_is_worked_out(table: Maker) -> None:
    assert table.found("age,n\nyoung,*\nold,40\n") == []


def test_a_margin_in_one_file_opens_a_cell_in_another(table: Maker) -> None:
    by_sex = "age,f,m,Total\nyoung,*,12,*\nold,20,30,50\nTotal,*,42,*\n"
    by_town = "age,north,south,Total\nyoung,9,7,16\nold,25,25,50\nTotal,34,32,66\n"
    assert table.found(by_sex) == []
    found = table.found(by_sex, by_town)
    assert ("young f", 4, 4, "exact") in found
    assert ("young Total", 16, 16, "exact") in found


def test_an_edition_that_shows_what_the_other_hides_is_found(table: Maker) -> None:
    first = "age,n\nyoung,*\nold,*\nadult,40\nTotal,63\n"
    second = "age,n\nyoung,*\nold,20\nadult,40\nTotal,*\n"
    assert table.found(first) == []
    assert [name for name, *_ in table.found(first, second)] == ["young", "old", "young", "Total"]


def test_files_that_disagree_are_attacked_apart_and_it_is_said(table: Maker) -> None:
    january = "age,n\nyoung,*\nold,*\nTotal,30\n"
    february = "age,n\nyoung,12\nold,28\nTotal,40\n"
    found = table.audit(january, february)
    assert found.recovered == ()
    assert "different populations" in found.remarks[0]


def test_files_that_share_no_cell_are_attacked_apart_without_a_word(table: Maker) -> None:
    found = table.audit("age,n\nyoung,*\nold,40\n", "town,n\nnorth,8\nsouth,9\n")
    assert (found.recovered, found.remarks) == ((), ())


def test_files_that_agree_by_name_and_contradict_each_other_are_attacked_apart(
    table: Maker,
) -> None:
    one = "age,n\nyoung,*\nold,10\nTotal,12\n"
    other = "age,town,n\nyoung,north,7\nyoung,south,*\nyoung,Total,*\nold,Total,10\n"
    assert table.found(other) == []
    assert table.found(one, other) == [("young", 2, 2, "exact")]


def test_the_same_labels_across_and_down_are_the_same_cells(table: Maker) -> None:
    across = "age,east,west,Total\nyoung,*,*,20\nTotal,*,*,20\n"
    down = "where,n\neast,17\nwest,*\n"
    found = table.found(across, down)
    assert ("Total east", 17, 17, "exact") not in table.found(across)
    assert found == []  # nothing both show: they may be of different people
    agreed = down + "Total,20\n"
    assert ("west", 3, 3, "exact") in table.found(across, agreed)


def test_rows_that_overlap_are_not_taken_to_add_up(table: Maker) -> None:
    text = "factor,n\nhousing,30\ngrief,*\nalcohol,25\nTotal,40\n"
    found = table.audit(text)
    assert found.recovered == ()
    assert "the rows under factor do not add up" in found.remarks[0]


def test_rows_that_only_overlap_once_the_hidden_are_reckoned_are_seen_to(table: Maker) -> None:
    text = "factor,a,b,Total\nhousing,30,*,35\ngrief,*,9,*\nTotal,31,10,41\n"
    found = table.audit(text)
    # Thirty and five are housing's own line; what the rows have in common nobody knows.
    assert [(each.cell, each.low) for each in found.recovered] == [(("housing", "b"), 5)]
    assert "the rows under factor do not add up" in found.remarks[0]


def test_what_overlaps_is_still_bounded_by_its_total(table: Maker) -> None:
    text = "factor,a,b,Total\nhousing,3,30,33\ngrief,*,28,*\nTotal,3,30,33\n"
    found = table.audit(text)
    assert ("grief a", 1, 3, "small") in [
        (" ".join(each.cell), each.low, each.high, each.finding.value) for each in found.recovered
    ]


def test_shares_are_left_aside_and_it_is_said(table: Maker) -> None:
    found = table("age,n,share\nyoung,*,7.5%\nold,40,92.5 %\n")
    assert found.cells == {("young",): None, ("old",): 40}
    assert "left aside: share" in found.remarks[0]


def test_numbers_are_read_as_they_are_written_in_two_languages(table: Maker) -> None:
    text = 'lieu;n;m\nnord;1\u202f200;"1,200"\nsud;1 000;12.0\n'
    assert table(text).cells == {
        ("nord", "n"): 1200,
        ("nord", "m"): 1200,
        ("sud", "n"): 1000,
        ("sud", "m"): 12,
    }


def test_labels_are_compared_without_regard_to_case_and_shown_as_written(table: Maker) -> None:
    found = table.audit("Age,N\nYoung ,*\nOld,40\nTOTAL,43\n")
    assert [each.cell for each in found.recovered] == [("Young",)]


def test_the_mark_and_the_name_of_the_total_can_be_chosen(table: Maker) -> None:
    found = table("age,n\nyoung,<5\nold,\nEnsemble,63\n", hidden="<5", total="ensemble")
    assert found.hidden == [("young",), ("old",)]
    assert found.lines[0].total == ("ensemble",)


OURS = "decision,n,of,value,low,high,status\n"


def test_an_answer_of_ours_is_known_by_its_heading(table: Maker) -> None:
    both = OURS + "accepted,,50,,,,protected\nrejected,,50,,,,protected\n"
    assert table.found(both) == []
    one = OURS + "accepted,47,50,0.94,0.8,1,shown\nrejected,,50,,,,protected\n"
    assert table.found(one) == [
        ("rejected", 3, 3, "exact"),
        ("accepted", 3, 3, "complement"),
    ]


def test_an_answer_of_ours_with_words_beside_its_codes_is_read(table: Maker) -> None:
    text = (
        "\ufefffactor,factor_label,n,of,value,low,high,status\n"
        "a,Housing: none,10,20,0.5,0.3,0.7,shown\nb,Grief,19,20,0.9,0.7,1,shown\n"
    )
    assert table.found(text) == [("b", 1, 1, "complement")]


def test_answers_over_two_columns_add_up_over_both(table: Maker) -> None:
    head = "age_group,sex,n,of,value,low,high,status\n"
    rows = "a,f,10,30,,,,shown\na,m,,30,,,,protected\nb,f,9,30,,,,shown\n,m,7,30,,,,shown\n"
    assert table.found(head + rows) == [("a m", 4, 4, "exact")]


def test_an_answer_by_month_adds_up_within_the_month(table: Maker) -> None:
    head = "month,type,n,of,value,low,high,status\n"
    rows = (
        "2026-01,person,12,15,,,,shown\n2026-01,family,,15,,,,protected\n"
        "2026-02,person,20,20,,,,shown\n2026-02,family,0,20,,,,shown\n"
    )
    assert table.found(head + rows) == [
        ("2026-01 family", 3, 3, "exact"),
        ("2026-01 person", 3, 3, "complement"),
    ]


def test_of_nobody_nobody_is_recovered(table: Maker) -> None:
    head = "factor,type,n,of,value,low,high,status\n"
    assert table.found(head + "a,place,,0,,,,protected\nb,place,,0,,,,protected\n") == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "needs a line of headings"),
        ("age,n\n", "needs a line of headings"),
        ("age\nyoung\n", "needs a line of headings"),
        ("age,n\nyoung,3,4\n", "row 2 is not as long"),
        ("age,n\nyoung,many\n", "no column of whole numbers"),
        ("age,n,m\nyoung,3,many\n", "column 3 holds something that is no count"),
        ("age,n\nyoung,-3\n", "no column of whole numbers"),
        ("age,n\nyoung,3\nYoung,4\n", "stands there twice"),
        ('age,n\n"young,3\n', "cannot be read as a CSV table"),
        (OURS + "accepted,many,50,,,,shown\n", "row 2 holds no whole number"),
        ("age,n\nyoung,9\nold,*\nTotal,Total\n", "no column of whole numbers"),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(table: Maker, text: str, told: str) -> None:
    with pytest.raises(TableError, match=told):
        table(text)


def test_a_file_that_is_not_text_or_not_there_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    for content in (None, b"\xff\xfe\x00"):
        if content:
            path.write_bytes(content)
        with pytest.raises(TableError, match="cannot be read"):
            read(path, hidden="*", total="Total")


def test_a_file_beyond_measure_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("headwater.evidence.disclosure.published.MOST_BYTES", 10)
    path = tmp_path / "x.csv"
    path.write_text("age,n\nyoung,12\n", encoding="utf-8")
    with pytest.raises(TableError, match="too large"):
        read(path, hidden="*", total="Total")


def test_numbers_that_cannot_be_true_are_refused(table: Maker) -> None:
    with pytest.raises(TableError, match="contradict each other"):
        table.audit("age,n\nyoung,*\nold,30\nTotal,20\n")
