import ipaddress as I
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, "-", e)
for a in ("1.2.3.4", "::1", "2001:db8::1", "::ffff:1.2.3.4", "1::", "::", "192.168.0.1", "127.0.0.1", "224.0.0.1", "8.8.8.8", "100.64.0.1", "1:2:3:4:5:6:7:8", "fc00::1", "0.0.0.0"):
    x = I.ip_address(a); print(repr(x), int(x), x.version, x.is_private, x.is_global, x.is_loopback, x.is_multicast, x.is_reserved, x.is_link_local, x.is_unspecified, x.exploded, x.packed, x.reverse_pointer if '%' not in a else '')
for a in ("1.2.3", "1.2.3.256", "01.2.3.4", "a", ":::", "1::2::3", "12345::", "1.2.3.4/5", "g::", ""): t(lambda: I.ip_address(a)); t(lambda: I.IPv4Address(a)); t(lambda: I.IPv6Address(a))
n = I.ip_network("192.168.1.0/24"); print(n, repr(n), n.num_addresses, n.netmask, n.broadcast_address, n.hostmask, I.ip_address("192.168.1.5") in n, n[1], n[-1], len(list(n.hosts())), list(n.subnets())[0], n.supernet(), n.is_private, n.with_netmask, n == I.ip_network("192.168.1.0/255.255.255.0"))
t(lambda: I.ip_network("192.168.1.1/24")); t(lambda: I.ip_network("1.2.3.4/33")); t(lambda: I.ip_network("x")); print(I.ip_network("192.168.1.1/24", strict=False), I.ip_network("::/0"), I.IPv4Network("10.0.0.0/8").subnet_of(I.IPv4Network("0.0.0.0/0")), I.ip_network("1.2.3.4"))
i = I.ip_interface("10.0.0.5/8"); print(i, repr(i), i.ip, i.network, i == I.ip_interface("10.0.0.5/8")); print(I.ip_interface("::1/64"), I.ip_interface("1.1.1.1"))
print(I.ip_address(1), I.ip_address(2**40), I.ip_address(b"\x01\x02\x03\x04"), I.ip_address("1.1.1.1") + 1, I.ip_address("1.1.1.1") < I.ip_address("1.1.1.2"), sorted([I.ip_address("2.2.2.2"), I.ip_address("1.1.1.1")]), hash(I.ip_address("1.1.1.1")) == hash(I.ip_address("1.1.1.1")), f"{I.ip_address('1.1.1.1'):>10s}", I.ip_address("::ffff:1.2.3.4").ipv4_mapped)
t(lambda: I.ip_address("1.1.1.1") < I.ip_address("::1")); t(lambda: I.IPv4Address(-1)); t(lambda: I.IPv4Address(2**32)); print(list(I.summarize_address_range(I.ip_address("1.0.0.0"), I.ip_address("1.0.0.5"))))
import ipaddress as I; x = I.ip_address("fe80::1%eth0"); print(repr(x), x.scope_id, x)
