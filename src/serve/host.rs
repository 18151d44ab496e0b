use super::ServeError;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, ToSocketAddrs};

/// Where the site answers: this machine alone unless told.
#[derive(Clone, Debug)]
pub struct Host(String);

impl Host {
    /// A host by its name or address.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self(name.trim_start_matches('[').trim_end_matches(']').to_owned())
    }

    /// As it was told.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0
    }

    /// Its addresses.
    pub(super) fn addresses(&self, port: u16) -> Result<Vec<SocketAddr>, ServeError> {
        let found = (&*self.0, port).to_socket_addrs().map_err(|fault| ServeError::Host(self.0.clone(), fault))?;
        Ok(found.collect())
    }

    /// Whether a browser that asks for this host may be answered. A page of someone else's can let a name of its own lead
    /// here and so read the site as if it were its own; then the browser still asks for that name.
    pub(super) fn allows(&self, asked: &str) -> bool {
        let name = without_port(asked);
        let bare = name.trim_start_matches('[').trim_end_matches(']');
        let is_address = || bare.parse::<IpAddr>().is_ok();
        let is_for_all = || self.0.parse::<IpAddr>().is_ok_and(|told| told.is_unspecified());
        name.eq_ignore_ascii_case("localhost")
            || name == "[::1]"
            || bare.parse() == Ok(Ipv4Addr::LOCALHOST)
            || bare.eq_ignore_ascii_case(&self.0)
            // An address leads nowhere else, whoever wrote it.
            || (is_for_all() && is_address())
    }
}

impl Default for Host {
    fn default() -> Self {
        Self::new("127.0.0.1")
    }
}

fn without_port(asked: &str) -> &str {
    match asked.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') && port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => asked,
    }
}
