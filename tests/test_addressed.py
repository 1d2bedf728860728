"""What a run leaves to be mailed; the whole of it is played in tests/contract/test_mail.py."""

from datetime import date

import pytest

from pipeline.addressed import managers_day, shared_addresses
from pipeline.calendar import NO_OWN_DAYS


def test_an_address_is_shared_when_two_customers_have_it_and_not_when_one_has_it_twice():
    assert shared_addresses(["a@b.cn; A@b.cn", "c@d.cn", "x@y.cn；C@D.cn"]) == ("c@d.cn",)


@pytest.mark.parametrize(
    ("as_of", "day"),
    [
        (date(2026, 11, 4), date(2026, 10, 5)),
        (date(2026, 11, 5), date(2026, 11, 5)),
        (date(2026, 12, 3), date(2026, 11, 5)),
        (date(2026, 12, 4), date(2026, 12, 4)),  # the 5th is a Saturday
    ],
)
def test_the_managers_pack_is_of_the_last_day_on_which_it_was_due(as_of: date, day: date):
    assert managers_day(as_of, 5, NO_OWN_DAYS) == day
