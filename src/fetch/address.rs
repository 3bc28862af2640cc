//! Which IP addresses are public.
//!
//! Source: the IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and updates); what
//! they do not call globally reachable is refused, and so is multicast.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

/// A range of addresses in CIDR notation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    prefix: u8,
}

/// The text is not an address or a range in CIDR notation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an IP address or a range such as 10.1.0.0/16")]
pub struct ParseNetworkError;

impl Network {
    const fn v4(a: u8, b: u8, c: u8, prefix: u8) -> Self {
        Self { address: IpAddr::V4(Ipv4Addr::new(a, b, c, 0)), prefix }
    }

    const fn v6(first: u16, second: u16, prefix: u8) -> Self {
        Self { address: IpAddr::V6(Ipv6Addr::new(first, second, 0, 0, 0, 0, 0, 0)), prefix }
    }

    /// Whether the address lies in the range; addresses of the other family never do.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address) {
            (IpAddr::V4(network), IpAddr::V4(address)) => {
                same_prefix(network.to_bits().into(), address.to_bits().into(), 32, self.prefix)
            }
            (IpAddr::V6(network), IpAddr::V6(address)) => {
                same_prefix(network.to_bits(), address.to_bits(), 128, self.prefix)
            }
            (IpAddr::V4(_), IpAddr::V6(_)) | (IpAddr::V6(_), IpAddr::V4(_)) => false,
        }
    }
}

impl FromStr for Network {
    type Err = ParseNetworkError;

    fn from_str(text: &str) -> Result<Self, ParseNetworkError> {
        let (address, prefix) = text.trim().split_once('/').map_or((text.trim(), None), |(a, p)| (a, Some(p)));
        let address: IpAddr = address.parse().map_err(|_| ParseNetworkError)?;
        let bits = if address.is_ipv4() { 32 } else { 128 };
        let prefix = prefix.map_or(Ok(bits), |p| p.parse().map_err(|_| ParseNetworkError))?;
        if prefix > bits {
            return Err(ParseNetworkError);
        }
        Ok(Self { address, prefix })
    }
}

fn same_prefix(a: u128, b: u128, bits: u8, prefix: u8) -> bool {
    (a ^ b).checked_shr(u32::from(bits.saturating_sub(prefix))).unwrap_or(0) == 0
}

const RESERVED_V4: [Network; 16] = [
    Network::v4(0, 0, 0, 8),       // "this network"
    Network::v4(10, 0, 0, 8),      // private use
    Network::v4(100, 64, 0, 10),   // shared address space (carrier-grade NAT)
    Network::v4(127, 0, 0, 8),     // loopback
    Network::v4(169, 254, 0, 16),  // link local, cloud metadata
    Network::v4(172, 16, 0, 12),   // private use
    Network::v4(192, 0, 0, 24),    // IETF protocol assignments
    Network::v4(192, 0, 2, 24),    // documentation
    Network::v4(192, 31, 196, 24), // AS112
    Network::v4(192, 88, 99, 24),  // 6to4 relay anycast, deprecated
    Network::v4(192, 168, 0, 16),  // private use
    Network::v4(198, 18, 0, 15),   // benchmarking
    Network::v4(198, 51, 100, 24), // documentation
    Network::v4(203, 0, 113, 24),  // documentation
    Network::v4(224, 0, 0, 4),     // multicast
    Network::v4(240, 0, 0, 4),     // reserved, limited broadcast
];

/// Only this range is assigned for global unicast (RFC 4291); IPv4-mapped and -translated
/// addresses, unique local and link local ones and multicast lie outside.
const GLOBAL_V6: Network = Network::v6(0x2000, 0, 3);

const RESERVED_V6: [Network; 4] = [
    Network::v6(0x2001, 0, 23),     // IETF protocol assignments, Teredo
    Network::v6(0x2001, 0xdb8, 32), // documentation
    Network::v6(0x2002, 0, 16),     // 6to4: carries an IPv4 address
    Network::v6(0x3fff, 0, 20),     // documentation
];

/// Whether the address is one of the public Internet.
pub(super) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(_) => !RESERVED_V4.iter().any(|network| network.contains(address)),
        IpAddr::V6(_) => GLOBAL_V6.contains(address) && !RESERVED_V6.iter().any(|network| network.contains(address)),
    }
}
