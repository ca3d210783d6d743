// SPDX-License-Identifier: LGPL-2.1-or-later
// Made by bindings/rust/generate from the public headers; change those, and run it again.

use std::fmt;
use std::ops::{BitOr, BitOrAssign};

use berth_sys as sys;

use crate::error::{self, Result};
use crate::text;
use crate::KeycodeList;

enumeration! {
    /// Why a call failed. Values are never renumbered.
    ErrorCode(berth_error_code) {
        /// An argument or a setting's value is not allowed.
        Invalid = BERTH_ERROR_INVALID,
        /// A text is not well formed.
        Parse = BERTH_ERROR_PARSE,
        /// A text is well formed but is not a document of this kind.
        Schema = BERTH_ERROR_SCHEMA,
        /// The setting has no value.
        NotSet = BERTH_ERROR_NOT_SET,
        /// There is no such thing.
        NotFound = BERTH_ERROR_NOT_FOUND,
        /// There is one already.
        Exists = BERTH_ERROR_EXISTS,
        /// Somebody else changed it since it was read.
        Conflict = BERTH_ERROR_CONFLICT,
        /// Somebody holds it; the message says who.
        Busy = BERTH_ERROR_BUSY,
        /// This driver, backend or system cannot do it.
        Unsupported = BERTH_ERROR_UNSUPPORTED,
        /// Doing it would lose something; the message says what.
        Lossy = BERTH_ERROR_LOSSY,
        /// Not permitted; the message says what would grant it.
        Denied = BERTH_ERROR_DENIED,
        /// The system failed a read, a write or a request.
        Io = BERTH_ERROR_IO,
        /// It was done and did not come true; the message lists what.
        NotApplied = BERTH_ERROR_NOT_APPLIED,
        /// The time limit passed; the message says whether work goes on.
        Timeout = BERTH_ERROR_TIMEOUT,
        /// The caller cancelled it.
        Cancelled = BERTH_ERROR_CANCELLED,
        /// None are left.
        Exhausted = BERTH_ERROR_EXHAUSTED,
        /// It was sent and did not arrive.
        Undelivered = BERTH_ERROR_UNDELIVERED,
        /// State kept by this library is damaged.
        Corrupt = BERTH_ERROR_CORRUPT,
        /// Memory ran out.
        NoMemory = BERTH_ERROR_NO_MEMORY,
        /// A key has no code in that set.
        Unmapped = BERTH_ERROR_UNMAPPED,
    }
}

impl ErrorCode {
    /// The code's name as used in every language and in JSON, "NOT_FOUND"; "UNKNOWN" for a number
    /// that is no code.
    pub fn name(self) -> &'static str {
        // SAFETY: the names are constants of the library.
        unsafe { text::borrowed(sys::berth_error_code_get_name(self.to_raw())) }.unwrap_or_default()
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

enumeration! {
    /// Which area of the library failed.
    ErrorDomain(berth_error_domain) {
        /// Base.
        Base = BERTH_ERROR_DOMAIN_BASE,
        /// Host.
        Host = BERTH_ERROR_DOMAIN_HOST,
        /// Interface.
        Interface = BERTH_ERROR_DOMAIN_INTERFACE,
        /// Keycode.
        Keycode = BERTH_ERROR_DOMAIN_KEYCODE,
    }
}

enumeration! {
    /// How much a log line matters.
    LogLevel(berth_log_level) {
        /// Each step.
        Debug = BERTH_LOG_DEBUG,
        /// What was done.
        Info = BERTH_LOG_INFO,
        /// Something looks wrong, the call goes on.
        Warning = BERTH_LOG_WARNING,
    }
}

enumeration! {
    /// What kind of interface it is.
    InterfaceType(berth_interface_type) {
        /// A kind the model does not describe, as ppp and tunnels: extras make it.
        Other = BERTH_INTERFACE_TYPE_OTHER,
        /// The host's way to itself.
        Loopback = BERTH_INTERFACE_TYPE_LOOPBACK,
        /// A network card, or what looks like one.
        Ethernet = BERTH_INTERFACE_TYPE_ETHERNET,
        /// A switch made of the host's interfaces.
        Bridge = BERTH_INTERFACE_TYPE_BRIDGE,
        /// IEEE 802.1Q, one tag on top of another interface.
        Vlan = BERTH_INTERFACE_TYPE_VLAN,
        /// Several links used as one (Documentation/networking/bonding.rst).
        Bond = BERTH_INTERFACE_TYPE_BOND,
    }
}

impl InterfaceType {
    /// "ethernet", as in XML and JSON; `None` for a number that is no type.
    pub fn name(self) -> Option<&'static str> {
        // SAFETY: the names are constants of the library.
        unsafe { text::borrowed(sys::berth_interface_type_get_name(self.to_raw())) }
    }
}

impl fmt::Display for InterfaceType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name().unwrap_or("unknown"))
    }
}

enumeration! {
    /// When the host brings the interface up by itself.
    StartMode(berth_start_mode) {
        /// Never.
        None = BERTH_START_MODE_NONE,
        /// When the host starts.
        OnBoot = BERTH_START_MODE_ONBOOT,
        /// When the device appears.
        HotPlug = BERTH_START_MODE_HOTPLUG,
        /// When the host starts, and when the device appears.
        OnBootHotPlug = BERTH_START_MODE_ONBOOT_HOTPLUG,
    }
}

impl StartMode {
    /// "onboot", as in XML and JSON; `None` for a number that is no mode.
    pub fn name(self) -> Option<&'static str> {
        // SAFETY: the names are constants of the library.
        unsafe { text::borrowed(sys::berth_start_mode_get_name(self.to_raw())) }
    }
}

impl fmt::Display for StartMode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name().unwrap_or("unknown"))
    }
}

enumeration! {
    /// How a bond uses its ports. The values are the kernel's numbers (linux/if_bonding.h).
    BondMode(berth_bond_mode) {
        /// One packet after the other.
        BalanceRr = BERTH_BOND_MODE_BALANCE_RR,
        /// One port at a time.
        ActiveBackup = BERTH_BOND_MODE_ACTIVE_BACKUP,
        /// By a hash of each packet.
        BalanceXor = BERTH_BOND_MODE_BALANCE_XOR,
        /// Each packet on all of them.
        Broadcast = BERTH_BOND_MODE_BROADCAST,
        /// Link aggregation, negotiated by LACP.
        Ieee8023ad = BERTH_BOND_MODE_IEEE_802_3AD,
        /// Sending by each port's load.
        BalanceTlb = BERTH_BOND_MODE_BALANCE_TLB,
        /// Sending and receiving by each port's load.
        BalanceAlb = BERTH_BOND_MODE_BALANCE_ALB,
    }
}

impl BondMode {
    /// "active-backup", the kernel's own word, as in XML and JSON; `None` for a number that is no
    /// mode.
    pub fn name(self) -> Option<&'static str> {
        // SAFETY: the names are constants of the library.
        unsafe { text::borrowed(sys::berth_bond_mode_get_name(self.to_raw())) }
    }
}

impl fmt::Display for BondMode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name().unwrap_or("unknown"))
    }
}

enumeration! {
    /// Which internet protocol. The values are the protocols' version numbers.
    IpFamily(berth_ip_family) {
        /// RFC 791.
        V4 = BERTH_IP_FAMILY_IPV4,
        /// RFC 8200.
        V6 = BERTH_IP_FAMILY_IPV6,
    }
}

flags! {
    /// Which interfaces to list, flags; those named must all hold, 0 lists all.
    Filter(berth_interface_filter) {
        /// ALL.
        ALL = BERTH_INTERFACE_FILTER_ALL,
        /// Up in the kernel.
        ACTIVE = BERTH_INTERFACE_FILTER_ACTIVE,
        /// Down, or absent from the kernel.
        INACTIVE = BERTH_INTERFACE_FILTER_INACTIVE,
        /// In the host's configuration.
        DEFINED = BERTH_INTERFACE_FILTER_DEFINED,
    }
}

flags! {
    /// What a definition may replace, or takes over.
    DefineFlags(berth_define_flags) {
        /// DEFAULT.
        DEFAULT = BERTH_DEFINE_DEFAULT,
        /// [`Exists`](crate::ErrorCode::Exists) when there is a definition of that name.
        CREATE_ONLY = BERTH_DEFINE_CREATE_ONLY,
        /// [`NotFound`](crate::ErrorCode::NotFound) when there is none.
        UPDATE_ONLY = BERTH_DEFINE_UPDATE_ONLY,
        /// What its ports have of addresses comes to the bridge or bond.
        ADOPT = BERTH_DEFINE_ADOPT,
    }
}

flags! {
    /// What is undefined all the same.
    UndefineFlags(berth_undefine_flags) {
        /// DEFAULT.
        DEFAULT = BERTH_UNDEFINE_DEFAULT,
        /// Also what is up, and what other definitions are made of.
        FORCE = BERTH_UNDEFINE_FORCE,
    }
}

flags! {
    /// How a target is closed.
    KeyCloseFlags(berth_key_close_flags) {
        /// Keys that are down are released.
        DEFAULT = BERTH_KEY_CLOSE_DEFAULT,
        /// They stay down, where the target can do that.
        LEAVE_PRESSED = BERTH_KEY_CLOSE_LEAVE_PRESSED,
    }
}

enumeration! {
    /// A set of key codes. 0 to 9 are libvirt's numbers (virKeycodeSet). QCODE, HTML and XKB have
    /// names alone: the code of a key there is its code in LINUX.
    Codeset(berth_codeset) {
        /// Linux/input-event-codes.h, names as KEY_A.
        Linux = BERTH_CODESET_LINUX,
        /// The IBM XT keyboard; extended keys as 0xe0XX, so the same as ATSET1.
        Xt = BERTH_CODESET_XT,
        /// Scan code set 1 of the IBM AT keyboard.
        Atset1 = BERTH_CODESET_ATSET1,
        /// Scan code set 2 of the IBM AT keyboard.
        Atset2 = BERTH_CODESET_ATSET2,
        /// Scan code set 3 of the IBM PS/2 keyboard.
        Atset3 = BERTH_CODESET_ATSET3,
        /// MacOS, HIToolbox/Events.h; names without kVK_, as ANSI_A.
        Osx = BERTH_CODESET_OSX,
        /// ATSET1 with extended keys as 0x1XX, as Linux numbered them.
        XtKbd = BERTH_CODESET_XT_KBD,
        /// USB HID usage tables, the keyboard page.
        Usb = BERTH_CODESET_USB,
        /// Windows, winuser.h; names as VK_A.
        Win32 = BERTH_CODESET_WIN32,
        /// QEMU's key numbers, which its extension of RFB (VNC) sends.
        Rfb = BERTH_CODESET_RFB,
        /// QEMU's QKeyCode, as QMP takes it; names alone, as a.
        Qcode = BERTH_CODESET_QCODE,
        /// KeyboardEvent.code of browsers (W3C); names alone, as KeyA.
        Html = BERTH_CODESET_HTML,
        /// X key symbols of the unmodified key, X11/keysymdef.h; names without XK_.
        X11 = BERTH_CODESET_X11,
        /// XKB key names, xkb-data's keycodes/evdev; names alone, as AC01.
        Xkb = BERTH_CODESET_XKB,
        /// Keycodes of X servers with evdev or libinput, and of Wayland: LINUX + 8.
        XorgEvdev = BERTH_CODESET_XORG_EVDEV,
        /// Keycodes of X servers with the driver kbd.
        XorgKbd = BERTH_CODESET_XORG_KBD,
        /// Keycodes of XQuartz on macOS: OSX + 8.
        XorgXquartz = BERTH_CODESET_XORG_XQUARTZ,
        /// Keycodes of XWin, Cygwin's X server.
        XorgXwin = BERTH_CODESET_XORG_XWIN,
        /// Sun keyboards, type 4 and 5.
        Sun = BERTH_CODESET_SUN,
        /// Apple Desktop Bus.
        Adb = BERTH_CODESET_ADB,
    }
}

impl Codeset {
    /// What it is, in one line; `None` for a number that is no set.
    ///
    /// * `set`: a set.
    #[inline]
    pub fn description(self) -> Option<&'static str> {
        // SAFETY: everything handed over is held during the call.
        unsafe { text::borrowed(sys::berth_codeset_get_description(self.to_raw())) }
    }

    /// Finds a set by its name.
    ///
    /// Fails with [`NotFound`](crate::ErrorCode::NotFound), and the message names those there are.
    ///
    /// * `name`: the name of a set, such as "xt_kbd"; "qnum" is RFB. Its number as a text is one
    ///   too
    pub fn from_name(name: &str) -> Result<Codeset> {
        let name = text::to_c("name", name)?;
        let mut set = sys::berth_codeset::BERTH_CODESET_LINUX;
        // SAFETY: everything handed over is held during the call, and what is borrowed lives as long as this borrow.
        error::action(|error| unsafe {
            sys::berth_codeset_from_name(name.as_ptr(), &mut set, error)
        })
        .map(|()| Codeset::from_raw(set))
    }

    /// Finds out in which set a display numbers its keys: what a viewer needs to know before it
    /// translates a key event's hardware code, such as GDK's, into the code of a guest. The kind of
    /// the server counts, not the system the program runs on: the server may be elsewhere.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) for a type that is none, or
    /// [`NotFound`](crate::ErrorCode::NotFound) for an X server whose keycodes are none that are
    /// known.
    ///
    /// * `kind`: what the display is
    /// * `xkb_keycodes`: for X11, the name of the server's XKB keycodes (XkbGetNames(3),
    ///   XkbKeycodesNameMask), such as "evdev+aliases(qwerty)"
    /// * `server`: for X11, what else tells its kind: its vendor (ServerVendor(3)) and the names of
    ///   its extensions, in any order
    pub fn from_display(
        kind: DisplayType,
        xkb_keycodes: Option<&str>,
        server: Option<&str>,
    ) -> Result<Codeset> {
        let xkb_keycodes = xkb_keycodes
            .map(|text| text::to_c("xkb_keycodes", text))
            .transpose()?;
        let server = server.map(|text| text::to_c("server", text)).transpose()?;
        let mut set = sys::berth_codeset::BERTH_CODESET_LINUX;
        // SAFETY: everything handed over is held during the call, and what is borrowed lives as long as this borrow.
        error::action(|error| unsafe {
            sys::berth_codeset_from_display(
                kind.to_raw(),
                text::pointer(&xkb_keycodes),
                text::pointer(&server),
                &mut set,
                error,
            )
        })
        .map(|()| Codeset::from_raw(set))
    }

    /// Lists the codes of a set, from the lowest: those that keys are translated to.
    ///
    /// Returns them.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) for a number that is no set.
    ///
    /// * `set`: a set
    pub fn list_codes(self) -> Result<KeycodeList> {
        // SAFETY: everything handed over is held during the call.
        error::object(|error| unsafe { sys::berth_codeset_list_codes(self.to_raw(), error) })
            .map(KeycodeList::take)
    }
}

impl Codeset {
    /// Its name, "xt_kbd", as in commands and files; `None` for a number that is no set.
    pub fn name(self) -> Option<&'static str> {
        // SAFETY: the names are constants of the library.
        unsafe { text::borrowed(sys::berth_codeset_get_name(self.to_raw())) }
    }
}

impl fmt::Display for Codeset {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name().unwrap_or("unknown"))
    }
}

enumeration! {
    /// What a program's window stands on.
    DisplayType(berth_display_type) {
        /// An X server, here or elsewhere.
        X11 = BERTH_DISPLAY_TYPE_X11,
        /// A Wayland compositor.
        Wayland = BERTH_DISPLAY_TYPE_WAYLAND,
        /// Windows.
        Win32 = BERTH_DISPLAY_TYPE_WIN32,
        /// MacOS itself, without an X server.
        Macos = BERTH_DISPLAY_TYPE_MACOS,
        /// GDK in a browser.
        Broadway = BERTH_DISPLAY_TYPE_BROADWAY,
    }
}

flags! {
    /// Which events to watch for, flags.
    EventMask(berth_event_mask) {
        /// Nothing; no watch is made for it.
        NONE = BERTH_EVENT_MASK_NONE,
        /// Interfaces, and what defines them.
        INTERFACES = BERTH_EVENT_MASK_INTERFACES,
    }
}

enumeration! {
    /// What happened.
    EventType(berth_event_type) {
        /// An interface is there that was not.
        Added = BERTH_EVENT_TYPE_ADDED,
        /// Neither the kernel nor the files have it any more.
        Removed = BERTH_EVENT_TYPE_REMOVED,
        /// Its state, or its definition, is another.
        Changed = BERTH_EVENT_TYPE_CHANGED,
        /// Events were lost: list everything again.
        Resync = BERTH_EVENT_TYPE_RESYNC,
    }
}

impl EventType {
    /// "changed", as in JSON; `None` for a number that is no type.
    pub fn name(self) -> Option<&'static str> {
        // SAFETY: the names are constants of the library.
        unsafe { text::borrowed(sys::berth_event_type_get_name(self.to_raw())) }
    }
}

impl fmt::Display for EventType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name().unwrap_or("unknown"))
    }
}
