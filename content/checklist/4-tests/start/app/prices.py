"""What it costs to rent a bicycle."""


def price(days: int, member: bool = False) -> int:
    """Whole euros: 12 a day, from the fifth day on 8 a day. Members pay 10 % less, rounded down."""
    if days < 1:
        raise ValueError("A rental takes at least one day")
    full = 12 * min(days, 4) + 8 * max(days - 4, 0)
    return full * 9 // 10 if member else full
