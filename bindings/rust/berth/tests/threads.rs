// SPDX-License-Identifier: LGPL-2.1-or-later
//! Cancelling, the log function, and one host in many threads.

mod scratch;

use std::os::unix::io::{AsFd, AsRawFd};
use std::sync::{Arc, Mutex};
use std::thread;

use berth::{
    Cancel, DefineFlags, ErrorCode, Filter, HostOptions, InterfaceConfig, InterfaceType, IpFamily,
    LogLevel, UndefineFlags,
};
use scratch::Scratch;

const FILE: &str = "auto lo\niface lo inet loopback\n\nauto eth0\niface eth0 inet dhcp\n";

#[test]
fn a_triggered_cancel_ends_every_call_it_is_given_to() {
    let scratch = Scratch::with_interfaces("cancel", FILE);
    let host = scratch.host();
    let cancel = Cancel::new().unwrap();
    assert!(!cancel.is_triggered());
    assert_eq!(cancel.as_fd().as_raw_fd(), cancel.as_raw_fd());
    let interface = host.lookup_interface("eth0", Some(&cancel)).unwrap();
    let config = interface.get_config(Some(&cancel)).unwrap();

    let same = cancel.clone();
    thread::spawn(move || same.trigger()).join().unwrap();
    assert!(cancel.is_triggered());
    let cancel = Some(&cancel);
    let errors = [
        host.list_interfaces(Filter::ALL, cancel).err(),
        host.list_interfaces_info(Filter::ALL, cancel).err(),
        host.lookup_interface("eth0", cancel).err(),
        host.lookup_interface_by_mac("52:54:00:12:34:56", cancel)
            .err(),
        host.define_interface(&config, DefineFlags::DEFAULT, cancel)
            .err(),
        interface.get_config(cancel).err(),
        interface.get_info(cancel).err(),
        interface.undefine(UndefineFlags::DEFAULT, cancel).err(),
    ];
    for (number, error) in errors.into_iter().enumerate() {
        assert_eq!(
            error.map(|error| error.code()),
            Some(ErrorCode::Cancelled),
            "{number}"
        );
    }
    assert_eq!(scratch.interfaces(), FILE);
}

#[test]
fn eight_threads_share_one_host() {
    let scratch = Scratch::with_interfaces("eight-threads", FILE);
    let host = scratch.host();
    let shared = host.lookup_interface("eth0", None).unwrap();
    let snapshot = shared.get_info(None).unwrap();
    thread::scope(|scope| {
        for number in 1..=8 {
            let (host, shared, snapshot) = (&host, &shared, &snapshot);
            scope.spawn(move || {
                let name = format!("dummy{number}");
                let mut config = InterfaceConfig::new(InterfaceType::Ethernet, &name).unwrap();
                config
                    .add_address(IpFamily::V4, &format!("198.51.100.{number}/24"))
                    .unwrap();
                for _ in 0..25 {
                    let own = define_until_nobody_interferes(host, &config);
                    assert_eq!(own.get_config(None).unwrap(), config);
                    assert!(shared.get_config(None).unwrap().dhcp(IpFamily::V4));
                    assert_eq!(snapshot.name(), "eth0");
                    let infos = host.list_interfaces_info(Filter::DEFINED, None).unwrap();
                    assert!(infos.iter().any(|info| info.name() == name));
                }
            });
        }
    });
    assert!(scratch.interfaces().starts_with(FILE));
    assert_eq!(
        host.list_interfaces(Filter::DEFINED, None).unwrap().len(),
        10
    );
}

/// Two writers of one file: the library tells the later one, which then tries again.
fn define_until_nobody_interferes(
    host: &berth::Host,
    config: &InterfaceConfig,
) -> berth::Interface {
    loop {
        match host.define_interface(config, DefineFlags::DEFAULT, None) {
            Ok(interface) => return interface,
            Err(error) => assert_eq!(error.code(), ErrorCode::Conflict, "{error}"),
        }
    }
}

#[test]
fn a_configuration_moves_to_another_thread() {
    let config = InterfaceConfig::new(InterfaceType::Ethernet, "eth0").unwrap();
    let name = thread::spawn(move || config.name().to_owned())
        .join()
        .unwrap();
    assert_eq!(name, "eth0");
}

#[test]
fn the_log_function_lives_as_long_as_a_handle() {
    let scratch = Scratch::with_interfaces("log", FILE);
    let lines = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&lines);
    let interface = HostOptions::new()
        .root(scratch.root())
        .log(move |level, line| seen.lock().unwrap().push((level, line.to_owned())))
        .open(None)
        .unwrap()
        .lookup_interface("eth0", None)
        .unwrap();
    assert_eq!(Arc::strong_count(&lines), 2);
    interface.undefine(UndefineFlags::DEFAULT, None).unwrap();
    drop(interface);
    assert_eq!(Arc::strong_count(&lines), 1);
    let lines = lines.lock().unwrap();
    assert!(!lines.is_empty(), "writing a file is worth a line");
    for (level, line) in lines.iter() {
        assert!(!matches!(level, LogLevel::Unknown(_)), "{level:?}");
        assert!(!line.contains('\n'), "{line:?}");
    }
}
