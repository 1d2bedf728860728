"""A file's name and what it is a version of."""

import pytest

from pipeline.ledger.names import identity, near


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("a.xlsx", "a.xlsx"),
        ("a.csv", "a.csv"),
        ("a.csv.xlsx", "a.csv"),
        ("a.xls.xlsx", "a.xls"),
        ("a.xlsm.xlsx", "a.xlsm"),
        ("a.xlsb.xlsx", "a.xlsb"),
        ("a.ods.xlsx", "a.ods"),
        ("A.CSV.XLSX", "A.CSV"),
        ("十月/a.csv.xlsx", "十月/a.csv"),
        ("a.xlsx.xlsx", "a.xlsx.xlsx"),
        ("a.csv.xls", "a.csv.xls"),
        ("acsv.xlsx", "acsv.xlsx"),
        (".csv.xlsx", ".csv.xlsx"),
        ("a.csv.xlsx.xlsx", "a.csv.xlsx.xlsx"),
    ],
)
def test_the_corrected_copy_of_a_file_in_another_format_is_a_version_of_that_file(name, file):
    assert identity(name) == file


def test_at_most_three_names_are_suggested_and_only_likely_ones():
    known = ["十月订单.xlsx", "十一月订单.xlsx", "十二月订单.xlsx", "九月订单.xlsx", "客户.xlsx"]
    assert near("十月定单.xlsx", known)[0] == "十月订单.xlsx"
    assert len(near("十月定单.xlsx", known)) == 3
    assert near("zzz", ["SO1"]) == ()
