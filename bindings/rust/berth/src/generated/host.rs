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
use crate::{
    Cancel, Capabilities, DefineFlags, EventMask, Filter, Interface, InterfaceConfig,
    InterfaceInfo, KeyTarget, Report, Watch,
};

/// A host that was opened. It caches nothing about the host it stands for. May be used from several
/// threads at once.
pub struct Host {
    raw: NonNull<sys::berth_host>,
}

// SAFETY: the library lets every thread use it, several at once.
unsafe impl Send for Host {}
unsafe impl Sync for Host {}

impl Host {
    /// Looks at what this process may do there now, and changes nothing. In their order:
    /// "interface.read" (what defines interfaces can be read), "interface.define", "interface.up"
    /// (also down), and "interface.bridge", "interface.vlan", "interface.bond" (the kernel and the
    /// host's own tool know that kind); "key.text" (typing in a keyboard layout), "key.libvirt",
    /// "key.uinput" (such targets can be opened), "key.vnc-password" (a VNC server's can be
    /// answered).
    ///
    /// Returns what works and what does not.
    ///
    /// Fails with [`Cancelled`](crate::ErrorCode::Cancelled).
    pub fn get_capabilities(&self, cancel: Option<&Cancel>) -> Result<Capabilities> {
        // SAFETY: everything handed over is held during the call.
        error::object(|error| unsafe {
            sys::berth_host_get_capabilities(
                self.as_ptr(),
                cancel.map_or(ptr::null_mut(), |one| one.as_ptr()),
                error,
            )
        })
        .map(Capabilities::take)
    }

    /// Whether `host` was opened by a "fake:" URI. The calls below fail
    /// [`Unsupported`](crate::ErrorCode::Unsupported) on any other.
    #[inline]
    pub fn is_fake(&self) -> bool {
        // SAFETY: everything handed over is held during the call.
        unsafe { sys::berth_host_is_fake(self.as_ptr()) }
    }

    /// The URI it was opened by.
    #[inline]
    pub fn uri(&self) -> &str {
        // SAFETY: everything handed over is held during the call.
        unsafe { text::borrowed(sys::berth_host_get_uri(self.as_ptr())) }.unwrap_or("")
    }

    /// The folder its paths are under, "/" for a running system.
    #[inline]
    pub fn root(&self) -> &Path {
        // SAFETY: everything handed over is held during the call.
        unsafe { text::borrowed_path(sys::berth_host_get_root(self.as_ptr())) }
            .unwrap_or(Path::new(""))
    }

    /// The name of the interface driver that was asked for, or found by a look at which
    /// configuration files the host has now; `None` when it has none that a driver knows.
    #[inline]
    pub fn driver(&self) -> Option<&'static str> {
        // SAFETY: everything handed over is held during the call.
        unsafe { text::borrowed(sys::berth_host_get_driver(self.as_ptr())) }
    }

    /// Lists what the configuration defines, in its order, then what only the kernel has, by its
    /// index.
    ///
    /// Returns handles.
    ///
    /// Fails with [`Parse`](crate::ErrorCode::Parse) (a configuration file with an include loop or
    /// a NUL byte), [`Denied`](crate::ErrorCode::Denied), [`Io`](crate::ErrorCode::Io),
    /// [`Cancelled`](crate::ErrorCode::Cancelled), or [`NotFound`](crate::ErrorCode::NotFound) when
    /// the driver asked for has no configuration file.
    ///
    /// * `filter`: which, of `Filter`
    pub fn list_interfaces(
        &self,
        filter: Filter,
        cancel: Option<&Cancel>,
    ) -> Result<Vec<Interface>> {
        // SAFETY: everything handed over is held during the call.
        let list = error::object(|error| unsafe {
            sys::berth_host_list_interfaces(
                self.as_ptr(),
                filter.bits(),
                cancel.map_or(ptr::null_mut(), |one| one.as_ptr()),
                error,
            )
        })?;
        let mut items = Vec::new();
        // SAFETY: the list ends with a NULL; each item is held once more before the list lets it go.
        unsafe {
            let mut item = list.as_ptr();
            while let Some(raw) = NonNull::new(*item) {
                sys::berth_interface_ref(raw.as_ptr());
                items.push(Interface::take(raw));
                item = item.add(1);
            }
            sys::berth_interface_list_free(list.as_ptr());
        }
        Ok(items)
    }

    /// As [`Host::list_interfaces`](crate::Host::list_interfaces), with a snapshot of each, all
    /// taken in one pass.
    ///
    /// Returns snapshots.
    ///
    /// * `filter`: which, of `Filter`
    pub fn list_interfaces_info(
        &self,
        filter: Filter,
        cancel: Option<&Cancel>,
    ) -> Result<Vec<InterfaceInfo>> {
        // SAFETY: everything handed over is held during the call.
        let list = error::object(|error| unsafe {
            sys::berth_host_list_interfaces_info(
                self.as_ptr(),
                filter.bits(),
                cancel.map_or(ptr::null_mut(), |one| one.as_ptr()),
                error,
            )
        })?;
        let mut items = Vec::new();
        // SAFETY: the list ends with a NULL; each item is held once more before the list lets it go.
        unsafe {
            let mut item = list.as_ptr();
            while let Some(raw) = NonNull::new(*item) {
                sys::berth_interface_info_ref(raw.as_ptr());
                items.push(InterfaceInfo::take(raw));
                item = item.add(1);
            }
            sys::berth_interface_info_list_free(list.as_ptr());
        }
        Ok(items)
    }

    /// Makes a handle without a look at the host: whether there is such an interface is told by
    /// what is done with it.
    ///
    /// Returns a handle.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) when `name` is empty.
    ///
    /// * `name`: an interface's name
    pub fn interface(&self, name: &str) -> Result<Interface> {
        let name = text::to_c("name", name)?;
        // SAFETY: everything handed over is held during the call.
        error::object(|error| unsafe {
            sys::berth_host_get_interface(self.as_ptr(), name.as_ptr(), error)
        })
        .map(Interface::take)
    }

    /// A handle to an interface that is defined or in the kernel.
    ///
    /// Fails with [`NotFound`](crate::ErrorCode::NotFound), or as
    /// [`Host::list_interfaces`](crate::Host::list_interfaces).
    pub fn lookup_interface(&self, name: &str, cancel: Option<&Cancel>) -> Result<Interface> {
        let name = text::to_c("name", name)?;

        // SAFETY: everything handed over is held during the call.
        error::object(|error| unsafe {
            sys::berth_host_lookup_interface(
                self.as_ptr(),
                name.as_ptr(),
                cancel.map_or(ptr::null_mut(), |one| one.as_ptr()),
                error,
            )
        })
        .map(Interface::take)
    }

    /// Finds an interface by its hardware address. Several may share one (a bridge and its port):
    /// [`Host::list_interfaces_info`](crate::Host::list_interfaces_info) shows all; this returns
    /// the first that is defined, else the first.
    ///
    /// Returns a handle.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid), [`NotFound`](crate::ErrorCode::NotFound),
    /// or as [`Host::list_interfaces`](crate::Host::list_interfaces).
    ///
    /// * `mac`: a hardware address, six bytes in hexadecimal with colons between
    pub fn lookup_interface_by_mac(&self, mac: &str, cancel: Option<&Cancel>) -> Result<Interface> {
        let mac = text::to_c("mac", mac)?;

        // SAFETY: everything handed over is held during the call.
        error::object(|error| unsafe {
            sys::berth_host_lookup_interface_by_mac(
                self.as_ptr(),
                mac.as_ptr(),
                cancel.map_or(ptr::null_mut(), |one| one.as_ptr()),
                error,
            )
        })
        .map(Interface::take)
    }

    /// Writes `config` into the host's configuration, in place of a definition of that name.
    /// Nothing on the running system changes. Bytes that the change does not concern stay as they
    /// are, and the file is replaced at one moment: after any failure the old one is there whole.
    /// What a document did not mention, its start mode, its DNS settings or its extras, stays as it
    /// is. A configuration that was read from the host can be changed and defined again and again;
    /// it notices when somebody else changed the definition in between. What is written then and
    /// the host's own tool ignores, or takes otherwise than it seems, is told to the host's log
    /// (WARNING).
    ///
    /// A bridge or bond over a port that has addresses of its own in the files is refused, unless
    /// the files have it so already: both would have them. With BERTH_DEFINE_ADOPT they move to the
    /// bridge or bond in the same step: addresses, gateways, DHCP and router advertisements, DNS
    /// settings, the options that go with them, and when it starts, if `config` does not say that
    /// (onboot where the port was hotplugged: a bridge is no device that could appear). The port
    /// keeps its hardware address, its MTU and what else is its own, and with such settings its
    /// start mode, without which nothing would set them.
    ///
    /// Returns a handle to it.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid), [`Exists`](crate::ErrorCode::Exists),
    /// [`Conflict`](crate::ErrorCode::Conflict) (the definition changed since `config` was read
    /// from the host, or the file while it was being written),
    /// [`Unsupported`](crate::ErrorCode::Unsupported) (this driver cannot express it, a port has
    /// addresses of its own, or the host has no configuration a driver knows),
    /// [`Denied`](crate::ErrorCode::Denied), [`Io`](crate::ErrorCode::Io).
    ///
    /// * `config`: what to write
    /// * `flags`: of `DefineFlags`
    pub fn define_interface(
        &self,
        config: &InterfaceConfig,
        flags: DefineFlags,
        cancel: Option<&Cancel>,
    ) -> Result<Interface> {
        // SAFETY: everything handed over is held during the call.
        error::object(|error| unsafe {
            sys::berth_host_define_interface(
                self.as_ptr(),
                config.as_ptr(),
                flags.bits(),
                cancel.map_or(ptr::null_mut(), |one| one.as_ptr()),
                error,
            )
        })
        .map(Interface::take)
    }

    /// Checks the whole host in one pass, and changes nothing. What starts by itself, with the host
    /// (ONBOOT) or with its device where that is there (HOTPLUG), has to be up as it is defined,
    /// and so has what is up anyway. Where no system runs, on a host under another root, it looks
    /// at the files alone.
    ///
    /// Findings are those of [`Interface::check`](crate::Interface::check), for the files as a
    /// whole too; files that cannot be read, and a host without any, are findings as well
    /// ([`Parse`](crate::ErrorCode::Parse), [`Unsupported`](crate::ErrorCode::Unsupported),
    /// [`NotFound`](crate::ErrorCode::NotFound)). Notes say which interfaces were not checked and
    /// why: what does not start by itself and is down
    /// ([`NotApplied`](crate::ErrorCode::NotApplied)), what the kernel does not have, or has and no
    /// file defines ([`NotFound`](crate::ErrorCode::NotFound)), what is none by itself or more than
    /// the model holds ([`Unsupported`](crate::ErrorCode::Unsupported)); and that files define none
    /// at all ([`NotFound`](crate::ErrorCode::NotFound), without a name).
    ///
    /// Returns a report, which tells of how many interfaces all was held against the running
    /// system.
    ///
    /// Fails with [`Denied`](crate::ErrorCode::Denied), [`Io`](crate::ErrorCode::Io),
    /// [`Cancelled`](crate::ErrorCode::Cancelled).
    pub fn check_interfaces(&self, cancel: Option<&Cancel>) -> Result<Report> {
        // SAFETY: everything handed over is held during the call.
        error::object(|error| unsafe {
            sys::berth_host_check_interfaces(
                self.as_ptr(),
                cancel.map_or(ptr::null_mut(), |one| one.as_ptr()),
                error,
            )
        })
        .map(Report::take)
    }

    /// Connects to a keyboard. On a fake host every such target is there, takes any key, and
    /// records what it is sent; see [`FakeHost::list_keys`](crate::FakeHost::list_keys).
    ///
    /// Returns the target.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) for a text that is no such URI,
    /// [`Unsupported`](crate::ErrorCode::Unsupported) for a kind that this system or that server
    /// lacks, [`NotFound`](crate::ErrorCode::NotFound) when nothing is there,
    /// [`Denied`](crate::ErrorCode::Denied), [`Timeout`](crate::ErrorCode::Timeout),
    /// [`Cancelled`](crate::ErrorCode::Cancelled), [`Io`](crate::ErrorCode::Io),
    /// [`Parse`](crate::ErrorCode::Parse) when the other side is not what it should be.
    ///
    /// * `uri`: which keyboard: "libvirt+URI/DOMAIN", a libvirt domain by its name or UUID, as
    ///   "libvirt+qemu:///system/demo"; "qmp:PATH", the socket of a QEMU monitor (-qmp
    ///   unix:PATH,server=on); "vnc://HOST[:PORT]", or "vnc:PATH" for a socket of the file system:
    ///   a VNC server; "uinput:" or "uinput:PATH", this machine, or the one whose /dev/uinput is at
    ///   PATH
    /// * `password`: what a VNC server asks for; its first eight bytes count
    /// * `timeout`: how long it may take to connect; 0 not to wait, `None` for 10000
    pub fn open_key_target(
        &self,
        uri: &str,
        password: Option<&str>,
        timeout: Option<Duration>,
        cancel: Option<&Cancel>,
    ) -> Result<KeyTarget> {
        let uri = text::to_c("uri", uri)?;
        let password = password
            .map(|text| text::to_c("password", text))
            .transpose()?;

        // SAFETY: everything handed over is held during the call.
        error::object(|error| unsafe {
            sys::berth_host_open_key_target(
                self.as_ptr(),
                uri.as_ptr(),
                text::pointer(&password),
                time::timeout_ms(timeout),
                cancel.map_or(ptr::null_mut(), |one| one.as_ptr()),
                error,
            )
        })
        .map(KeyTarget::take)
    }

    /// Starts to watch: what happens from now on is told.
    ///
    /// Returns a watch.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid), [`Io`](crate::ErrorCode::Io), or as
    /// [`Host::list_interfaces`](crate::Host::list_interfaces).
    ///
    /// * `mask`: what to watch for, of `EventMask`
    pub fn watch(&self, mask: EventMask, cancel: Option<&Cancel>) -> Result<Watch> {
        // SAFETY: everything handed over is held during the call.
        error::object(|error| unsafe {
            sys::berth_host_watch(
                self.as_ptr(),
                mask.bits(),
                cancel.map_or(ptr::null_mut(), |one| one.as_ptr()),
                error,
            )
        })
        .map(Watch::take)
    }

    /// Takes over the hold on `raw`.
    #[allow(dead_code)] // not every type is also made by calls
    pub(crate) fn take(raw: NonNull<sys::berth_host>) -> Host {
        Host { raw }
    }

    #[inline]
    pub(crate) fn as_ptr(&self) -> *mut sys::berth_host {
        self.raw.as_ptr()
    }
}

/// A clone is the same one.
impl Clone for Host {
    fn clone(&self) -> Host {
        // SAFETY: it is held, and so is what the call returns: the same pointer.
        unsafe { sys::berth_host_ref(self.as_ptr()) };
        Host { raw: self.raw }
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        // SAFETY: this hold is let go once.
        unsafe { sys::berth_host_unref(self.raw.as_ptr()) }
    }
}

impl fmt::Debug for Host {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Host")
            .field("is_fake", &self.is_fake())
            .field("uri", &self.uri())
            .field("root", &self.root())
            .finish()
    }
}
