//! Whose word about a client's address is taken.

use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;
use std::sync::Arc;

use axum::http::{HeaderMap, HeaderName};
use ipnet::IpNet;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The proxies in front of the portal, by address or network. Only what comes from them may say for whom it comes: the header
/// is otherwise anybody's to write.
#[derive(Debug, Clone, Default)]
pub struct Proxies(Arc<[IpNet]>);

impl Proxies {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }

    /// The client behind a connection: as the last trusted proxy saw it. Each proxy adds whom it heard at the end of the
    /// header, so that is where reading begins, and it ends at the first address that is no proxy of ours.
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = peer.to_canonical();
        let lines = headers
            .get_all(FORWARDED_FOR)
            .iter()
            .rev()
            .map(|line| line.to_str().unwrap_or_default());
        for heard in lines.flat_map(|line| line.rsplit(',')) {
            match address(heard.trim()) {
                Some(before) if self.trusts(client) => client = before,
                _ => break,
            }
        }
        client
    }
}

/// Some proxies add the port.
fn address(text: &str) -> Option<IpAddr> {
    let address = text
        .parse::<IpAddr>()
        .or_else(|_| text.parse::<SocketAddr>().map(|socket| socket.ip()))
        .ok()?;
    Some(IpAddr::to_canonical(&address))
}

/// `127.0.0.1, 10.0.0.0/8, fd00::/8`; empty for none.
impl FromStr for Proxies {
    type Err = String;

    fn from_str(text: &str) -> Result<Proxies, String> {
        let network = |part: &str| {
            let network = part
                .parse::<IpNet>()
                .or_else(|_| part.parse::<IpAddr>().map(IpNet::from));
            network.map_err(|_| {
                format!("{part} is neither an address nor a network such as 10.0.0.0/8")
            })
        };
        let parts = text
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty());
        Ok(Proxies(parts.map(network).collect::<Result<_, String>>()?))
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue};

    use super::{FORWARDED_FOR, Proxies};

    fn client(trusted: &str, peer: &str, forwarded: &[&'static str]) -> String {
        let proxies: Proxies = trusted.parse().expect("networks");
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append(FORWARDED_FOR, HeaderValue::from_static(line));
        }
        proxies
            .client(peer.parse().expect("an address"), &headers)
            .to_string()
    }

    #[test]
    fn only_a_trusted_proxy_says_for_whom_it_comes() {
        let one: (&str, &[&str]) = ("127.0.0.1", &["203.0.113.9"]);
        for (trusted, peer, forwarded, expected) in [
            ("", one.0, one.1, "127.0.0.1"),
            ("127.0.0.1", one.0, one.1, "203.0.113.9"),
            // The header of somebody who is no proxy.
            ("127.0.0.1", "198.51.100.7", one.1, "198.51.100.7"),
            // What the client wrote stands before what the proxy added.
            (
                "127.0.0.1",
                "127.0.0.1",
                &["1.1.1.1, 203.0.113.9"],
                "203.0.113.9",
            ),
            (
                "127.0.0.1",
                "127.0.0.1",
                &["1.1.1.1", "203.0.113.9"],
                "203.0.113.9",
            ),
            (
                "127.0.0.1",
                "127.0.0.1",
                &["127.0.0.1, 203.0.113.9"],
                "203.0.113.9",
            ),
            // Two proxies, one behind the other.
            (
                "127.0.0.1, 10.0.0.0/8",
                "127.0.0.1",
                &["1.1.1.1, 203.0.113.9, 10.1.2.3"],
                "203.0.113.9",
            ),
            (
                "127.0.0.1,10.0.0.0/8",
                "::ffff:127.0.0.1",
                &["::ffff:203.0.113.9"],
                "203.0.113.9",
            ),
            ("fd00::/8", "fd00::1", &["2001:db8::5"], "2001:db8::5"),
            (
                "127.0.0.1",
                "127.0.0.1",
                &["203.0.113.9:4711"],
                "203.0.113.9",
            ),
            (
                "127.0.0.1",
                "127.0.0.1",
                &["[2001:db8::5]:4711"],
                "2001:db8::5",
            ),
            // What cannot be read is not read past.
            (
                "127.0.0.1",
                "127.0.0.1",
                &["203.0.113.9, unknown"],
                "127.0.0.1",
            ),
            ("127.0.0.1", "127.0.0.1", &[""], "127.0.0.1"),
            ("127.0.0.1", "127.0.0.1", &[], "127.0.0.1"),
        ] {
            assert_eq!(
                client(trusted, peer, forwarded),
                expected,
                "{trusted:?} {peer} {forwarded:?}"
            );
        }
    }

    #[test]
    fn a_network_that_is_none_is_said_at_the_start() {
        assert!(
            "127.0.0.1,kcn"
                .parse::<Proxies>()
                .is_err_and(|words| words.starts_with("kcn is neither"))
        );
        assert!("10.0.0.0/33".parse::<Proxies>().is_err());
    }
}
