// SPDX-License-Identifier: LGPL-2.1-or-later
// Made by bindings/rust/generate from the public headers; change those, and run it again.

use std::fmt;
use std::ops::{BitOr, BitOrAssign};

use berth_sys as sys;

use crate::text;

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
        /// A kind the model does not describe; only in snapshots.
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
    /// What a definition may replace.
    DefineFlags(berth_define_flags) {
        /// DEFAULT.
        DEFAULT = BERTH_DEFINE_DEFAULT,
        /// [`Exists`](crate::ErrorCode::Exists) when there is a definition of that name.
        CREATE_ONLY = BERTH_DEFINE_CREATE_ONLY,
        /// [`NotFound`](crate::ErrorCode::NotFound) when there is none.
        UPDATE_ONLY = BERTH_DEFINE_UPDATE_ONLY,
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
