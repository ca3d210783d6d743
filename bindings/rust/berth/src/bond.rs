// SPDX-License-Identifier: LGPL-2.1-or-later
//! The settings of bonds.

use std::time::Duration;

use berth_sys as sys;

use crate::config::{from_ms, whole_ms, InterfaceConfig};
use crate::enums::BondMode;
use crate::error::{self, Result};
use crate::text;

/// The settings of bonds. Each fails with [`Invalid`](crate::ErrorCode::Invalid) when it is no bond. Times
/// are 0 to 2147483647 whole milliseconds.
///
/// ```
/// use berth::{BondMode, InterfaceConfig, InterfaceType};
/// use std::time::Duration;
///
/// let mut bond = InterfaceConfig::new(InterfaceType::Bond, "bond0")?;
/// for name in ["eth0", "eth1"] {
///     bond.add_port(&InterfaceConfig::new(InterfaceType::Ethernet, name)?)?;
/// }
/// bond.set_bond_mode(BondMode::ActiveBackup)?;
/// bond.set_bond_primary(Some("eth1"))?;
/// bond.set_miimon(Duration::from_millis(100))?;
/// assert_eq!(bond.miimon()?, Some(Duration::from_millis(100)));
/// assert_eq!(bond.updelay()?, None);
/// # Ok::<(), berth::Error>(())
/// ```
impl InterfaceConfig {
    /// How a bond uses its ports; `None` when the kernel's default holds.
    pub fn bond_mode(&self) -> Result<Option<BondMode>> {
        let mut mode = BondMode::BalanceRr.to_raw();
        // SAFETY: the configuration is held.
        error::optional(error::action(|error| unsafe {
            sys::berth_interface_config_get_bond_mode(self.as_ptr(), &mut mode, error)
        }))
        .map(|set| set.map(|()| BondMode::from_raw(mode)))
    }

    /// Sets how a bond uses its ports.
    pub fn set_bond_mode(&mut self, mode: BondMode) -> Result<()> {
        // SAFETY: the configuration is held.
        error::action(|error| unsafe {
            sys::berth_interface_config_set_bond_mode(self.as_mut_ptr(), mode.to_raw(), error)
        })
    }

    /// The name of the port a bond prefers; `None` also when it is no bond.
    pub fn bond_primary(&self) -> Option<&str> {
        // SAFETY: the text lives until the setting changes, and this borrow forbids that.
        unsafe { text::borrowed(sys::berth_interface_config_get_bond_primary(self.as_ptr())) }
    }

    /// Sets the port a bond prefers; `None` unsets it.
    pub fn set_bond_primary(&mut self, primary: Option<&str>) -> Result<()> {
        let primary = primary
            .map(|primary| text::to_c("the name of the port to prefer", primary))
            .transpose()?;
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_set_bond_primary(
                self.as_mut_ptr(),
                text::pointer(&primary),
                error,
            )
        })
    }

    /// How often a bond looks at its ports' link state, zero for never; `None` when nothing is said.
    pub fn miimon(&self) -> Result<Option<Duration>> {
        self.time(sys::berth_interface_config_get_miimon)
    }

    /// Sets how often a bond looks at its ports' link state, zero for never.
    pub fn set_miimon(&mut self, interval: Duration) -> Result<()> {
        self.set_time(
            sys::berth_interface_config_set_miimon,
            "the link interval",
            interval,
        )
    }

    /// How long a port must have its link before a bond uses it; `None` when nothing is said.
    pub fn updelay(&self) -> Result<Option<Duration>> {
        self.time(sys::berth_interface_config_get_updelay)
    }

    /// Sets how long a port must have its link before a bond uses it.
    pub fn set_updelay(&mut self, delay: Duration) -> Result<()> {
        self.set_time(
            sys::berth_interface_config_set_updelay,
            "the up delay",
            delay,
        )
    }

    /// How long a port may be without link before a bond leaves it; `None` when nothing is said.
    pub fn downdelay(&self) -> Result<Option<Duration>> {
        self.time(sys::berth_interface_config_get_downdelay)
    }

    /// Sets how long a port may be without link before a bond leaves it.
    pub fn set_downdelay(&mut self, delay: Duration) -> Result<()> {
        self.set_time(
            sys::berth_interface_config_set_downdelay,
            "the down delay",
            delay,
        )
    }

    /// Whether a bond asks the network stack for its ports' link state, or their drivers; `None` when
    /// nothing is said.
    pub fn use_carrier(&self) -> Result<Option<bool>> {
        let mut use_carrier = false;
        // SAFETY: the configuration is held.
        error::optional(error::action(|error| unsafe {
            sys::berth_interface_config_get_use_carrier(self.as_ptr(), &mut use_carrier, error)
        }))
        .map(|set| set.map(|()| use_carrier))
    }

    /// Sets whether a bond asks the network stack for its ports' link state, or their drivers.
    pub fn set_use_carrier(&mut self, use_carrier: bool) -> Result<()> {
        // SAFETY: the configuration is held.
        error::action(|error| unsafe {
            sys::berth_interface_config_set_use_carrier(self.as_mut_ptr(), use_carrier, error)
        })
    }

    /// How often a bond asks its ARP targets, zero for never; `None` when nothing is said.
    pub fn arp_interval(&self) -> Result<Option<Duration>> {
        self.time(sys::berth_interface_config_get_arp_interval)
    }

    /// Sets how often a bond asks its ARP targets, zero for never.
    pub fn set_arp_interval(&mut self, interval: Duration) -> Result<()> {
        self.set_time(
            sys::berth_interface_config_set_arp_interval,
            "the ARP interval",
            interval,
        )
    }

    /// The addresses a bond's ports are tried with, in order.
    pub fn arp_targets(&self) -> Result<Vec<String>> {
        // SAFETY: the configuration is held, and the list is owned here.
        unsafe {
            error::object(|error| sys::berth_interface_config_get_arp_targets(self.as_ptr(), error))
                .map(|list| text::owned_list(list))
        }
    }

    /// Adds an IPv4 address to try a bond's ports with, 16 at most. One that is there already is
    /// [`Invalid`](crate::ErrorCode::Invalid).
    pub fn add_arp_target(&mut self, target: &str) -> Result<()> {
        let target = text::to_c("the ARP target", target)?;
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_add_arp_target(self.as_mut_ptr(), target.as_ptr(), error)
        })
    }

    fn time(&self, get: GetTime) -> Result<Option<Duration>> {
        let mut time_ms = 0;
        // SAFETY: the configuration is held.
        error::optional(error::action(|error| unsafe {
            get(self.as_ptr(), &mut time_ms, error)
        }))
        .map(|set| set.map(|()| from_ms(time_ms)))
    }

    fn set_time(&mut self, set: SetTime, what: &str, time: Duration) -> Result<()> {
        let time_ms = whole_ms(what, time)?;
        // SAFETY: the configuration is held.
        error::action(|error| unsafe { set(self.as_mut_ptr(), time_ms, error) })
    }
}

type GetTime = unsafe extern "C" fn(
    *const sys::berth_interface_config,
    *mut i64,
    *mut *mut sys::berth_error,
) -> bool;
type SetTime =
    unsafe extern "C" fn(*mut sys::berth_interface_config, i64, *mut *mut sys::berth_error) -> bool;
