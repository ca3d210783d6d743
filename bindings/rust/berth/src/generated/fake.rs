// SPDX-License-Identifier: LGPL-2.1-or-later
// Made by bindings/rust/generate from the public headers; change those, and run it again.

use std::time::Duration;

use berth_sys as sys;

use crate::error::{self, Result};
use crate::text;
use crate::time;
use crate::{ErrorCode, FakeHost, InterfaceConfig};

impl FakeHost {
    /// Makes the next such call fail, once. Several wait in line.
    ///
    /// Fails with [`Unsupported`](crate::ErrorCode::Unsupported),
    /// [`Invalid`](crate::ErrorCode::Invalid) for a number that is no code or a call that is none.
    ///
    /// * `call`: a call by its C name without "berth_", such as "interface_up"; "watch_next" for
    ///   every way in which a watch looks for what changed; `None` for whichever is next
    /// * `code`: how it shall fail
    pub fn fail_next(&self, call: Option<&str>, code: ErrorCode) -> Result<()> {
        let call = call.map(|text| text::to_c("call", text)).transpose()?;

        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_fake_fail_next(self.as_ptr(), text::pointer(&call), code.to_raw(), error)
        })
    }

    /// Makes calls take their time.
    ///
    /// Fails with [`Unsupported`](crate::ErrorCode::Unsupported),
    /// [`Invalid`](crate::ErrorCode::Invalid).
    ///
    /// * `call`: a call, as for [`FakeHost::fail_next`](crate::FakeHost::fail_next); `None` for all
    ///   that have no delay of their own
    /// * `delay`: how long each such call takes from now on, at least; 0 for no delay
    pub fn set_delay(&self, call: Option<&str>, delay: Duration) -> Result<()> {
        let call = call.map(|text| text::to_c("call", text)).transpose()?;

        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_fake_set_delay(
                self.as_ptr(),
                text::pointer(&call),
                time::timeout_ms(Some(delay)),
                error,
            )
        })
    }

    /// Lets time pass on the host at once, such as the 100 ms until its DHCP server answers.
    ///
    /// Fails with [`Unsupported`](crate::ErrorCode::Unsupported) or
    /// [`Invalid`](crate::ErrorCode::Invalid).
    ///
    /// * `duration`: how much of the fake's time passes at once.
    pub fn advance(&self, duration: Duration) -> Result<()> {
        let duration = time::whole_ms("duration", duration)?;
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe { sys::berth_fake_advance(self.as_ptr(), duration, error) })
    }

    /// Makes a link, or changes the one of that name, as another program would do it; watches see
    /// it.
    ///
    /// Fails with [`Unsupported`](crate::ErrorCode::Unsupported),
    /// [`Invalid`](crate::ErrorCode::Invalid).
    ///
    /// * `config`: what the link has: its type, hardware address, MTU, addresses, ports
    /// * `up`: whether it is up
    pub fn set_link(&self, config: &InterfaceConfig, up: bool) -> Result<()> {
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_fake_set_link(self.as_ptr(), config.as_ptr(), up, error)
        })
    }

    /// Takes a link away, as when a card is pulled.
    ///
    /// Fails with [`Unsupported`](crate::ErrorCode::Unsupported) or
    /// [`NotFound`](crate::ErrorCode::NotFound).
    pub fn remove_link(&self, name: &str) -> Result<()> {
        let name = text::to_c("name", name)?;
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_fake_remove_link(self.as_ptr(), name.as_ptr(), error)
        })
    }

    /// Makes every watch of the host miss what happened, so that its next event is RESYNC.
    ///
    /// Fails with [`Unsupported`](crate::ErrorCode::Unsupported).
    pub fn lose_events(&self) -> Result<()> {
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe { sys::berth_fake_lose_events(self.as_ptr(), error) })
    }

    /// Lists what key targets of this host were sent, in its order: "press KEY_A", "wait 20",
    /// "release KEY_A".
    ///
    /// Returns the events.
    ///
    /// Fails with [`Unsupported`](crate::ErrorCode::Unsupported).
    ///
    /// * `uri`: of a key target; `None` for all of them
    pub fn list_keys(&self, uri: Option<&str>) -> Result<Vec<String>> {
        let uri = uri.map(|text| text::to_c("uri", text)).transpose()?;
        // SAFETY: everything handed over is held during the call, and the list is owned here.
        error::object(|error| unsafe {
            sys::berth_fake_list_keys(self.as_ptr(), text::pointer(&uri), error)
        })
        .map(|list| unsafe { text::owned_list(list) })
    }
}
