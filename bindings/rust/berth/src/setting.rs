// SPDX-License-Identifier: LGPL-2.1-or-later
//! Settings by path.

use std::path::Path;
use std::ptr;

use berth_sys as sys;

use crate::config::InterfaceConfig;
use crate::error::{self, Result};
use crate::text;

/// Settings by path. A path names a setting as its place in the JSON document does: "mtu",
/// "ipv4.addresses[0].prefix", "bond.ports[1].name", "extras[0].value". Values are text: "1500", "true",
/// "active-backup"; what is more than one value is JSON.
///
/// ```
/// use berth::{InterfaceConfig, InterfaceType};
///
/// let mut config = InterfaceConfig::new(InterfaceType::Ethernet, "eth0")?;
/// config.set_setting("ipv4.addresses[0].address", "192.0.2.10")?;
/// config.set_setting("ipv4.addresses[0].prefix", "24")?;
/// assert_eq!(config.setting("ipv4.addresses[0].prefix")?.as_deref(), Some("24"));
/// config.unset_setting("ipv4.addresses[0]")?;
/// assert_eq!(config.list_settings()?, ["type", "name", "start"]);
/// # Ok::<(), berth::Error>(())
/// ```
impl InterfaceConfig {
    /// The paths of all settings that have a value, in the document's order.
    pub fn list_settings(&self) -> Result<Vec<String>> {
        // SAFETY: the configuration is held, and the list is owned here.
        unsafe {
            error::object(|error| sys::berth_interface_config_list_settings(self.as_ptr(), error))
                .map(|list| text::owned_list(list))
        }
    }

    /// The value of a setting; `None` when it has none. Fails with
    /// [`Invalid`](crate::ErrorCode::Invalid) for what is no path.
    pub fn setting(&self, path: &str) -> Result<Option<String>> {
        let path = text::to_c("the path", path)?;
        // SAFETY: everything handed over is held during the call, and the text is owned here.
        unsafe {
            error::optional(error::object(|error| {
                sys::berth_interface_config_get_setting(self.as_ptr(), path.as_ptr(), error)
            }))
            .map(|value| value.map(|value| text::owned(value)))
        }
    }

    /// Sets a setting, an object or a list, and what it stands in where that is not there yet; a path that
    /// ends in the number after a list's last element appends.
    ///
    /// Fails with [`Schema`](crate::ErrorCode::Schema) when there is no such setting, or it is of another
    /// kind, and with [`Invalid`](crate::ErrorCode::Invalid) for a value that is not allowed or what is no
    /// path. Nothing has changed then.
    pub fn set_setting(&mut self, path: &str, value: &str) -> Result<()> {
        let path = text::to_c("the path", path)?;
        let value = text::to_c("the value", value)?;
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_set_setting(
                self.as_mut_ptr(),
                path.as_ptr(),
                value.as_ptr(),
                error,
            )
        })
    }

    /// Takes the value of a setting, an object or a list away; it may have none already. Fails with
    /// [`Schema`](crate::ErrorCode::Schema) or [`Invalid`](crate::ErrorCode::Invalid) for what cannot be
    /// unset.
    pub fn unset_setting(&mut self, path: &str) -> Result<()> {
        let path = text::to_c("the path", path)?;
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_config_unset_setting(self.as_mut_ptr(), path.as_ptr(), error)
        })
    }

    /// The file and the line, from 1, where a setting was read; `None` when it was not read from a file, or
    /// was set since.
    pub fn origin(&self, path: &str) -> Result<Option<(&Path, i64)>> {
        let path = text::to_c("the path", path)?;
        let mut file = ptr::null();
        let mut line = 0;
        // SAFETY: everything handed over is held during the call.
        let read = error::optional(error::action(|error| unsafe {
            sys::berth_interface_config_get_origin(
                self.as_ptr(),
                path.as_ptr(),
                &mut file,
                &mut line,
                error,
            )
        }))?;
        // SAFETY: the text lives until the setting changes, and this borrow forbids that.
        Ok(read.and_then(|()| unsafe { text::borrowed_path(file) }.map(|file| (file, line))))
    }
}
