// SPDX-License-Identifier: LGPL-2.1-or-later
//! How hosts are opened.

use std::fmt;
use std::os::raw::{c_char, c_void};
use std::path::PathBuf;
use std::ptr::NonNull;
use std::sync::Arc;

use berth_sys as sys;

use crate::callback::{self, Callback};
use crate::error::{self, Error, Result};
use crate::text;
use crate::{Host, LogLevel};

/// ```no_run
/// use berth::{Filter, Host};
///
/// let host = Host::open(None)?;
/// for interface in host.list_interfaces(Filter::ALL, None)? {
///     println!("{}", interface.name());
/// }
/// # Ok::<(), berth::Error>(())
/// ```
impl Host {
    /// Opens a host: "local:///", "fake:///" or "fake:FILE.json". `None` is the variable
    /// `BERTH_DEFAULT_URI`, and without it the running system, "local:///". Needs no privilege and reads no
    /// configuration yet.
    ///
    /// Fails with [`Unsupported`](crate::ErrorCode::Unsupported) for another URI.
    pub fn open(uri: Option<&str>) -> Result<Host> {
        HostOptions::new().open(uri)
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

type Log = dyn Fn(LogLevel, &str) + Send + Sync;

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
        self.log = Some(Arc::new(log));
        self
    }

    /// Opens a host with these options; see [`Host::open`].
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) for an empty root,
    /// [`NotFound`](crate::ErrorCode::NotFound) or [`Denied`](crate::ErrorCode::Denied) for one that
    /// cannot be opened, and [`Unsupported`](crate::ErrorCode::Unsupported) for an unknown driver.
    pub fn open(&self, uri: Option<&str>) -> Result<Host> {
        let uri = uri.map(|uri| text::to_c("URI", uri)).transpose()?;
        let options = self.to_raw()?;
        // SAFETY: everything handed over is held during the call.
        error::object(|error| unsafe {
            sys::berth_host_open(text::pointer(&uri), options.0.as_ptr(), error)
        })
        .map(Host::take)
    }

    fn to_raw(&self) -> Result<RawOptions> {
        // SAFETY: the call has no condition.
        let raw =
            NonNull::new(unsafe { sys::berth_host_options_new() }).ok_or_else(Error::no_memory)?;
        let options = RawOptions(raw);
        if let Some(root) = &self.root {
            let root = text::path_to_c("root folder", root)?;
            // SAFETY: the options are held, and they copy the text.
            error::action(|error| unsafe {
                sys::berth_host_options_set_root(raw.as_ptr(), root.as_ptr(), error)
            })?;
        }
        if let Some(driver) = &self.driver {
            let driver = text::to_c("driver", driver)?;
            // SAFETY: the options are held, and they copy the text.
            error::action(|error| unsafe {
                sys::berth_host_options_set_driver(raw.as_ptr(), driver.as_ptr(), error)
            })?;
        }
        if let Some(log) = &self.log {
            let log = Arc::clone(log);
            let callback: Callback<Log> =
                Callback::new(Box::new(move |level, line| log(level, line)));
            // SAFETY: the library calls the function with the closure, and frees that once, also when this fails.
            error::action(|error| unsafe {
                let (user_data, free) = callback.into_raw();
                sys::berth_host_options_set_log(
                    raw.as_ptr(),
                    Some(write_log),
                    user_data,
                    Some(free),
                    error,
                )
            })?;
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

unsafe extern "C" fn write_log(
    level: sys::berth_log_level,
    message: *const c_char,
    user_data: *mut c_void,
) {
    callback::call::<Log>(user_data, |log| {
        log(
            LogLevel::from_raw(level),
            text::borrowed(message).unwrap_or_default(),
        );
    });
}
