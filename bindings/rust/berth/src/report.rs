// SPDX-License-Identifier: LGPL-2.1-or-later
//! The findings of a report and the names of capabilities, one after the other.

use std::path::Path;

use crate::{Capabilities, ErrorCode, Report};

/// One thing that a report says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding<'a> {
    /// Of what kind it is.
    pub code: ErrorCode,
    /// Whether it is only told and does not count for the verdict.
    pub note: bool,
    /// The name of the interface it is about; `None` when it is about none, or about more than one.
    pub name: Option<&'a str>,
    /// What was found, in one line, without its name, setting and place.
    pub text: &'a str,
    /// The path of the setting it is about; `None` when it is about the whole.
    pub setting: Option<&'a str>,
    /// The file that says what it is about, and the line there; 0 for the whole file.
    pub place: Option<(&'a Path, i64)>,
}

impl Report {
    /// What was found, in its order.
    ///
    /// ```
    /// use berth::FakeHost;
    ///
    /// let host = FakeHost::open(None)?;
    /// let interface = host.interface("eth0")?;
    /// interface.down(None, None, None)?;
    /// let report = interface.check(None)?;
    /// let settings: Vec<_> = report.iter().map(|finding| finding.setting).collect();
    /// assert_eq!(settings, [None, Some("ipv4.dhcp")]);
    /// # Ok::<(), berth::Error>(())
    /// ```
    pub fn iter(&self) -> impl Iterator<Item = Finding<'_>> {
        (0..self.count()).map(|number| Finding {
            code: self.code(number),
            note: self.is_note(number),
            name: self.name(number),
            text: self.text(number).unwrap_or_default(),
            setting: self.setting(number),
            place: self.file(number).map(|file| (file, self.line(number))),
        })
    }
}

impl Capabilities {
    /// Each capability's name, and why it does not work; `None` when it does.
    ///
    /// ```
    /// let host = berth::FakeHost::open(None)?;
    /// let capabilities = host.get_capabilities(None)?;
    /// assert!(capabilities.iter().all(|(_, reason)| reason.is_none()));
    /// # Ok::<(), berth::Error>(())
    /// ```
    pub fn iter(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        (0..self.count()).map(|number| {
            let name = self.name(number).unwrap_or_default();
            (name, self.reason(number))
        })
    }
}
