// SPDX-License-Identifier: LGPL-2.1-or-later
// Made by bindings/rust/generate from the public headers; change those, and run it again.

use std::fmt;
use std::path::Path;
use std::ptr::{self, NonNull};
use std::time::Duration;

use berth_sys as sys;

use crate::error::{self, Result};
use crate::text;
use crate::time;
use crate::{BondMode, InterfaceType, IpFamily, StartMode};

/// The settings of one interface, apart from any host and any file format. Belongs to one thread at
/// a time; calls on a host copy it.
pub struct InterfaceConfig {
    raw: NonNull<sys::berth_interface_config>,
}

// SAFETY: the library lets any thread use it, one at a time: Send, and not Sync.
unsafe impl Send for InterfaceConfig {}

impl InterfaceConfig {
    /// A configuration with start mode NONE and nothing else set.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid).
    ///
    /// * `kind`: LOOPBACK, ETHERNET, BRIDGE, VLAN, BOND, or OTHER: that has what every type has,
    ///   and what makes the interface is in its extras, which the host's driver knows
    /// * `name`: the interface's name: 1 to 15 bytes, no "/", ":" or white space, not "." or ".."
    ///   (the kernel's dev_valid_name(), net/core/dev.c)
    pub fn new(kind: InterfaceType, name: &str) -> Result<InterfaceConfig> {
        let name = text::to_c("name", name)?;
        // SAFETY: everything handed over is held during the call.
        error::object(|error| unsafe {
            sys::berth_interface_config_new(kind.to_raw(), name.as_ptr(), error)
        })
        .map(InterfaceConfig::take)
    }

    /// Reads a configuration in XML. An address may stand there without a prefix, as netcf's
    /// documents have it: it keeps the one that the host's definition gives that address, or gets
    /// the one that the host's tool would give it. <link>, which tells what a running link does, is
    /// left out; a host that the configuration is defined on logs that.
    ///
    /// Returns the configuration.
    ///
    /// Fails with [`Parse`](crate::ErrorCode::Parse), [`Schema`](crate::ErrorCode::Schema) or
    /// [`Invalid`](crate::ErrorCode::Invalid), each with file and line.
    ///
    /// * `xml`: a document in the interface format of netcf and libvirt, UTF-8, of 256 KiB at most
    /// * `source`: the name of the file it came from, for messages
    pub fn from_xml(xml: &str, source: Option<&str>) -> Result<InterfaceConfig> {
        let xml = text::to_c("xml", xml)?;
        let source = source.map(|text| text::to_c("source", text)).transpose()?;
        // SAFETY: everything handed over is held during the call.
        error::object(|error| unsafe {
            sys::berth_interface_config_from_xml(xml.as_ptr(), text::pointer(&source), error)
        })
        .map(InterfaceConfig::take)
    }

    /// Reads a configuration in JSON. Addresses have a prefix, beside them ("prefix": 24) or in
    /// them ("192.0.2.1/24").
    ///
    /// Returns the configuration.
    ///
    /// Fails with [`Parse`](crate::ErrorCode::Parse), [`Schema`](crate::ErrorCode::Schema) or
    /// [`Invalid`](crate::ErrorCode::Invalid).
    ///
    /// * `json`: a document as [`InterfaceConfig::to_json`](crate::InterfaceConfig::to_json) writes
    ///   it, UTF-8, of 256 KiB at most
    /// * `source`: the name of the file it came from, for messages
    pub fn from_json(json: &str, source: Option<&str>) -> Result<InterfaceConfig> {
        let json = text::to_c("json", json)?;
        let source = source.map(|text| text::to_c("source", text)).transpose()?;
        // SAFETY: everything handed over is held during the call.
        error::object(|error| unsafe {
            sys::berth_interface_config_from_json(json.as_ptr(), text::pointer(&source), error)
        })
        .map(InterfaceConfig::take)
    }

    /// The document, ending in a newline.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) for a bond whose settings XML has no words
    /// for together (MII and ARP monitoring, or ARP targets or validation without an interval).
    pub fn to_xml(&self) -> Result<String> {
        // SAFETY: everything handed over is held during the call, and the text is owned here.
        error::object(|error| unsafe { sys::berth_interface_config_to_xml(self.as_ptr(), error) })
            .map(|text| unsafe { text::owned(text) })
    }

    /// The document, ending in a newline.
    ///
    /// Fails with . An address that an XML document gave without a prefix has none there either,
    /// and [`InterfaceConfig::from_json`](crate::InterfaceConfig::from_json) does not take it.
    pub fn to_json(&self) -> Result<String> {
        // SAFETY: everything handed over is held during the call, and the text is owned here.
        error::object(|error| unsafe { sys::berth_interface_config_to_json(self.as_ptr(), error) })
            .map(|text| unsafe { text::owned(text) })
    }

    /// Makes `config` count as read when `other` was, so that defining it is a
    /// [`Conflict`](crate::ErrorCode::Conflict) only with what came after that; so too each of its
    /// ports that `other` has as well. Its settings stay as they are. For a program that has seen
    /// what somebody else changed, and means to write over it.
    ///
    /// * `other`: a configuration of the same interface
    #[inline]
    pub fn adopt_revision(&mut self, other: &InterfaceConfig) {
        // SAFETY: everything handed over is held during the call.
        unsafe { sys::berth_interface_config_adopt_revision(self.as_ptr(), other.as_ptr()) }
    }

    /// Its type.
    #[inline]
    pub fn interface_type(&self) -> InterfaceType {
        // SAFETY: everything handed over is held during the call.
        InterfaceType::from_raw(unsafe {
            sys::berth_interface_config_get_interface_type(self.as_ptr())
        })
    }

    /// Its name.
    #[inline]
    pub fn name(&self) -> &str {
        // SAFETY: everything handed over is held during the call.
        unsafe { text::borrowed(sys::berth_interface_config_get_name(self.as_ptr())) }.unwrap_or("")
    }

    /// When the host brings it up by itself.
    #[inline]
    pub fn start_mode(&self) -> StartMode {
        // SAFETY: everything handed over is held during the call.
        StartMode::from_raw(unsafe { sys::berth_interface_config_get_start_mode(self.as_ptr()) })
    }

    /// Says when the host brings it up by itself.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) for a number that is no mode.
    pub fn set_start_mode(&mut self, mode: StartMode) -> Result<()> {
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_set_start_mode(self.as_ptr(), mode.to_raw(), error)
        })
    }

    /// The hardware address to give it, "52:54:00:12:34:56"; `None` when it keeps its own.
    #[inline]
    pub fn mac(&self) -> Option<&str> {
        // SAFETY: everything handed over is held during the call.
        unsafe { text::borrowed(sys::berth_interface_config_get_mac(self.as_ptr())) }
    }

    /// Gives it a hardware address, or lets it keep its own.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid).
    ///
    /// * `mac`: six bytes in hexadecimal with colons between, not a group address; `None` to unset
    pub fn set_mac(&mut self, mac: Option<&str>) -> Result<()> {
        let mac = mac.map(|text| text::to_c("mac", text)).transpose()?;
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_set_mac(self.as_ptr(), text::pointer(&mac), error)
        })
    }

    /// The maximum transmission unit in bytes.
    ///
    /// `None` when the driver's default holds.
    pub fn mtu(&self) -> Option<i64> {
        let mut mtu = 0;
        // SAFETY: everything handed over is held during the call, and what is borrowed lives as long as this borrow.
        error::action(|error| unsafe {
            sys::berth_interface_config_get_mtu(self.as_ptr(), &mut mtu, error)
        })
        .ok()
        .map(|()| mtu)
    }

    /// Sets the maximum transmission unit.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid).
    ///
    /// * `mtu`: 68 (RFC 791, the smallest IPv4 can use) to 65536 bytes (the loopback interface has
    ///   that); 1280 or more with IPv6 (RFC 8200)
    pub fn set_mtu(&mut self, mtu: i64) -> Result<()> {
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_set_mtu(self.as_ptr(), mtu, error)
        })
    }

    /// Leaves the MTU to the driver.
    #[inline]
    pub fn unset_mtu(&mut self) {
        // SAFETY: everything handed over is held during the call.
        unsafe { sys::berth_interface_config_unset_mtu(self.as_ptr()) }
    }

    /// Whether DHCP gives its addresses of `family`; false for a number that is no family.
    #[inline]
    pub fn dhcp(&self, family: IpFamily) -> bool {
        // SAFETY: everything handed over is held during the call.
        unsafe { sys::berth_interface_config_get_dhcp(self.as_ptr(), family.to_raw()) }
    }

    /// Says whether DHCP gives its addresses of `family`.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) for a number that is no family.
    pub fn set_dhcp(&mut self, family: IpFamily, dhcp: bool) -> Result<()> {
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_set_dhcp(self.as_ptr(), family.to_raw(), dhcp, error)
        })
    }

    /// Whether router advertisements give it IPv6 addresses (RFC 4862).
    #[inline]
    pub fn autoconf(&self) -> bool {
        // SAFETY: everything handed over is held during the call.
        unsafe { sys::berth_interface_config_get_autoconf(self.as_ptr()) }
    }

    /// Says whether router advertisements give it IPv6 addresses.
    #[inline]
    pub fn set_autoconf(&mut self, autoconf: bool) {
        // SAFETY: everything handed over is held during the call.
        unsafe { sys::berth_interface_config_set_autoconf(self.as_ptr(), autoconf) }
    }

    /// Whether DHCP of `family` sets the resolver.
    ///
    /// `None` when the host's default holds.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) for a number that is no family.
    pub fn peerdns(&self, family: IpFamily) -> Result<Option<bool>> {
        let mut peerdns = false;
        // SAFETY: everything handed over is held during the call, and what is borrowed lives as long as this borrow.
        Ok(error::optional(error::action(|error| unsafe {
            sys::berth_interface_config_get_peerdns(
                self.as_ptr(),
                family.to_raw(),
                &mut peerdns,
                error,
            )
        }))?
        .map(|()| peerdns))
    }

    /// Says whether DHCP of `family` sets the resolver.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) for a number that is no family, or without
    /// DHCP of `family`.
    pub fn set_peerdns(&mut self, family: IpFamily, peerdns: bool) -> Result<()> {
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_set_peerdns(self.as_ptr(), family.to_raw(), peerdns, error)
        })
    }

    /// The static addresses of `family` in order, each "ADDRESS/PREFIX", or "ADDRESS" where an XML
    /// document gave no prefix.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) for a number that is no family.
    pub fn addresses(&self, family: IpFamily) -> Result<Vec<String>> {
        // SAFETY: everything handed over is held during the call, and the list is owned here.
        error::object(|error| unsafe {
            sys::berth_interface_config_get_addresses(self.as_ptr(), family.to_raw(), error)
        })
        .map(|list| unsafe { text::owned_list(list) })
    }

    /// Adds a static address.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) (also for one that is there already, and
    /// for one without a prefix: what hosts make of that is seldom what is meant).
    ///
    /// * `family`: which protocol
    /// * `address`: "ADDRESS/PREFIX", in the family's notation: "192.0.2.1/24", "2001:db8::1/64"
    pub fn add_address(&mut self, family: IpFamily, address: &str) -> Result<()> {
        let address = text::to_c("address", address)?;
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_add_address(
                self.as_ptr(),
                family.to_raw(),
                address.as_ptr(),
                error,
            )
        })
    }

    /// Removes all static addresses of `family`.
    #[inline]
    pub fn clear_addresses(&mut self, family: IpFamily) {
        // SAFETY: everything handed over is held during the call.
        unsafe { sys::berth_interface_config_clear_addresses(self.as_ptr(), family.to_raw()) }
    }

    /// The default gateway of `family`.
    #[inline]
    pub fn gateway(&self, family: IpFamily) -> Option<&str> {
        // SAFETY: everything handed over is held during the call.
        unsafe {
            text::borrowed(sys::berth_interface_config_get_gateway(
                self.as_ptr(),
                family.to_raw(),
            ))
        }
    }

    /// Sets the default gateway of `family`.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid).
    ///
    /// * `gateway`: an address of `family`; `None` to unset
    pub fn set_gateway(&mut self, family: IpFamily, gateway: Option<&str>) -> Result<()> {
        let gateway = gateway
            .map(|text| text::to_c("gateway", text))
            .transpose()?;
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_set_gateway(
                self.as_ptr(),
                family.to_raw(),
                text::pointer(&gateway),
                error,
            )
        })
    }

    /// The addresses of its DNS servers in order.
    pub fn dns_servers(&self) -> Result<Vec<String>> {
        // SAFETY: everything handed over is held during the call, and the list is owned here.
        error::object(|error| unsafe {
            sys::berth_interface_config_get_dns_servers(self.as_ptr(), error)
        })
        .map(|list| unsafe { text::owned_list(list) })
    }

    /// Adds a DNS server, to be asked after those before it.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) (also for one that is there already).
    ///
    /// * `server`: an IPv4 or IPv6 address.
    pub fn add_dns_server(&mut self, server: &str) -> Result<()> {
        let server = text::to_c("server", server)?;
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_add_dns_server(self.as_ptr(), server.as_ptr(), error)
        })
    }

    /// The domains that short names are looked up in, in order.
    pub fn dns_search(&self) -> Result<Vec<String>> {
        // SAFETY: everything handed over is held during the call, and the list is owned here.
        error::object(|error| unsafe {
            sys::berth_interface_config_get_dns_search(self.as_ptr(), error)
        })
        .map(|list| unsafe { text::owned_list(list) })
    }

    /// Adds a domain that short names are looked up in.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) (also for one that is there already).
    ///
    /// * `domain`: one word of at most 253 bytes (RFC 1035).
    pub fn add_dns_search(&mut self, domain: &str) -> Result<()> {
        let domain = text::to_c("domain", domain)?;
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_add_dns_search(self.as_ptr(), domain.as_ptr(), error)
        })
    }

    /// Removes all DNS servers and search domains.
    #[inline]
    pub fn clear_dns(&mut self) {
        // SAFETY: everything handed over is held during the call.
        unsafe { sys::berth_interface_config_clear_dns(self.as_ptr()) }
    }

    /// The names of a bridge's or bond's ports in order.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) when it is neither.
    pub fn ports(&self) -> Result<Vec<String>> {
        // SAFETY: everything handed over is held during the call, and the list is owned here.
        error::object(|error| unsafe {
            sys::berth_interface_config_get_ports(self.as_ptr(), error)
        })
        .map(|list| unsafe { text::owned_list(list) })
    }

    /// A copy of that port's settings.
    ///
    /// Fails with [`NotFound`](crate::ErrorCode::NotFound), [`Invalid`](crate::ErrorCode::Invalid)
    /// when `config` has no ports by its type.
    ///
    /// * `name`: a port's name
    pub fn port(&self, name: &str) -> Result<InterfaceConfig> {
        let name = text::to_c("name", name)?;
        // SAFETY: everything handed over is held during the call.
        error::object(|error| unsafe {
            sys::berth_interface_config_get_port(self.as_ptr(), name.as_ptr(), error)
        })
        .map(InterfaceConfig::take)
    }

    /// Adds a copy of `port` to a bridge or bond.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) when `config` is no bridge or bond, `port`
    /// is of another type, has addresses, or is there already;.
    ///
    /// * `port`: for a bridge an ethernet, vlan or bond configuration, for a bond an ethernet one;
    ///   copied
    pub fn add_port(&mut self, port: &InterfaceConfig) -> Result<()> {
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_add_port(self.as_ptr(), port.as_ptr(), error)
        })
    }

    /// Takes a port away from a bridge or bond.
    ///
    /// Fails with [`NotFound`](crate::ErrorCode::NotFound), or
    /// [`Invalid`](crate::ErrorCode::Invalid) when it has no ports by its type.
    pub fn remove_port(&mut self, name: &str) -> Result<()> {
        let name = text::to_c("name", name)?;
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_remove_port(self.as_ptr(), name.as_ptr(), error)
        })
    }

    /// Whether the bridge speaks the spanning tree protocol.
    ///
    /// `None` when it is not set.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) when it is no bridge.
    pub fn stp(&self) -> Result<Option<bool>> {
        let mut stp = false;
        // SAFETY: everything handed over is held during the call, and what is borrowed lives as long as this borrow.
        Ok(error::optional(error::action(|error| unsafe {
            sys::berth_interface_config_get_stp(self.as_ptr(), &mut stp, error)
        }))?
        .map(|()| stp))
    }

    /// Says whether a bridge speaks the spanning tree protocol.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) when it is no bridge.
    pub fn set_stp(&mut self, stp: bool) -> Result<()> {
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_set_stp(self.as_ptr(), stp, error)
        })
    }

    /// The bridge's forward delay.
    ///
    /// `None` when it is not set.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) when it is no bridge.
    pub fn delay(&self) -> Result<Option<Duration>> {
        let mut delay_ms = 0;
        // SAFETY: everything handed over is held during the call, and what is borrowed lives as long as this borrow.
        Ok(error::optional(error::action(|error| unsafe {
            sys::berth_interface_config_get_delay(self.as_ptr(), &mut delay_ms, error)
        }))?
        .map(|()| time::from_ms(delay_ms)))
    }

    /// Sets a bridge's forward delay.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid).
    ///
    /// * `delay`: 0 to 30000 (IEEE 802.1D-2004, table 17NULL).
    pub fn set_delay(&mut self, delay: Duration) -> Result<()> {
        let delay = time::whole_ms("delay", delay)?;
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_set_delay(self.as_ptr(), delay, error)
        })
    }

    /// How a bond uses its ports.
    ///
    /// `None` when it is not set.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) when it is no bond.
    pub fn bond_mode(&self) -> Result<Option<BondMode>> {
        let mut mode = sys::berth_bond_mode::BERTH_BOND_MODE_BALANCE_RR;
        // SAFETY: everything handed over is held during the call, and what is borrowed lives as long as this borrow.
        Ok(error::optional(error::action(|error| unsafe {
            sys::berth_interface_config_get_bond_mode(self.as_ptr(), &mut mode, error)
        }))?
        .map(|()| BondMode::from_raw(mode)))
    }

    /// Says how a bond uses its ports.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) for a number that is no mode, or when it
    /// is no bond.
    pub fn set_bond_mode(&mut self, mode: BondMode) -> Result<()> {
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_set_bond_mode(self.as_ptr(), mode.to_raw(), error)
        })
    }

    /// The port a bond prefers.
    #[inline]
    pub fn bond_primary(&self) -> Option<&str> {
        // SAFETY: everything handed over is held during the call.
        unsafe { text::borrowed(sys::berth_interface_config_get_bond_primary(self.as_ptr())) }
    }

    /// Names the port a bond prefers.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid).
    ///
    /// * `primary`: the name of the port to prefer; `None` to unset.
    pub fn set_bond_primary(&mut self, primary: Option<&str>) -> Result<()> {
        let primary = primary
            .map(|text| text::to_c("primary", text))
            .transpose()?;
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_set_bond_primary(
                self.as_ptr(),
                text::pointer(&primary),
                error,
            )
        })
    }

    /// How often a bond looks at its ports' link state; 0 never.
    ///
    /// `None` when it is not set.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) when it is no bond.
    pub fn miimon(&self) -> Result<Option<Duration>> {
        let mut interval_ms = 0;
        // SAFETY: everything handed over is held during the call, and what is borrowed lives as long as this borrow.
        Ok(error::optional(error::action(|error| unsafe {
            sys::berth_interface_config_get_miimon(self.as_ptr(), &mut interval_ms, error)
        }))?
        .map(|()| time::from_ms(interval_ms)))
    }

    /// Sets how often a bond looks at its ports' link state; 0 is never.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid).
    ///
    /// * `interval`: 0 to 2147483647.
    pub fn set_miimon(&mut self, interval: Duration) -> Result<()> {
        let interval = time::whole_ms("interval", interval)?;
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_set_miimon(self.as_ptr(), interval, error)
        })
    }

    /// How long a bond's port must have its link before it is used.
    ///
    /// `None` when it is not set.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) when it is no bond.
    pub fn updelay(&self) -> Result<Option<Duration>> {
        let mut delay_ms = 0;
        // SAFETY: everything handed over is held during the call, and what is borrowed lives as long as this borrow.
        Ok(error::optional(error::action(|error| unsafe {
            sys::berth_interface_config_get_updelay(self.as_ptr(), &mut delay_ms, error)
        }))?
        .map(|()| time::from_ms(delay_ms)))
    }

    /// Sets how long a bond's port must have its link before it is used.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid).
    ///
    /// * `delay`: 0 to 2147483647.
    pub fn set_updelay(&mut self, delay: Duration) -> Result<()> {
        let delay = time::whole_ms("delay", delay)?;
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_set_updelay(self.as_ptr(), delay, error)
        })
    }

    /// How long a bond's port may be without link before it is left.
    ///
    /// `None` when it is not set.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) when it is no bond.
    pub fn downdelay(&self) -> Result<Option<Duration>> {
        let mut delay_ms = 0;
        // SAFETY: everything handed over is held during the call, and what is borrowed lives as long as this borrow.
        Ok(error::optional(error::action(|error| unsafe {
            sys::berth_interface_config_get_downdelay(self.as_ptr(), &mut delay_ms, error)
        }))?
        .map(|()| time::from_ms(delay_ms)))
    }

    /// Sets how long a bond's port may be without link before it is left.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid).
    ///
    /// * `delay`: 0 to 2147483647.
    pub fn set_downdelay(&mut self, delay: Duration) -> Result<()> {
        let delay = time::whole_ms("delay", delay)?;
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_set_downdelay(self.as_ptr(), delay, error)
        })
    }

    /// Whether a bond asks the network stack for its ports' link state ("netif"), or their drivers
    /// ("ioctl").
    ///
    /// `None` when it is not set.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) when it is no bond.
    pub fn use_carrier(&self) -> Result<Option<bool>> {
        let mut use_carrier = false;
        // SAFETY: everything handed over is held during the call, and what is borrowed lives as long as this borrow.
        Ok(error::optional(error::action(|error| unsafe {
            sys::berth_interface_config_get_use_carrier(self.as_ptr(), &mut use_carrier, error)
        }))?
        .map(|()| use_carrier))
    }

    /// Says whether a bond asks the network stack for its ports' link state, or their drivers.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) when it is no bond.
    pub fn set_use_carrier(&mut self, use_carrier: bool) -> Result<()> {
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_set_use_carrier(self.as_ptr(), use_carrier, error)
        })
    }

    /// How often a bond asks its ARP targets; 0 never.
    ///
    /// `None` when it is not set.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) when it is no bond.
    pub fn arp_interval(&self) -> Result<Option<Duration>> {
        let mut interval_ms = 0;
        // SAFETY: everything handed over is held during the call, and what is borrowed lives as long as this borrow.
        Ok(error::optional(error::action(|error| unsafe {
            sys::berth_interface_config_get_arp_interval(self.as_ptr(), &mut interval_ms, error)
        }))?
        .map(|()| time::from_ms(interval_ms)))
    }

    /// Sets how often a bond asks its ARP targets; 0 is never.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid).
    ///
    /// * `interval`: 0 to 2147483647.
    pub fn set_arp_interval(&mut self, interval: Duration) -> Result<()> {
        let interval = time::whole_ms("interval", interval)?;
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_set_arp_interval(self.as_ptr(), interval, error)
        })
    }

    /// The addresses a bond's ports are tried with.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) when it is no bond.
    pub fn arp_targets(&self) -> Result<Vec<String>> {
        // SAFETY: everything handed over is held during the call, and the list is owned here.
        error::object(|error| unsafe {
            sys::berth_interface_config_get_arp_targets(self.as_ptr(), error)
        })
        .map(|list| unsafe { text::owned_list(list) })
    }

    /// Adds an address that a bond's ports are tried with.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) (also for one that is there already).
    ///
    /// * `target`: an IPv4 address; 16 at most (BOND_MAX_ARP_TARGETS).
    pub fn add_arp_target(&mut self, target: &str) -> Result<()> {
        let target = text::to_c("target", target)?;
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_add_arp_target(self.as_ptr(), target.as_ptr(), error)
        })
    }

    /// The VLAN identifier; the name of the interface below.
    ///
    /// `None` when it is not set.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) when it is no vlan.
    pub fn vlan(&self) -> Result<Option<(i64, &str)>> {
        let mut tag = 0;
        let mut device = ptr::null();
        // SAFETY: everything handed over is held during the call, and what is borrowed lives as long as this borrow.
        Ok(error::optional(error::action(|error| unsafe {
            sys::berth_interface_config_get_vlan(self.as_ptr(), &mut tag, &mut device, error)
        }))?
        .map(|()| (tag, unsafe { text::borrowed(device) }.unwrap_or(""))))
    }

    /// Sets a vlan's tag, and the interface it is on.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid).
    ///
    /// * `tag`: 1 to 4094 (IEEE 802.1Q; 0 and 4095 are reserved)
    /// * `device`: the name of the interface below
    pub fn set_vlan(&mut self, tag: i64, device: &str) -> Result<()> {
        let device = text::to_c("device", device)?;
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_set_vlan(self.as_ptr(), tag, device.as_ptr(), error)
        })
    }

    /// Some settings have a path alone, and no function of their own. "ipv4.metric" and
    /// "ipv6.metric" are the metric of the family's default route, 0 to 4294967295 (RTA_PRIORITY,
    /// rtnetlink(7)): of several routes the lowest is taken. Where it is not set the kernel's
    /// default holds, which is 0 for IPv4 and 1024 for IPv6; an IPv6 metric of 0 is taken for 1024.
    /// It configures no family by itself. "ipv4.addresses[0].label" is what the kernel calls that
    /// address, "eth0:1": the interface's name, a colon and one more byte at least, 15 bytes in all
    /// at most, without white space (ip-address(8)). Where it is not set that is the interface's
    /// name; IPv6 addresses have none.
    ///
    /// Returns the paths of all settings that have a value, in the document's order.
    pub fn list_settings(&self) -> Result<Vec<String>> {
        // SAFETY: everything handed over is held during the call, and the list is owned here.
        error::object(|error| unsafe {
            sys::berth_interface_config_list_settings(self.as_ptr(), error)
        })
        .map(|list| unsafe { text::owned_list(list) })
    }

    /// Its value as text: "1500", "true", "active-backup"; what is more than one value, as JSON.
    ///
    /// `None` when it is not set.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) for what is no path.
    ///
    /// * `path`: of one setting
    pub fn setting(&self, path: &str) -> Result<Option<String>> {
        let path = text::to_c("path", path)?;
        // SAFETY: everything handed over is held during the call, and the text is owned here.
        Ok(error::optional(error::object(|error| unsafe {
            sys::berth_interface_config_get_setting(self.as_ptr(), path.as_ptr(), error)
        }))?
        .map(|text| unsafe { text::owned(text) }))
    }

    /// Sets it, and what it stands in where that is not there yet; a path that ends in the number
    /// after a list's last element appends. After a failure nothing has changed.
    ///
    /// Fails with [`Schema`](crate::ErrorCode::Schema) (there is no such setting, or it is of
    /// another kind), [`Invalid`](crate::ErrorCode::Invalid).
    ///
    /// * `path`: of one setting, or of an object or list
    /// * `value`: its value as [`InterfaceConfig::setting`](crate::InterfaceConfig::setting) gives
    ///   it; a new address with its prefix, "192.0.2.1/24"
    pub fn set_setting(&mut self, path: &str, value: &str) -> Result<()> {
        let path = text::to_c("path", path)?;
        let value = text::to_c("value", value)?;
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_set_setting(
                self.as_ptr(),
                path.as_ptr(),
                value.as_ptr(),
                error,
            )
        })
    }

    /// Takes the value of a setting, an object or a list away.
    ///
    /// Succeeds also when it had no value.
    ///
    /// Fails with [`Schema`](crate::ErrorCode::Schema) or [`Invalid`](crate::ErrorCode::Invalid)
    /// for what cannot be unset.
    pub fn unset_setting(&mut self, path: &str) -> Result<()> {
        let path = text::to_c("path", path)?;
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_unset_setting(self.as_ptr(), path.as_ptr(), error)
        })
    }

    /// The file it was read from; the line there, from 1.
    ///
    /// Fails with [`NotSet`](crate::ErrorCode::NotSet) when it was not read from a file, or was set
    /// since.
    ///
    /// * `path`: of one setting
    pub fn origin(&self, path: &str) -> Result<Option<(&Path, i64)>> {
        let path = text::to_c("path", path)?;
        let mut file = ptr::null();
        let mut line = 0;
        // SAFETY: everything handed over is held during the call, and what is borrowed lives as long as this borrow.
        Ok(error::optional(error::action(|error| unsafe {
            sys::berth_interface_config_get_origin(
                self.as_ptr(),
                path.as_ptr(),
                &mut file,
                &mut line,
                error,
            )
        }))?
        .map(|()| {
            (
                unsafe { text::borrowed_path(file) }.unwrap_or(Path::new("")),
                line,
            )
        }))
    }

    /// Takes over the hold on `raw`, which must be the only one: `&mut self` stands for that.
    #[allow(dead_code)] // not every type is also made by calls
    pub(crate) fn take(raw: NonNull<sys::berth_interface_config>) -> InterfaceConfig {
        InterfaceConfig { raw }
    }

    #[inline]
    pub(crate) fn as_ptr(&self) -> *mut sys::berth_interface_config {
        self.raw.as_ptr()
    }
}

/// A clone is another one with the same settings.
impl Clone for InterfaceConfig {
    /// # Panics
    /// When memory ran out.
    fn clone(&self) -> InterfaceConfig {
        // SAFETY: what is copied is held.
        NonNull::new(unsafe { sys::berth_interface_config_copy(self.as_ptr()) })
            .map(InterfaceConfig::take)
            .expect("memory ran out")
    }
}

impl PartialEq for InterfaceConfig {
    fn eq(&self, other: &InterfaceConfig) -> bool {
        // SAFETY: both are held.
        unsafe { sys::berth_interface_config_equal(self.as_ptr(), other.as_ptr()) }
    }
}

impl Eq for InterfaceConfig {}

impl Drop for InterfaceConfig {
    fn drop(&mut self) {
        // SAFETY: this hold is let go once.
        unsafe { sys::berth_interface_config_unref(self.raw.as_ptr()) }
    }
}

impl fmt::Debug for InterfaceConfig {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Only memory running out keeps the text away.
        let json = self.to_json().unwrap_or_default();
        formatter
            .debug_tuple("InterfaceConfig")
            .field(&format_args!("{}", json.trim_end()))
            .finish()
    }
}
