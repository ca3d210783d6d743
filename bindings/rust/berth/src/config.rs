// SPDX-License-Identifier: LGPL-2.1-or-later
//! The settings of one interface.

use std::fmt;
use std::os::raw::c_char;
use std::ptr::{self, NonNull};
use std::time::Duration;

use berth_sys as sys;

use crate::enums::{InterfaceType, IpFamily, StartMode};
use crate::error::{self, Error, Result};
use crate::text;

/// The settings of one interface, apart from any host and any file format. A clone is another one with
/// the same settings. Numbers are 64 bits wide and the library checks their range.
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
///
/// let same = InterfaceConfig::from_xml(&bridge.to_xml()?, None)?;
/// assert_eq!(same, bridge);
/// # Ok::<(), berth::Error>(())
/// ```
pub struct InterfaceConfig {
    raw: NonNull<sys::berth_interface_config>,
}

// SAFETY: the library lets any thread use a configuration, one at a time: Send, and not Sync.
unsafe impl Send for InterfaceConfig {}

impl InterfaceConfig {
    /// A configuration with start mode [`None`](StartMode::None) and nothing else set. `interface_type`
    /// is a loopback, an ethernet, a bridge, a vlan or a bond; `name` has 1 to 15 bytes, no "/", ":" or
    /// white space, and is not "." or "..". Otherwise fails with
    /// [`Invalid`](crate::ErrorCode::Invalid).
    pub fn new(interface_type: InterfaceType, name: &str) -> Result<InterfaceConfig> {
        let name = text::to_c("the interface's name", name)?;
        // SAFETY: the text is held during the call.
        error::object(|error| unsafe {
            sys::berth_interface_config_new(interface_type.to_raw(), name.as_ptr(), error)
        })
        .map(InterfaceConfig::take)
    }

    /// Reads a document in the interface format of netcf and libvirt. `source` is the name of the file
    /// it came from, for messages.
    ///
    /// Fails with [`Parse`](crate::ErrorCode::Parse), [`Schema`](crate::ErrorCode::Schema) or
    /// [`Invalid`](crate::ErrorCode::Invalid), each with the line.
    pub fn from_xml(xml: &str, source: Option<&str>) -> Result<InterfaceConfig> {
        InterfaceConfig::from_text(sys::berth_interface_config_from_xml, xml, source)
    }

    /// Reads a document as [`to_json`](InterfaceConfig::to_json) writes it; see
    /// [`from_xml`](InterfaceConfig::from_xml).
    pub fn from_json(json: &str, source: Option<&str>) -> Result<InterfaceConfig> {
        InterfaceConfig::from_text(sys::berth_interface_config_from_json, json, source)
    }

    /// The configuration in the interface format of netcf and libvirt, ending in a newline.
    pub fn to_xml(&self) -> Result<String> {
        // SAFETY: the configuration is held, and the text is owned here.
        unsafe {
            error::object(|error| sys::berth_interface_config_to_xml(self.as_ptr(), error))
                .map(|xml| text::owned(xml))
        }
    }

    /// The configuration as a JSON document, ending in a newline.
    ///
    /// ```
    /// # use berth::{InterfaceConfig, InterfaceType};
    /// let config = InterfaceConfig::new(InterfaceType::Ethernet, "eth0")?;
    /// assert_eq!(InterfaceConfig::from_json(&config.to_json()?, None)?, config);
    /// # Ok::<(), berth::Error>(())
    /// ```
    pub fn to_json(&self) -> Result<String> {
        // SAFETY: the configuration is held, and the text is owned here.
        unsafe {
            error::object(|error| sys::berth_interface_config_to_json(self.as_ptr(), error))
                .map(|json| text::owned(json))
        }
    }

    /// Its type.
    pub fn interface_type(&self) -> InterfaceType {
        // SAFETY: the configuration is held.
        InterfaceType::from_raw(unsafe {
            sys::berth_interface_config_get_interface_type(self.as_ptr())
        })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        // SAFETY: the text lives as long as the configuration, and nothing changes it.
        unsafe { text::borrowed(sys::berth_interface_config_get_name(self.as_ptr())) }
            .unwrap_or_default()
    }

    /// When the host brings it up by itself.
    pub fn start_mode(&self) -> StartMode {
        // SAFETY: the configuration is held.
        StartMode::from_raw(unsafe { sys::berth_interface_config_get_start_mode(self.as_ptr()) })
    }

    /// Sets when the host brings it up by itself.
    pub fn set_start_mode(&mut self, mode: StartMode) -> Result<()> {
        // SAFETY: the configuration is held.
        error::action(|error| unsafe {
            sys::berth_interface_config_set_start_mode(self.as_mut_ptr(), mode.to_raw(), error)
        })
    }

    /// The hardware address to give it, "52:54:00:12:34:56"; `None` when it keeps its own.
    pub fn mac(&self) -> Option<&str> {
        // SAFETY: the text lives until the setting changes, and this borrow forbids that.
        unsafe { text::borrowed(sys::berth_interface_config_get_mac(self.as_ptr())) }
    }

    /// Sets the hardware address to give it, six bytes in hexadecimal with colons between, not a group
    /// address; `None` unsets it.
    pub fn set_mac(&mut self, mac: Option<&str>) -> Result<()> {
        let mac = mac
            .map(|mac| text::to_c("the hardware address", mac))
            .transpose()?;
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_set_mac(self.as_mut_ptr(), text::pointer(&mac), error)
        })
    }

    /// The maximum transmission unit in bytes; `None` when the driver's default holds.
    pub fn mtu(&self) -> Option<i64> {
        let mut mtu = 0;
        // SAFETY: the configuration is held. "Not set" is the only way this fails.
        error::action(|error| unsafe {
            sys::berth_interface_config_get_mtu(self.as_ptr(), &mut mtu, error)
        })
        .ok()
        .map(|()| mtu)
    }

    /// Sets the maximum transmission unit, 68 to 65536 bytes, 1280 or more with IPv6.
    pub fn set_mtu(&mut self, mtu: i64) -> Result<()> {
        // SAFETY: the configuration is held.
        error::action(|error| unsafe {
            sys::berth_interface_config_set_mtu(self.as_mut_ptr(), mtu, error)
        })
    }

    /// Leaves the maximum transmission unit to the driver.
    pub fn unset_mtu(&mut self) {
        // SAFETY: the configuration is held.
        unsafe { sys::berth_interface_config_unset_mtu(self.as_mut_ptr()) }
    }

    /// Whether DHCP gives its addresses of `family`.
    pub fn dhcp(&self, family: IpFamily) -> bool {
        // SAFETY: the configuration is held.
        unsafe { sys::berth_interface_config_get_dhcp(self.as_ptr(), family.to_raw()) }
    }

    /// Sets whether DHCP gives its addresses of `family`.
    pub fn set_dhcp(&mut self, family: IpFamily, dhcp: bool) -> Result<()> {
        // SAFETY: the configuration is held.
        error::action(|error| unsafe {
            sys::berth_interface_config_set_dhcp(self.as_mut_ptr(), family.to_raw(), dhcp, error)
        })
    }

    /// Whether router advertisements give it IPv6 addresses (RFC 4862).
    pub fn autoconf(&self) -> bool {
        // SAFETY: the configuration is held.
        unsafe { sys::berth_interface_config_get_autoconf(self.as_ptr()) }
    }

    /// Sets whether router advertisements give it IPv6 addresses.
    pub fn set_autoconf(&mut self, autoconf: bool) {
        // SAFETY: the configuration is held.
        unsafe { sys::berth_interface_config_set_autoconf(self.as_mut_ptr(), autoconf) }
    }

    /// Whether DHCP of `family` sets the resolver; `None` when the host's default holds.
    pub fn peerdns(&self, family: IpFamily) -> Option<bool> {
        let mut peerdns = false;
        // SAFETY: the configuration is held. "Not set" is the only way this fails.
        error::action(|error| unsafe {
            sys::berth_interface_config_get_peerdns(
                self.as_ptr(),
                family.to_raw(),
                &mut peerdns,
                error,
            )
        })
        .ok()
        .map(|()| peerdns)
    }

    /// Sets whether DHCP of `family` sets the resolver. Fails with
    /// [`Invalid`](crate::ErrorCode::Invalid) without DHCP of `family`.
    pub fn set_peerdns(&mut self, family: IpFamily, peerdns: bool) -> Result<()> {
        // SAFETY: the configuration is held.
        error::action(|error| unsafe {
            sys::berth_interface_config_set_peerdns(
                self.as_mut_ptr(),
                family.to_raw(),
                peerdns,
                error,
            )
        })
    }

    /// The static addresses of `family` in order, each "ADDRESS/PREFIX", or "ADDRESS" where no prefix
    /// was given.
    pub fn addresses(&self, family: IpFamily) -> Result<Vec<String>> {
        // SAFETY: the configuration is held, and the list is owned here.
        unsafe {
            error::object(|error| {
                sys::berth_interface_config_get_addresses(self.as_ptr(), family.to_raw(), error)
            })
            .map(|list| text::owned_list(list))
        }
    }

    /// Adds a static address, "ADDRESS/PREFIX" or "ADDRESS". One that is there already is
    /// [`Invalid`](crate::ErrorCode::Invalid).
    pub fn add_address(&mut self, family: IpFamily, address: &str) -> Result<()> {
        let address = text::to_c("the address", address)?;
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_add_address(
                self.as_mut_ptr(),
                family.to_raw(),
                address.as_ptr(),
                error,
            )
        })
    }

    /// Removes all static addresses of `family`.
    pub fn clear_addresses(&mut self, family: IpFamily) {
        // SAFETY: the configuration is held.
        unsafe { sys::berth_interface_config_clear_addresses(self.as_mut_ptr(), family.to_raw()) }
    }

    /// The default gateway of `family`.
    pub fn gateway(&self, family: IpFamily) -> Option<&str> {
        // SAFETY: the text lives until the setting changes, and this borrow forbids that.
        unsafe {
            text::borrowed(sys::berth_interface_config_get_gateway(
                self.as_ptr(),
                family.to_raw(),
            ))
        }
    }

    /// Sets the default gateway of `family`; `None` unsets it.
    pub fn set_gateway(&mut self, family: IpFamily, gateway: Option<&str>) -> Result<()> {
        let gateway = gateway
            .map(|gateway| text::to_c("the gateway", gateway))
            .transpose()?;
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_set_gateway(
                self.as_mut_ptr(),
                family.to_raw(),
                text::pointer(&gateway),
                error,
            )
        })
    }

    /// The addresses of its DNS servers, in order.
    pub fn dns_servers(&self) -> Result<Vec<String>> {
        // SAFETY: the configuration is held, and the list is owned here.
        unsafe {
            error::object(|error| sys::berth_interface_config_get_dns_servers(self.as_ptr(), error))
                .map(|list| text::owned_list(list))
        }
    }

    /// Adds a DNS server, an IPv4 or IPv6 address. One that is there already is
    /// [`Invalid`](crate::ErrorCode::Invalid).
    pub fn add_dns_server(&mut self, server: &str) -> Result<()> {
        let server = text::to_c("the address of the DNS server", server)?;
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_add_dns_server(self.as_mut_ptr(), server.as_ptr(), error)
        })
    }

    /// The domains that short names are looked up in, in order.
    pub fn dns_search(&self) -> Result<Vec<String>> {
        // SAFETY: the configuration is held, and the list is owned here.
        unsafe {
            error::object(|error| sys::berth_interface_config_get_dns_search(self.as_ptr(), error))
                .map(|list| text::owned_list(list))
        }
    }

    /// Adds a domain that short names are looked up in, one word of at most 253 bytes. One that is there
    /// already is [`Invalid`](crate::ErrorCode::Invalid).
    pub fn add_dns_search(&mut self, domain: &str) -> Result<()> {
        let domain = text::to_c("the search domain", domain)?;
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_add_dns_search(self.as_mut_ptr(), domain.as_ptr(), error)
        })
    }

    /// Removes all DNS servers and search domains.
    pub fn clear_dns(&mut self) {
        // SAFETY: the configuration is held.
        unsafe { sys::berth_interface_config_clear_dns(self.as_mut_ptr()) }
    }

    /// The names of a bridge's or bond's ports, in order. Fails with
    /// [`Invalid`](crate::ErrorCode::Invalid) when it is neither.
    pub fn ports(&self) -> Result<Vec<String>> {
        // SAFETY: the configuration is held, and the list is owned here.
        unsafe {
            error::object(|error| sys::berth_interface_config_get_ports(self.as_ptr(), error))
                .map(|list| text::owned_list(list))
        }
    }

    /// A copy of the settings of a port. Fails with [`NotFound`](crate::ErrorCode::NotFound), or
    /// [`Invalid`](crate::ErrorCode::Invalid) when it is neither a bridge nor a bond.
    pub fn port(&self, name: &str) -> Result<InterfaceConfig> {
        let name = text::to_c("the port's name", name)?;
        // SAFETY: everything handed over is held during the call, and the copy is owned here.
        error::object(|error| unsafe {
            sys::berth_interface_config_get_port(self.as_ptr(), name.as_ptr(), error)
        })
        .map(InterfaceConfig::take)
    }

    /// Adds a copy of `port`, which has no addresses: to a bridge an ethernet, a vlan or a bond, to a bond
    /// an ethernet.
    pub fn add_port(&mut self, port: &InterfaceConfig) -> Result<()> {
        // SAFETY: both configurations are held.
        error::action(|error| unsafe {
            sys::berth_interface_config_add_port(self.as_mut_ptr(), port.as_ptr(), error)
        })
    }

    /// Removes a port from a bridge or a bond. Fails with [`NotFound`](crate::ErrorCode::NotFound), or
    /// [`Invalid`](crate::ErrorCode::Invalid) when it is neither.
    pub fn remove_port(&mut self, name: &str) -> Result<()> {
        let name = text::to_c("the port's name", name)?;
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_remove_port(self.as_mut_ptr(), name.as_ptr(), error)
        })
    }

    /// Whether a bridge speaks the spanning tree protocol; `None` when the driver decides. Fails with
    /// [`Invalid`](crate::ErrorCode::Invalid) when it is no bridge.
    pub fn stp(&self) -> Result<Option<bool>> {
        let mut stp = false;
        // SAFETY: the configuration is held.
        error::optional(error::action(|error| unsafe {
            sys::berth_interface_config_get_stp(self.as_ptr(), &mut stp, error)
        }))
        .map(|set| set.map(|()| stp))
    }

    /// Sets whether a bridge speaks the spanning tree protocol.
    pub fn set_stp(&mut self, stp: bool) -> Result<()> {
        // SAFETY: the configuration is held.
        error::action(|error| unsafe {
            sys::berth_interface_config_set_stp(self.as_mut_ptr(), stp, error)
        })
    }

    /// A bridge's forward delay; `None` when the driver decides. Fails with
    /// [`Invalid`](crate::ErrorCode::Invalid) when it is no bridge.
    pub fn delay(&self) -> Result<Option<Duration>> {
        let mut delay_ms = 0;
        // SAFETY: the configuration is held.
        error::optional(error::action(|error| unsafe {
            sys::berth_interface_config_get_delay(self.as_ptr(), &mut delay_ms, error)
        }))
        .map(|set| set.map(|()| from_ms(delay_ms)))
    }

    /// Sets a bridge's forward delay, 0 to 30 seconds in whole milliseconds.
    pub fn set_delay(&mut self, delay: Duration) -> Result<()> {
        let delay_ms = whole_ms("the forward delay", delay)?;
        // SAFETY: the configuration is held.
        error::action(|error| unsafe {
            sys::berth_interface_config_set_delay(self.as_mut_ptr(), delay_ms, error)
        })
    }

    /// A vlan's tag and the name of the interface below; `None` when neither is set. Fails with
    /// [`Invalid`](crate::ErrorCode::Invalid) when it is no vlan.
    ///
    /// ```
    /// # use berth::{InterfaceConfig, InterfaceType};
    /// let mut vlan = InterfaceConfig::new(InterfaceType::Vlan, "eth0.42")?;
    /// assert_eq!(vlan.vlan()?, None);
    /// vlan.set_vlan(42, "eth0")?;
    /// assert_eq!(vlan.vlan()?, Some((42, "eth0")));
    /// # Ok::<(), berth::Error>(())
    /// ```
    pub fn vlan(&self) -> Result<Option<(i64, &str)>> {
        let mut tag = 0;
        let mut device: *const c_char = ptr::null();
        // SAFETY: the configuration is held.
        let set = error::optional(error::action(|error| unsafe {
            sys::berth_interface_config_get_vlan(self.as_ptr(), &mut tag, &mut device, error)
        }))?;
        // SAFETY: the text lives until the setting changes, and this borrow forbids that.
        Ok(set.map(|()| (tag, unsafe { text::borrowed(device) }.unwrap_or_default())))
    }

    /// Sets a vlan's tag, 1 to 4094, and the name of the interface below.
    pub fn set_vlan(&mut self, tag: i64, device: &str) -> Result<()> {
        let device = text::to_c("the name of the interface below", device)?;
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_set_vlan(self.as_mut_ptr(), tag, device.as_ptr(), error)
        })
    }

    /// Takes over the hold on `raw`, which must be the only one: `&mut self` stands for that.
    pub(crate) fn take(raw: NonNull<sys::berth_interface_config>) -> InterfaceConfig {
        InterfaceConfig { raw }
    }

    pub(crate) fn as_ptr(&self) -> *const sys::berth_interface_config {
        self.raw.as_ptr()
    }

    pub(crate) fn as_mut_ptr(&mut self) -> *mut sys::berth_interface_config {
        self.raw.as_ptr()
    }

    fn from_text(read: ReadText, text: &str, source: Option<&str>) -> Result<InterfaceConfig> {
        let text = text::to_c("the document", text)?;
        let source = source
            .map(|source| text::to_c("the source's name", source))
            .transpose()?;
        // SAFETY: both texts are held during the call.
        error::object(|error| unsafe { read(text.as_ptr(), text::pointer(&source), error) })
            .map(InterfaceConfig::take)
    }
}

/// `time` in the library's milliseconds; `what` names it in the message.
pub(crate) fn whole_ms(what: &str, time: Duration) -> Result<i64> {
    if time.subsec_nanos() % 1_000_000 != 0 {
        return Err(Error::invalid(format!(
            "{what} {time:?} is no whole number of milliseconds, round it"
        )));
    }
    // What does not fit is out of range for the library too.
    Ok(i64::try_from(time.as_millis()).unwrap_or(i64::MAX))
}

/// The library's milliseconds, which are never negative.
pub(crate) fn from_ms(time_ms: i64) -> Duration {
    Duration::from_millis(time_ms.unsigned_abs())
}

type ReadText = unsafe extern "C" fn(
    *const c_char,
    *const c_char,
    *mut *mut sys::berth_error,
) -> *mut sys::berth_interface_config;

impl Clone for InterfaceConfig {
    /// # Panics
    /// When memory ran out.
    fn clone(&self) -> InterfaceConfig {
        // SAFETY: the configuration is held.
        NonNull::new(unsafe { sys::berth_interface_config_copy(self.as_ptr()) })
            .map(InterfaceConfig::take)
            .expect("memory ran out")
    }
}

impl PartialEq for InterfaceConfig {
    fn eq(&self, other: &InterfaceConfig) -> bool {
        // SAFETY: both configurations are held.
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
        // Only memory running out keeps the text away, and then the name is enough.
        let json = self.to_json().unwrap_or_else(|_| self.name().to_owned());
        formatter
            .debug_tuple("InterfaceConfig")
            .field(&format_args!("{}", json.trim_end()))
            .finish()
    }
}
