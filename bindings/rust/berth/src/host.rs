// SPDX-License-Identifier: LGPL-2.1-or-later
//! The host: how one is opened, and the calls that find and define its interfaces.

use std::fmt;
use std::os::raw::{c_char, c_void};
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::ptr::NonNull;
use std::sync::Arc;

use berth_sys as sys;

use crate::cancel::Cancel;
use crate::config::InterfaceConfig;
use crate::enums::{DefineFlags, EventMask, Filter, LogLevel};
use crate::error::{self, Error, Result};
use crate::info::InterfaceInfo;
use crate::interface::Interface;
use crate::text;
use crate::watch::Watch;

/// A host that was opened. It caches nothing about the host it stands for. A clone is the same host.
///
/// ```no_run
/// use berth::{Filter, Host};
///
/// let host = Host::open(None)?;
/// for interface in host.list_interfaces(Filter::ALL, None)? {
///     println!("{}", interface.name());
/// }
/// # Ok::<(), berth::Error>(())
/// ```
#[derive(Clone)]
pub struct Host {
    inner: Arc<Inner>,
}

struct Inner {
    raw: NonNull<sys::berth_host>,
    // The library calls it as long as the host lives: a field, so that it is dropped after that.
    _log: Option<Arc<Log>>,
}

// SAFETY: the library lets every thread use a host, several at once, and the log function is both.
unsafe impl Send for Inner {}
unsafe impl Sync for Inner {}

impl Drop for Inner {
    fn drop(&mut self) {
        // SAFETY: this hold is let go once.
        unsafe { sys::berth_host_unref(self.raw.as_ptr()) }
    }
}

impl Host {
    /// Opens a host. `None` is the variable `BERTH_DEFAULT_URI`, and without it the running system,
    /// `local:///`. Needs no privilege and reads no configuration yet.
    ///
    /// Fails with [`Unsupported`](crate::ErrorCode::Unsupported) for another URI.
    pub fn open(uri: Option<&str>) -> Result<Host> {
        HostOptions::new().open(uri)
    }

    /// The URI it was opened by.
    pub fn uri(&self) -> &str {
        // SAFETY: the text lives as long as the host.
        unsafe { text::borrowed(sys::berth_host_get_uri(self.raw())) }.unwrap_or_default()
    }

    /// The folder its paths are under, "/" for a running system.
    pub fn root(&self) -> &Path {
        // SAFETY: the text lives as long as the host.
        unsafe { text::borrowed_path(sys::berth_host_get_root(self.raw())) }
            .unwrap_or_else(|| Path::new("/"))
    }

    /// The name of the interface driver that was asked for, or found by a look at which configuration
    /// files the host has now; `None` when it has none that a driver knows.
    pub fn driver(&self) -> Option<&str> {
        // SAFETY: the text lives as long as the host.
        unsafe { text::borrowed(sys::berth_host_get_driver(self.raw())) }
    }

    /// Lists what the configuration defines, in its order, then what only the kernel has, by its index.
    pub fn list_interfaces(
        &self,
        filter: Filter,
        cancel: Option<&Cancel>,
    ) -> Result<Vec<Interface>> {
        // SAFETY: host and cancel are held during the call.
        let list = error::object(|error| unsafe {
            sys::berth_host_list_interfaces(
                self.raw(),
                filter.bits(),
                Cancel::pointer(cancel),
                error,
            )
        })?;
        let mut interfaces = Vec::new();
        // SAFETY: the list ends with a NULL; each item is held once more before the list lets it go.
        unsafe {
            let mut item = list.as_ptr();
            while let Some(raw) = NonNull::new(*item) {
                sys::berth_interface_ref(raw.as_ptr());
                interfaces.push(Interface::take(raw, self));
                item = item.add(1);
            }
            sys::berth_interface_list_free(list.as_ptr());
        }
        Ok(interfaces)
    }

    /// As [`list_interfaces`](Host::list_interfaces), with a snapshot of each, all taken in one pass.
    pub fn list_interfaces_info(
        &self,
        filter: Filter,
        cancel: Option<&Cancel>,
    ) -> Result<Vec<InterfaceInfo>> {
        // SAFETY: host and cancel are held during the call.
        let list = error::object(|error| unsafe {
            sys::berth_host_list_interfaces_info(
                self.raw(),
                filter.bits(),
                Cancel::pointer(cancel),
                error,
            )
        })?;
        let mut infos = Vec::new();
        // SAFETY: the list ends with a NULL; each item is held once more before the list lets it go.
        unsafe {
            let mut item = list.as_ptr();
            while let Some(raw) = NonNull::new(*item) {
                sys::berth_interface_info_ref(raw.as_ptr());
                infos.push(InterfaceInfo::take(raw));
                item = item.add(1);
            }
            sys::berth_interface_info_list_free(list.as_ptr());
        }
        Ok(infos)
    }

    /// A handle, made without a look at the host: whether there is such an interface is told by what is
    /// done with it. Fails with [`Invalid`](crate::ErrorCode::Invalid) when `name` is empty.
    pub fn interface(&self, name: &str) -> Result<Interface> {
        let name = text::to_c("the interface's name", name)?;
        // SAFETY: everything handed over is held during the call.
        let raw = error::object(|error| unsafe {
            sys::berth_host_get_interface(self.raw(), name.as_ptr(), error)
        })?;
        Ok(Interface::take(raw, self))
    }

    /// A handle to an interface that is defined or in the kernel; fails with
    /// [`NotFound`](crate::ErrorCode::NotFound) when it is neither.
    pub fn lookup_interface(&self, name: &str, cancel: Option<&Cancel>) -> Result<Interface> {
        let name = text::to_c("the interface's name", name)?;
        // SAFETY: everything handed over is held during the call.
        let raw = error::object(|error| unsafe {
            sys::berth_host_lookup_interface(
                self.raw(),
                name.as_ptr(),
                Cancel::pointer(cancel),
                error,
            )
        })?;
        Ok(Interface::take(raw, self))
    }

    /// A handle to the interface with the hardware address `mac`, six bytes in hexadecimal with colons
    /// between. Several may share one (a bridge and its port): this is the first that is defined, else
    /// the first, and [`list_interfaces_info`](Host::list_interfaces_info) shows all.
    pub fn lookup_interface_by_mac(&self, mac: &str, cancel: Option<&Cancel>) -> Result<Interface> {
        let mac = text::to_c("the hardware address", mac)?;
        // SAFETY: everything handed over is held during the call.
        let raw = error::object(|error| unsafe {
            sys::berth_host_lookup_interface_by_mac(
                self.raw(),
                mac.as_ptr(),
                Cancel::pointer(cancel),
                error,
            )
        })?;
        Ok(Interface::take(raw, self))
    }

    /// Writes `config` into the host's configuration, in place of a definition of that name. Nothing
    /// on the running system changes. Bytes that the change does not concern stay as they are, and the
    /// file is replaced at one moment: after any failure the old one is there whole.
    ///
    /// Fails with [`Conflict`](crate::ErrorCode::Conflict) when the definition changed since `config`
    /// was read from the host, and with [`Unsupported`](crate::ErrorCode::Unsupported) when the host's
    /// driver cannot express it.
    pub fn define_interface(
        &self,
        config: &InterfaceConfig,
        flags: DefineFlags,
        cancel: Option<&Cancel>,
    ) -> Result<Interface> {
        // SAFETY: everything handed over is held during the call.
        let raw = error::object(|error| unsafe {
            sys::berth_host_define_interface(
                self.raw(),
                config.as_ptr(),
                flags.bits(),
                Cancel::pointer(cancel),
                error,
            )
        })?;
        Ok(Interface::take(raw, self))
    }

    /// Starts to watch for the events of `mask`: what happens from now on is told. Watch first, then
    /// list, and nothing falls between.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) for a mask without events and with
    /// [`Io`](crate::ErrorCode::Io) when the system has no descriptor left.
    pub fn watch(&self, mask: EventMask) -> Result<Watch> {
        // SAFETY: the host is held during the call.
        let raw = error::object(|error| unsafe {
            sys::berth_host_watch(self.raw(), mask.bits(), error)
        })?;
        Ok(Watch::take(raw, self))
    }

    /// Whether it is a host in memory; see [`FakeHost`](crate::FakeHost).
    pub fn is_fake(&self) -> bool {
        // SAFETY: the host is held.
        unsafe { sys::berth_host_is_fake(self.raw()) }
    }

    pub(crate) fn raw(&self) -> *mut sys::berth_host {
        self.inner.raw.as_ptr()
    }
}

impl fmt::Debug for Host {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Host")
            .field("uri", &self.uri())
            .field("root", &self.root())
            .finish()
    }
}

/// How to open a host.
///
/// ```
/// use berth::HostOptions;
///
/// # let root = std::env::temp_dir().join(format!("berth-doc-options-{}", std::process::id()));
/// # std::fs::create_dir_all(&root)?;
/// let host = HostOptions::new().root(&root).driver("debian").open(None)?;
/// assert_eq!(host.root(), root);
/// assert_eq!(host.driver(), Some("debian"));
/// # std::fs::remove_dir_all(&root)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default)]
pub struct HostOptions {
    root: Option<PathBuf>,
    driver: Option<String>,
    log: Option<Arc<Log>>,
}

impl HostOptions {
    /// Options that change nothing.
    pub fn new() -> HostOptions {
        HostOptions::default()
    }

    /// Moves every path the library uses under the folder `root`, symbolic links included. Such a host
    /// is offline: it has files and no running system, so no interface in it is active, and bringing
    /// one up or down is [`Unsupported`](crate::ErrorCode::Unsupported).
    pub fn root(&mut self, root: impl Into<PathBuf>) -> &mut HostOptions {
        self.root = Some(root.into());
        self
    }

    /// Names the interface driver, "debian", instead of finding it out from the host's files.
    pub fn driver(&mut self, driver: impl Into<String>) -> &mut HostOptions {
        self.driver = Some(driver.into());
        self
    }

    /// Has `log` called with each line the library logs, in the thread that made the call which the
    /// line reports on. A panic in it ends that line only: it cannot pass through the library.
    pub fn log(
        &mut self,
        log: impl Fn(LogLevel, &str) + Send + Sync + 'static,
    ) -> &mut HostOptions {
        self.log = Some(Arc::new(Log(Box::new(log))));
        self
    }

    /// Opens a host with these options; see [`Host::open`].
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) for an empty root,
    /// [`NotFound`](crate::ErrorCode::NotFound) or [`Denied`](crate::ErrorCode::Denied) for one that
    /// cannot be opened, and [`Unsupported`](crate::ErrorCode::Unsupported) for an unknown driver.
    pub fn open(&self, uri: Option<&str>) -> Result<Host> {
        let uri = uri.map(|uri| text::to_c("the URI", uri)).transpose()?;
        let options = self.to_raw()?;
        // SAFETY: everything handed over is held during the call.
        let raw = error::object(|error| unsafe {
            sys::berth_host_open(text::pointer(&uri), options.0.as_ptr(), error)
        })?;
        let inner = Inner {
            raw,
            _log: self.log.clone(),
        };
        Ok(Host {
            inner: Arc::new(inner),
        })
    }

    fn to_raw(&self) -> Result<RawOptions> {
        // SAFETY: the call has no condition.
        let raw =
            NonNull::new(unsafe { sys::berth_host_options_new() }).ok_or_else(Error::no_memory)?;
        let options = RawOptions(raw);
        if let Some(root) = &self.root {
            let root = text::path_to_c("the root folder", root)?;
            // SAFETY: the options are held, and they copy the text.
            error::action(|error| unsafe {
                sys::berth_host_options_set_root(raw.as_ptr(), root.as_ptr(), error)
            })?;
        }
        if let Some(driver) = &self.driver {
            let driver = text::to_c("the driver's name", driver)?;
            // SAFETY: the options are held, and they copy the text.
            error::action(|error| unsafe {
                sys::berth_host_options_set_driver(raw.as_ptr(), driver.as_ptr(), error)
            })?;
        }
        if let Some(log) = &self.log {
            // SAFETY: the host that is opened holds the function for as long as it lives.
            unsafe {
                let user_data = Arc::as_ptr(log) as *mut c_void;
                sys::berth_host_options_set_log(raw.as_ptr(), Some(write_log), user_data);
            }
        }
        Ok(options)
    }
}

impl fmt::Debug for HostOptions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("HostOptions")
            .field("root", &self.root)
            .field("driver", &self.driver)
            .field("log", &self.log.is_some())
            .finish()
    }
}

struct RawOptions(NonNull<sys::berth_host_options>);

impl Drop for RawOptions {
    fn drop(&mut self) {
        // SAFETY: the options are freed once.
        unsafe { sys::berth_host_options_free(self.0.as_ptr()) }
    }
}

type LogFunction = dyn Fn(LogLevel, &str) + Send + Sync;

struct Log(Box<LogFunction>);

unsafe extern "C" fn write_log(
    level: sys::berth_log_level,
    message: *const c_char,
    user_data: *mut c_void,
) {
    let log = &*(user_data as *const Log);
    let message = text::borrowed(message).unwrap_or_default();
    // Unwinding into C would be undefined; the panic's own message was printed when it began.
    let result = panic::catch_unwind(AssertUnwindSafe(|| {
        (log.0)(LogLevel::from_raw(level), message)
    }));
    // Dropping what was thrown could panic again.
    if let Err(thrown) = result {
        std::mem::forget(thrown);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    #[test]
    fn a_panic_in_the_log_function_stays_there() {
        let lines = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&lines);
        let log = Log(Box::new(move |level, line| {
            assert_ne!(line, "bad", "the panic of this test");
            seen.lock().unwrap().push((level, line.to_owned()));
        }));
        let user_data = &log as *const Log as *mut c_void;
        for line in ["bad\0", "good\0"] {
            // SAFETY: both live during the call.
            unsafe {
                write_log(
                    sys::berth_log_level::BERTH_LOG_INFO,
                    line.as_ptr().cast(),
                    user_data,
                );
            }
        }
        assert_eq!(
            *lines.lock().unwrap(),
            [(LogLevel::Info, "good".to_owned())]
        );
    }
}
