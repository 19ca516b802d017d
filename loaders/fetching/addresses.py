"""Which addresses are public: everything else may be somebody's router, database or cloud metadata."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

type Address = IPv4Address | IPv6Address
type Resolve = Callable[[str, int], Sequence[str]]
"""Gives the addresses of a host, the one to try first in front."""

_NAT64 = ip_network("64:ff9b::/96")
_TRANSLATED = ip_network("::ffff:0:0:0/96")
"""IPv4 as translators of SIIT write it."""
_NOT_PUBLIC = tuple(
    map(
        ip_network,
        (
            "64:ff9b:1::/48",  # NAT64 within a network
            "100.64.0.0/10",  # shared by the customers of a provider
            "168.63.129.16/32",  # Azure's metadata, at an address that looks public
            "192.88.99.0/24",  # relays of 6to4
            "fec0::/10",  # site-local, given up but still routed
        ),
    )
)
"""What Python's ``is_global`` takes to be public, or has in some versions."""


def is_public(address: str) -> bool:
    """Tell whether an address, and the one that may be wrapped in it, is of the public internet.

    Examples
    --------
    >>> is_public("93.184.215.14"), is_public("10.0.0.1"), is_public("169.254.169.254")
    (True, False, False)
    >>> is_public("::ffff:127.0.0.1"), is_public("64:ff9b::7f00:1"), is_public("2002:7f00:1::")
    (False, False, False)

    """
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(_is_public(each) for each in (parsed, *_wrapped(parsed)))


def resolve(host: str, port: int) -> list[str]:
    """Ask the system for the addresses of a host; it also reads the odd spellings of addresses (``0x7f.1``)."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def _wrapped(address: Address) -> Sequence[IPv4Address]:
    """Give the IPv4 addresses that an IPv6 address leads to."""
    if not isinstance(address, IPv6Address):
        return ()
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    number = int(address)
    if address in _NAT64 or address in _TRANSLATED or number >> 32 == 0:
        found.append(IPv4Address(number & 0xFFFFFFFF))
    return [each for each in found if each is not None]


def _is_public(address: Address) -> bool:
    if isinstance(address, IPv6Address) and (address.ipv4_mapped or address in _NAT64):
        return True  # what is wrapped decides
    outside = any(address in network for network in _NOT_PUBLIC if network.version == address.version)
    return address.is_global and not address.is_multicast and not outside
