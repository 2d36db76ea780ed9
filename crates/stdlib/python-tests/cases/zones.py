import asyncio  # pyodide has no zone files, so that this case is recorded by the Python at hand
from datetime import datetime, timezone, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError
for name in ("UTC", "Europe/Berlin", "Europe/London", "America/New_York", "America/Los_Angeles", "Asia/Tokyo", "Asia/Kolkata", "Australia/Sydney", "Pacific/Auckland"):
    z = ZoneInfo(name)
    print(z, repr(z), z is ZoneInfo(name), z.utcoffset(None))
    for d in (datetime(2024, 1, 15, 12), datetime(2024, 7, 15, 12), datetime(2024, 3, 31, 2, 30), datetime(2024, 10, 27, 2, 30), datetime(2024, 10, 27, 2, 30, fold=1), datetime(2024, 11, 3, 1, 30), datetime(2024, 3, 10, 2, 30), datetime(2024, 4, 7, 2, 30)):
        x = d.replace(tzinfo=z)
        print(x, x.tzname(), x.dst(), x.astimezone(timezone.utc))
    u = datetime(2024, 3, 30, 23, tzinfo=timezone.utc)
    for h in range(0, 24 * 280, 97): y = (u + timedelta(hours=h)).astimezone(z); print(y, y.fold, end=";")
    print()
try: ZoneInfo("No/Where")
except ZoneInfoNotFoundError as e: print(e)
