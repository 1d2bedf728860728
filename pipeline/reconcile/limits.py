"""The limits by which a fact becomes an exception; settings fill them in, 规则 sheets change them from a day on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """CONTRACT 6's limits with the defaults it names. Days are calendar days unless they say otherwise.

    `cut_off` is in minutes of the day; an approval without a role or an amount has none.
    """

    chase_days: int = 7
    chase_high_days: int = 30
    handover_days: int = 3
    freight_high_days: int = 30
    over_shipment_percent: int = 0
    late_high_days: int = 7
    review_hours_normal: int = 24
    review_hours_special: int = 12
    review_hours_urgent: int = 2
    cut_off: int | None = None
    ship_working_days: int = 3
    approval_roles: tuple[str, ...] = ()
    approval_amounts_fen: tuple[int, ...] = ()
    write_off_fen: int = 1000
    deposit_percent: int = 30
    pick_up_days: int = 7
    pick_up_last_days: int = 15
    forfeit_points: int = 10
    forfeit_late_points: int = 30
    forfeit_of_deposit: bool = False
    handle_high_days: int = 3
    handle_medium_days: int = 7
    handle_low_days: int = 30
    statement_due_day: int = 5
    confirmation_days: int = 180
    chase_confirmations: bool = False
