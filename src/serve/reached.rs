//! The addresses at which browsers reach a preview.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};

/// The address for a browser on this machine, and for those on others where they reach it by another; `path` is that which
/// the site stands below.
pub(super) fn reached(address: SocketAddr, path: &str) -> (String, Option<String>) {
    let url = |ip| format!("http://{}{path}/", SocketAddr::new(ip, address.port()));
    if !address.ip().is_unspecified() {
        return (url(address.ip()), None);
    }
    let local = match address {
        SocketAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
        SocketAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
    };
    (url(local), in_network(address.is_ipv6()).map(url))
}

/// The address of this machine in its network: the one from which it would ask another. Choosing it sends nothing.
fn in_network(has_six: bool) -> Option<IpAddr> {
    let of = |any: IpAddr, other: IpAddr| {
        let socket = UdpSocket::bind((any, 0)).ok()?;
        socket.connect((other, 9)).ok()?;
        let ip = socket.local_addr().ok()?.ip();
        (!ip.is_unspecified() && !ip.is_loopback()).then_some(ip)
    };
    // Addresses that stand in examples and belong to nobody.
    let four = || of(Ipv4Addr::UNSPECIFIED.into(), Ipv4Addr::new(192, 0, 2, 1).into());
    let six = || of(Ipv6Addr::UNSPECIFIED.into(), Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1).into());
    // What listens at all addresses of the newer sort is reached by the older too, on most systems.
    if has_six { six().or_else(four) } else { four() }
}
