// SPDX-License-Identifier: LGPL-2.1-or-later
//! The library's numbers as Rust enums and flags. A number from a newer library than this crate knows
//! becomes `Unknown`, never undefined behaviour; handed back, the library judges it.

use std::fmt;
use std::ops::{BitOr, BitOrAssign};

use berth_sys as sys;

use crate::text;

macro_rules! enumeration {
    (
        $(#[$attribute:meta])*
        $name:ident($raw:ident) { $($(#[$doc:meta])* $variant:ident = $constant:ident,)* }
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$doc])* $variant,)*
            /// A number that this version of the crate has no name for.
            Unknown(u32),
        }

        impl $name {
            pub(crate) fn from_raw(raw: sys::$raw) -> $name {
                match raw {
                    $(sys::$raw::$constant => $name::$variant,)*
                    sys::$raw(number) => $name::Unknown(number),
                }
            }

            #[allow(dead_code)] // not every number is also an argument
            pub(crate) fn to_raw(self) -> sys::$raw {
                match self {
                    $($name::$variant => sys::$raw::$constant,)*
                    $name::Unknown(number) => sys::$raw(number),
                }
            }
        }
    };
}

macro_rules! flags {
    (
        $(#[$attribute:meta])*
        $name:ident($raw:ident) { $($(#[$doc:meta])* $flag:ident = $constant:ident,)* }
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub struct $name(u32);

        impl $name {
            $($(#[$doc])* pub const $flag: $name = $name(sys::$raw::$constant.0);)*

            /// The flags as the number the library takes.
            pub const fn bits(self) -> u32 {
                self.0
            }

            /// Whether all flags of `other` are among these.
            pub const fn contains(self, other: $name) -> bool {
                self.0 & other.0 == other.0
            }
        }

        impl BitOr for $name {
            type Output = $name;

            fn bitor(self, other: $name) -> $name {
                $name(self.0 | other.0)
            }
        }

        impl BitOrAssign for $name {
            fn bitor_assign(&mut self, other: $name) {
                self.0 |= other.0;
            }
        }
    };
}

enumeration! {
    /// Why a call failed.
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
        /// State kept by the library is damaged.
        Corrupt = BERTH_ERROR_CORRUPT,
        /// Memory ran out.
        NoMemory = BERTH_ERROR_NO_MEMORY,
    }
}

impl ErrorCode {
    /// The name used in every language and in JSON.
    ///
    /// ```
    /// assert_eq!(berth::ErrorCode::NotFound.name(), "NOT_FOUND");
    /// assert_eq!(berth::ErrorCode::Unknown(4711).name(), "UNKNOWN");
    /// ```
    pub fn name(self) -> &'static str {
        // SAFETY: the names are constants of the library.
        unsafe { text::borrowed(sys::berth_error_code_get_name(self.to_raw())) }
            .unwrap_or("UNKNOWN")
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
        /// What every area shares.
        Base = BERTH_ERROR_DOMAIN_BASE,
        /// Opening a host.
        Host = BERTH_ERROR_DOMAIN_HOST,
        /// Network interfaces.
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
        /// The interface that leads back to the host itself.
        Loopback = BERTH_INTERFACE_TYPE_LOOPBACK,
        /// A network card, or what behaves as one.
        Ethernet = BERTH_INTERFACE_TYPE_ETHERNET,
        /// A bridge, with ports.
        Bridge = BERTH_INTERFACE_TYPE_BRIDGE,
        /// IEEE 802.1Q, one tag on top of another interface.
        Vlan = BERTH_INTERFACE_TYPE_VLAN,
        /// Several links used as one.
        Bond = BERTH_INTERFACE_TYPE_BOND,
    }
}

impl InterfaceType {
    /// The word used in XML and JSON, "ethernet"; `None` for a number that is no type.
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
    /// The word used in XML and JSON, "onboot"; `None` for a number that is no mode.
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
    /// How a bond uses its ports. The numbers are the kernel's.
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
    /// The kernel's own word, as in XML and JSON, "active-backup"; `None` for a number that is no mode.
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

/// Which internet protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum IpFamily {
    /// The Internet Protocol, version 4.
    V4,
    /// The Internet Protocol, version 6.
    V6,
}

impl IpFamily {
    pub(crate) fn to_raw(self) -> sys::berth_ip_family {
        match self {
            IpFamily::V4 => sys::berth_ip_family::BERTH_IP_FAMILY_IPV4,
            IpFamily::V6 => sys::berth_ip_family::BERTH_IP_FAMILY_IPV6,
        }
    }
}

flags! {
    /// Which interfaces to list: those of which all flags hold.
    ///
    /// ```
    /// use berth::Filter;
    ///
    /// let both = Filter::DEFINED | Filter::INACTIVE;
    /// assert!(both.contains(Filter::DEFINED));
    /// assert_eq!(Filter::default(), Filter::ALL);
    /// ```
    Filter(berth_interface_filter) {
        /// Every interface.
        ALL = BERTH_INTERFACE_FILTER_ALL,
        /// Up in the kernel.
        ACTIVE = BERTH_INTERFACE_FILTER_ACTIVE,
        /// Down, or absent from the kernel.
        INACTIVE = BERTH_INTERFACE_FILTER_INACTIVE,
        /// In the host's configuration.
        DEFINED = BERTH_INTERFACE_FILTER_DEFINED,
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
    /// The word used in JSON, "changed"; `None` for a number that is no type.
    ///
    /// ```
    /// assert_eq!(berth::EventType::Changed.name(), Some("changed"));
    /// assert_eq!(berth::EventType::Unknown(4711).name(), None);
    /// ```
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

flags! {
    /// Which events to watch for.
    EventMask(berth_event_mask) {
        /// Interfaces, and what defines them.
        INTERFACES = BERTH_EVENT_MASK_INTERFACES,
    }
}

flags! {
    /// What a definition may replace.
    DefineFlags(berth_define_flags) {
        /// A definition of that name, if there is one.
        DEFAULT = BERTH_DEFINE_DEFAULT,
        /// Nothing: [`ErrorCode::Exists`] when there is a definition of that name.
        CREATE_ONLY = BERTH_DEFINE_CREATE_ONLY,
        /// A definition that is there: [`ErrorCode::NotFound`] when there is none.
        UPDATE_ONLY = BERTH_DEFINE_UPDATE_ONLY,
    }
}
