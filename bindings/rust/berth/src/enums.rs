// SPDX-License-Identifier: LGPL-2.1-or-later
//! The library's numbers as Rust enums and flags. A number from a newer library than this crate knows
//! becomes `Unknown`, never undefined behaviour; handed back, the library judges it. The numbers
//! themselves are in `generated/enums.rs`.

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
            /// The number the library has for it.
            pub fn number(self) -> u32 {
                self.to_raw().0
            }

            #[allow(dead_code)] // not every number is also given out
            pub(crate) fn from_raw(raw: sys::$raw) -> $name {
                match raw {
                    $(sys::$raw::$constant => $name::$variant,)*
                    sys::$raw(number) => $name::Unknown(number),
                }
            }

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

            /// The flags of a number; the library refuses those it does not know.
            pub const fn from_bits(bits: u32) -> $name {
                $name(bits)
            }

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
