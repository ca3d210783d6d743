// SPDX-License-Identifier: LGPL-2.1-or-later
//! How configurations are made and changed, shown.

use std::str::FromStr;

use crate::error::{Error, Result};
use crate::InterfaceConfig;

/// Reads a document, XML or JSON by what it begins with.
///
/// ```
/// use berth::{InterfaceConfig, InterfaceType, IpFamily};
///
/// let mut port = InterfaceConfig::new(InterfaceType::Ethernet, "eth0")?;
/// port.set_mtu(9000)?;
/// let mut bridge = InterfaceConfig::new(InterfaceType::Bridge, "br0")?;
/// bridge.set_dhcp(IpFamily::V4, true)?;
/// bridge.add_port(&port)?;
/// assert_eq!(bridge.ports()?, ["eth0"]);
/// assert_eq!(bridge.mtu(), None);
///
/// let same: InterfaceConfig = bridge.to_xml()?.parse()?;
/// assert_eq!(same, bridge);
/// # Ok::<(), berth::Error>(())
/// ```
///
/// Every setting has a path, its place in the JSON document. Values are text; what is more than one value is
/// JSON.
///
/// ```
/// use berth::{InterfaceConfig, InterfaceType};
///
/// let mut config = InterfaceConfig::new(InterfaceType::Ethernet, "eth0")?;
/// config.set_setting("ipv4.addresses[0].address", "192.0.2.10/24")?;
/// assert_eq!(config.setting("ipv4.addresses[0].prefix")?.as_deref(), Some("24"));
/// config.unset_setting("ipv4.addresses[0]")?;
/// assert_eq!(config.list_settings()?, ["type", "name", "start"]);
/// # Ok::<(), berth::Error>(())
/// ```
///
/// Times are whole milliseconds.
///
/// ```
/// use berth::{BondMode, InterfaceConfig, InterfaceType};
/// use std::time::Duration;
///
/// let mut bond = InterfaceConfig::new(InterfaceType::Bond, "bond0")?;
/// bond.add_port(&InterfaceConfig::new(InterfaceType::Ethernet, "eth0")?)?;
/// bond.set_bond_mode(BondMode::ActiveBackup)?;
/// bond.set_miimon(Duration::from_millis(100))?;
/// assert_eq!(bond.miimon()?, Some(Duration::from_millis(100)));
/// assert_eq!(bond.updelay()?, None);
/// # Ok::<(), berth::Error>(())
/// ```
impl FromStr for InterfaceConfig {
    type Err = Error;

    fn from_str(document: &str) -> Result<InterfaceConfig> {
        if document.trim_start().starts_with(['{', '[']) {
            InterfaceConfig::from_json(document, None)
        } else {
            InterfaceConfig::from_xml(document, None)
        }
    }
}
