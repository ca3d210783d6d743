// SPDX-License-Identifier: LGPL-2.1-or-later
//! The C interface of libberth as it is: every function is unsafe to call and named as in C. The
//! comments are those of the C headers and carry the rules of ownership. Programs want the `berth`
//! crate, which keeps these rules for them.
#![cfg_attr(not(feature = "std"), no_std)]

mod ctypes {
    #[cfg(not(feature = "std"))]
    pub use core::ffi::{c_char, c_int, c_uint, c_void};
    #[cfg(feature = "std")]
    pub use std::os::raw::{c_char, c_int, c_uint, c_void};
}

#[allow(non_camel_case_types)]
mod bindings;

pub use bindings::*;
