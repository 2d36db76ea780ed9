"""IP addresses, networks and interfaces, of versions 4 and 6."""


class AddressValueError(ValueError):
    """Text that isn't an address."""


class NetmaskValueError(ValueError):
    """Text that isn't a netmask."""


def _parse4(text):
    if not text:
        raise AddressValueError("Address cannot be empty")
    parts = text.split(".")
    if len(parts) != 4:
        raise AddressValueError(f"Expected 4 octets in {text!r}")
    value = 0
    for part in parts:
        if not part:
            raise AddressValueError(f"Empty octet not permitted in {text!r}")
        if not (part.isascii() and part.isdigit()):
            raise AddressValueError(f"Only decimal digits permitted in {part!r} in {text!r}")
        if len(part) > 3:
            raise AddressValueError(f"At most 3 characters permitted in {part!r} in {text!r}")
        if part != "0" and part[0] == "0":
            raise AddressValueError(f"Leading zeros are not permitted in {part!r} in {text!r}")
        number = int(part)
        if number > 255:
            raise AddressValueError(f"Octet {number} (> 255) not permitted in {text!r}")
        value = value << 8 | number
    return value


def _parse6(text):
    if not text:
        raise AddressValueError("Address cannot be empty")
    parts = text.split(":")
    if len(parts) < 3:
        raise AddressValueError(f"At least 3 parts expected in {text!r}")
    if "." in parts[-1]:
        try:
            four = _parse4(parts.pop())
        except AddressValueError as error:
            raise AddressValueError(f"{error} in {text!r}") from None
        parts += [f"{four >> 16 & 0xFFFF:x}", f"{four & 0xFFFF:x}"]
    if len(parts) > 9:
        raise AddressValueError(f"At most 8 colons permitted in {text!r}")
    gaps = [index for index in range(1, len(parts) - 1) if not parts[index]]
    if len(gaps) > 1:
        raise AddressValueError(f"At most one '::' permitted in {text!r}")
    if gaps:
        high, low = parts[: gaps[0]], parts[gaps[0] + 1 :]
        if not high[0]:
            high = high[1:]
            if high:
                raise AddressValueError(f"Leading ':' only permitted as part of '::' in {text!r}")
        if not low[-1]:
            low = low[:-1]
            if low:
                raise AddressValueError(f"Trailing ':' only permitted as part of '::' in {text!r}")
        missing = 8 - len(high) - len(low)
        if missing < 1:
            raise AddressValueError(f"Expected at most 7 other parts with '::' in {text!r}")
        parts = high + ["0"] * missing + low
    elif len(parts) != 8:
        raise AddressValueError(f"Exactly 8 parts expected without '::' in {text!r}")
    elif not parts[0]:
        raise AddressValueError(f"Leading ':' only permitted as part of '::' in {text!r}")
    elif not parts[-1]:
        raise AddressValueError(f"Trailing ':' only permitted as part of '::' in {text!r}")
    value = 0
    for part in parts:
        if not all([char in "0123456789abcdefABCDEF" for char in part]) or not part:
            raise AddressValueError(f"Only hex digits permitted in {part!r} in {text!r}")
        if len(part) > 4:
            raise AddressValueError(f"At most 4 characters permitted in {part!r} in {text!r}")
        value = value << 16 | int(part, 16)
    return value


def _show4(value):
    return ".".join([str(value >> shift & 255) for shift in (24, 16, 8, 0)])


def _show6(value):
    groups = [f"{value >> shift & 0xFFFF:x}" for shift in range(112, -1, -16)]
    best = length = 0
    at = 0
    while at < 8:
        end = at
        while end < 8 and groups[end] == "0":
            end += 1
        if end - at > length:
            best, length = at, end - at
        at = max(end, at + 1)
    if length < 2:
        return ":".join(groups)
    return ":".join(groups[:best]) + "::" + ":".join(groups[best + length :])


class _Address:
    """What addresses of both versions can do."""

    __slots__ = ("_ip", "_scope_id", "__weakref__")

    def __init__(self, address):
        self._scope_id = None
        if isinstance(address, int) and not isinstance(address, bool):
            if address < 0:
                raise AddressValueError(f"{address} (< 0) is not permitted as an IPv{self.version} address")  # fmt: skip
            if address >> self.max_prefixlen:
                raise AddressValueError(f"{address} (>= 2**{self.max_prefixlen}) is not permitted as an IPv{self.version} address")  # fmt: skip
            self._ip = address
        elif isinstance(address, bytes):
            if len(address) * 8 != self.max_prefixlen:
                raise AddressValueError(f"{address!r} (len {len(address)} != {self.max_prefixlen // 8}) is not permitted as an IPv{self.version} address")  # fmt: skip
            self._ip = int.from_bytes(address, "big")
        else:
            text = str(address)
            if "/" in text:
                raise AddressValueError(f"Unexpected '/' in {text!r}")
            self._read(text)

    def _read(self, text):
        self._ip = self._parse(text)

    def __int__(self):
        return self._ip

    @property
    def packed(self):
        return self._ip.to_bytes(self.max_prefixlen // 8, "big")

    def __str__(self):
        return self._show(self._ip)

    @property
    def compressed(self):
        return str(self)

    @property
    def exploded(self):
        return self._explode(self._ip)

    def __repr__(self):
        return f"{type(self).__name__}({str(self)!r})"

    def __format__(self, spec):
        if not spec or spec[-1] == "s":
            return format(str(self), spec)
        if spec[-1] not in "bnxX":
            return object.__format__(self, spec)
        width = {"b": self.max_prefixlen, "x": self.max_prefixlen // 4, "X": self.max_prefixlen // 4}
        kind = "b" if spec[-1] == "n" and self.version == 4 else "x" if spec[-1] == "n" else spec[-1]
        text = f"{self._ip:0{width[kind]}{kind}}"
        return f"0{kind}{text}" if "#" in spec else text

    def _key(self):
        return self.version, self._ip

    def __eq__(self, other):
        if not isinstance(other, _Address):
            return NotImplemented
        return self.version == other.version and self._ip == other._ip and self._scope_id == other._scope_id  # fmt: skip

    def __hash__(self):
        return hash(hex(self._ip))

    def _compared(self, other):
        if not isinstance(other, _Address):
            return False
        if self.version != other.version:
            raise TypeError(f"{self} and {other} are not of the same version")
        return True

    def __lt__(self, other):
        return self._ip < other._ip if self._compared(other) else NotImplemented

    def __le__(self, other):
        return self._ip <= other._ip if self._compared(other) else NotImplemented

    def __gt__(self, other):
        return self._ip > other._ip if self._compared(other) else NotImplemented

    def __ge__(self, other):
        return self._ip >= other._ip if self._compared(other) else NotImplemented

    def __add__(self, other):
        return type(self)(self._ip + other) if isinstance(other, int) else NotImplemented

    def __sub__(self, other):
        return type(self)(self._ip - other) if isinstance(other, int) else NotImplemented

    def __reduce__(self):
        return type(self), (str(self),)

    @property
    def reverse_pointer(self):
        if self.version == 4:
            return ".".join(reversed(str(self).split("."))) + ".in-addr.arpa"
        return ".".join(reversed(f"{self._ip:032x}")) + ".ip6.arpa"

    def _within(self, name):
        mapped = getattr(self, "ipv4_mapped", None)
        if mapped is not None and name != "site_local":
            return mapped._within(name)
        return any([self._ip >> (self.max_prefixlen - size) == start >> (self.max_prefixlen - size) for start, size in _ranges(self.version, name)])  # fmt: skip

    @property
    def is_multicast(self):
        return self._within("multicast")

    @property
    def is_loopback(self):
        return self._within("loopback")

    @property
    def is_link_local(self):
        return self._within("link_local")

    @property
    def is_reserved(self):
        return self._within("reserved")

    @property
    def is_private(self):
        return self._within("private") and not self._within("public")

    @property
    def is_global(self):
        return not self.is_private and not self._within("shared")

    @property
    def is_unspecified(self):
        return self._ip == 0


_TABLES = {
    (4, "multicast"): "224.0.0.0/4",
    (4, "loopback"): "127.0.0.0/8",
    (4, "link_local"): "169.254.0.0/16",
    (4, "reserved"): "240.0.0.0/4",
    (4, "shared"): "100.64.0.0/10",
    (4, "private"): "0.0.0.0/8 10.0.0.0/8 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 "
    "192.0.0.170/31 192.0.2.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 240.0.0.0/4 "
    "255.255.255.255/32",
    (4, "public"): "192.0.0.9/32 192.0.0.10/32",
    (6, "multicast"): "ff00::/8",
    (6, "loopback"): "::1/128",
    (6, "link_local"): "fe80::/10",
    (6, "site_local"): "fec0::/10",
    (6, "reserved"): "::/8 100::/8 200::/7 400::/6 800::/5 1000::/4 4000::/3 6000::/3 8000::/3 a000::/3 "
    "c000::/3 e000::/4 f000::/5 f800::/6 fe00::/9",
    (6, "shared"): "",
    (6, "private"): "::1/128 ::/128 ::ffff:0:0/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16 "
    "3fff::/20 fc00::/7 fe80::/10",
    (6, "public"): "2001:1::1/128 2001:1::2/128 2001:3::/32 2001:4:112::/48 2001:20::/28 2001:30::/28",
}


def _ranges(version, name):
    found = _TABLES[version, name]
    if isinstance(found, str):
        parse = _parse4 if version == 4 else _parse6
        ranges = []
        for item in found.split():
            start, _, size = item.partition("/")
            ranges.append((parse(start), int(size)))
        found = _TABLES[version, name] = ranges
    return found


class _V4:
    __slots__ = ()
    version = 4
    max_prefixlen = 32
    _parse = staticmethod(_parse4)
    _show = staticmethod(_show4)
    _explode = staticmethod(_show4)


class _V6:
    __slots__ = ()
    version = 6
    max_prefixlen = 128
    _parse = staticmethod(_parse6)
    _show = staticmethod(_show6)

    @staticmethod
    def _explode(value):
        return ":".join([f"{value >> shift & 0xFFFF:04x}" for shift in range(112, -1, -16)])


class IPv4Address(_V4, _Address):
    __slots__ = ()

    @property
    def ipv6_mapped(self):
        return IPv6Address(0xFFFF << 32 | self._ip)


class IPv6Address(_V6, _Address):
    __slots__ = ()

    def _read(self, text):
        text, percent, scope = text.partition("%")
        if percent:
            if not scope or "%" in scope:
                raise AddressValueError(f"Invalid IPv6 address: {text + percent + scope!r}")
            self._scope_id = scope
        self._ip = _parse6(text)

    def __str__(self):
        text = _show6(self._ip)
        if self._ip >> 32 == 0xFFFF:
            text = "::ffff:" + _show4(self._ip & 0xFFFFFFFF)
        return text if self._scope_id is None else f"{text}%{self._scope_id}"

    @property
    def scope_id(self):
        return self._scope_id

    @property
    def exploded(self):
        text = self._explode(self._ip)
        if self._ip >> 32 == 0xFFFF:
            return text[:30] + _show4(self._ip & 0xFFFFFFFF)
        return text

    @property
    def ipv4_mapped(self):
        return IPv4Address(self._ip & 0xFFFFFFFF) if self._ip >> 32 == 0xFFFF else None

    @property
    def is_site_local(self):
        return self._within("site_local")


def _split(address):
    """The address and the mask of what stands around a slash."""
    if isinstance(address, (int, bytes)):
        return address, None
    if isinstance(address, tuple):
        return address if len(address) > 1 else (address[0], None)
    text = str(address)
    head, slash, mask = text.partition("/")
    if "/" in mask:
        raise AddressValueError(f"Only one '/' permitted in {text!r}")
    return head, mask if slash else None


def _prefix(kind, mask):
    width = kind.max_prefixlen
    if mask is None:
        return width
    if isinstance(mask, int):
        size = mask
    else:
        mask = str(mask)
        if mask.isascii() and mask.isdigit():
            size = int(mask)
        else:
            try:
                value = kind._parse(mask)
            except AddressValueError:
                raise NetmaskValueError(f"{mask!r} is not a valid netmask") from None
            for size in range(width + 1):
                full = (1 << width) - (1 << (width - size))
                if value in (full, (1 << width) - 1 - full):
                    return size
            raise NetmaskValueError(f"{mask!r} is not a valid netmask")
    if not 0 <= size <= width:
        raise NetmaskValueError(f"{mask!r} is not a valid netmask")
    return size


class _Network:
    """What networks of both versions can do."""

    def __init__(self, address, strict=True):
        head, mask = _split(address)
        first = self._address(head)
        self._size = _prefix(type(self), mask)
        start = first._ip & self._mask()
        if start != first._ip and strict:
            raise ValueError(f"{self._text(first, self._size)} has host bits set")
        self.network_address = self._address(start)

    @staticmethod
    def _text(address, size):
        return f"{address}/{size}"

    def _mask(self):
        return (1 << self.max_prefixlen) - (1 << (self.max_prefixlen - self._size))

    prefixlen = property(lambda self: self._size)
    netmask = property(lambda self: self._address(self._mask()))
    hostmask = property(lambda self: self._address((1 << self.max_prefixlen) - 1 - self._mask()))
    num_addresses = property(lambda self: 1 << (self.max_prefixlen - self._size))

    @property
    def broadcast_address(self):
        return self._address(self.network_address._ip + self.num_addresses - 1)

    @property
    def with_prefixlen(self):
        return str(self)

    compressed = with_prefixlen

    @property
    def exploded(self):
        return f"{self.network_address.exploded}/{self._size}"

    @property
    def with_netmask(self):
        return f"{self.network_address}/{self.netmask}"

    @property
    def with_hostmask(self):
        return f"{self.network_address}/{self.hostmask}"

    def __str__(self):
        return f"{self.network_address}/{self._size}"

    def __repr__(self):
        return f"{type(self).__name__}({str(self)!r})"

    def __eq__(self, other):
        if not isinstance(other, _Network):
            return NotImplemented
        return self.network_address == other.network_address and self._size == other._size

    def __hash__(self):
        return hash((self.network_address._ip, self._size))

    def __lt__(self, other):
        if not isinstance(other, _Network):
            return NotImplemented
        if self.version != other.version:
            raise TypeError(f"{self} and {other} are not of the same version")
        return (self.network_address._ip, self._size) < (other.network_address._ip, other._size)

    def __contains__(self, other):
        if self.version != other.version:
            return False
        if isinstance(other, _Network):
            return False
        return other._ip & self._mask() == self.network_address._ip

    def __iter__(self):
        start = self.network_address._ip
        for value in range(start, start + self.num_addresses):
            yield self._address(value)

    def __getitem__(self, n):
        count = self.num_addresses
        if not -count <= n < count:
            raise IndexError("address out of range")
        return self._address(self.network_address._ip + (n if n >= 0 else count + n))

    def hosts(self):
        start, count = self.network_address._ip, self.num_addresses
        if count == 1:
            return [self.network_address]
        if count == 2:
            return [self._address(start), self._address(start + 1)]
        last = start + count - (1 if self.version == 4 else 0)
        return (self._address(value) for value in range(start + 1, last))

    def overlaps(self, other):
        return self.network_address in other or other.network_address in self

    def subnet_of(self, other):
        return self._size >= other._size and self.network_address in other

    def supernet_of(self, other):
        return other.subnet_of(self)

    def subnets(self, prefixlen_diff=1, new_prefix=None):
        size = self._size + prefixlen_diff if new_prefix is None else new_prefix
        if size > self.max_prefixlen or size < self._size:
            raise ValueError(f"prefix length diff {size - self._size} is invalid for netblock {self}")
        step = 1 << (self.max_prefixlen - size)
        start = self.network_address._ip
        for value in range(start, start + self.num_addresses, step):
            yield type(self)((value, size))

    def supernet(self, prefixlen_diff=1, new_prefix=None):
        size = self._size - prefixlen_diff if new_prefix is None else new_prefix
        return type(self)((self.network_address._ip, max(size, 0)), strict=False)

    is_multicast = property(lambda self: self.network_address.is_multicast and self.broadcast_address.is_multicast)  # fmt: skip
    is_private = property(lambda self: self.network_address.is_private and self.broadcast_address.is_private)  # fmt: skip
    is_global = property(lambda self: self.network_address.is_global and self.broadcast_address.is_global)  # fmt: skip
    is_loopback = property(lambda self: self.network_address.is_loopback and self.broadcast_address.is_loopback)  # fmt: skip
    is_link_local = property(lambda self: self.network_address.is_link_local and self.broadcast_address.is_link_local)  # fmt: skip
    is_reserved = property(lambda self: self.network_address.is_reserved and self.broadcast_address.is_reserved)  # fmt: skip


class IPv4Network(_V4, _Network):
    _address = IPv4Address


class IPv6Network(_V6, _Network):
    _address = IPv6Address


class _Interface:
    """An address together with its network."""

    __slots__ = ()

    def _join(self, address):
        head, mask = _split(address)
        self._base.__init__(self, head)
        self.network = self._kind((self._ip, _prefix(type(self), mask)), strict=False)

    ip = property(lambda self: self._base(self._ip))
    netmask = property(lambda self: self.network.netmask)
    hostmask = property(lambda self: self.network.hostmask)
    with_prefixlen = property(lambda self: str(self))
    with_netmask = property(lambda self: f"{self.ip}/{self.netmask}")

    def __str__(self):
        return f"{self._base.__str__(self)}/{self.network._size}"

    def __eq__(self, other):
        if not isinstance(other, _Interface):
            return NotImplemented
        return self._ip == other._ip and self.network == other.network

    def __hash__(self):
        return hash((self._ip, self.network._size))


class IPv4Interface(_Interface, IPv4Address):
    _base, _kind = IPv4Address, IPv4Network

    def __init__(self, address):
        self._join(address)


class IPv6Interface(_Interface, IPv6Address):
    _base, _kind = IPv6Address, IPv6Network

    def __init__(self, address):
        self._join(address)


def _either(address, four, six, what, **options):
    for kind in (four, six):
        try:
            return kind(address, **options)
        except (AddressValueError, NetmaskValueError):
            pass
    raise ValueError(f"{address!r} does not appear to be an IPv4 or IPv6 {what}")


def ip_address(address):
    """An address of whichever version the text or number fits."""
    return _either(address, IPv4Address, IPv6Address, "address")


def ip_network(address, strict=True):
    return _either(address, IPv4Network, IPv6Network, "network", strict=strict)


def ip_interface(address):
    return _either(address, IPv4Interface, IPv6Interface, "interface")


def summarize_address_range(first, last):
    """The networks that cover a range."""
    kind = IPv4Network if first.version == 4 else IPv6Network
    start, end = first._ip, last._ip
    while start <= end:
        bits = min((start & -start).bit_length() - 1 if start else first.max_prefixlen, (end - start + 1).bit_length() - 1)  # fmt: skip
        yield kind((start, first.max_prefixlen - bits))
        start += 1 << bits
