// SPDX-License-Identifier: LGPL-2.1-or-later
//! Events, and the host in memory.

mod scratch;

use std::fs;
use std::os::unix::io::{AsFd, AsRawFd};
use std::thread;
use std::time::{Duration, Instant};

use berth::{
    Cancel, ErrorCode, EventMask, EventType, FakeHost, Filter, InterfaceConfig, InterfaceType,
    Watch,
};
use scratch::Scratch;

const LO: &str = "auto lo\niface lo inet loopback\n";

fn ethernet(name: &str) -> InterfaceConfig {
    InterfaceConfig::new(InterfaceType::Ethernet, name).unwrap()
}

/// What the next event says: its number, its type and the interface's name.
fn next(watch: &mut Watch) -> Option<(i64, EventType, Option<String>)> {
    let event = watch.next().unwrap()?;
    let name = event.info().map(|info| info.name().to_owned());
    Some((event.number(), event.event_type(), name))
}

#[test]
fn events_come_in_order() {
    let host = FakeHost::open(None).unwrap();
    let mut watch = host.watch(EventMask::INTERFACES, None).unwrap();
    assert_eq!(watch.as_fd().as_raw_fd(), watch.as_raw_fd());
    assert_eq!(next(&mut watch), None);
    let tap = Some("tap0".to_owned());
    host.set_link(&ethernet("tap0"), false).unwrap();
    assert_eq!(next(&mut watch), Some((1, EventType::Added, tap.clone())));
    host.set_link(&ethernet("tap0"), true).unwrap();
    assert_eq!(next(&mut watch), Some((2, EventType::Changed, tap.clone())));
    host.remove_link("tap0").unwrap();
    assert_eq!(next(&mut watch), Some((3, EventType::Removed, tap)));
    host.lose_events().unwrap();
    assert_eq!(next(&mut watch), Some((4, EventType::Resync, None)));
    assert_eq!(next(&mut watch), None);
}

#[test]
fn files_are_watched() {
    let scratch = Scratch::with_interfaces("watch", LO);
    let mut watch = scratch.host().watch(EventMask::INTERFACES, None).unwrap();
    fs::write(
        scratch.interfaces_file(),
        format!("{LO}iface eth0 inet dhcp\n"),
    )
    .unwrap();
    let added = Some((1, EventType::Added, Some("eth0".to_owned())));
    assert_eq!(next(&mut watch), added);
    assert_eq!(next(&mut watch), None);
}

#[test]
fn waiting_ends() {
    let host = FakeHost::open(None).unwrap();
    let mut watch = host.watch(EventMask::INTERFACES, None).unwrap();
    let start = Instant::now();
    for time in [Duration::ZERO, Duration::from_millis(50)] {
        let error = watch.wait(Some(time), None).unwrap_err();
        assert_eq!(error.code(), ErrorCode::Timeout);
    }
    assert!(start.elapsed() >= Duration::from_millis(49));
    thread::scope(|scope| {
        scope.spawn(|| {
            thread::sleep(Duration::from_millis(20));
            host.set_link(&ethernet("tap0"), true).unwrap();
        });
        let event = watch.wait(None, None).unwrap();
        assert_eq!(event.event_type(), EventType::Added);
    });
    let cancel = Cancel::new().unwrap();
    thread::scope(|scope| {
        scope.spawn(|| {
            thread::sleep(Duration::from_millis(20));
            cancel.trigger();
        });
        let error = watch.wait(None, Some(&cancel)).unwrap_err();
        assert_eq!(error.code(), ErrorCode::Cancelled);
    });
}

#[test]
fn an_event_outlives_its_watch_in_another_thread() {
    let host = FakeHost::open(None).unwrap();
    let mut watch = host.watch(EventMask::INTERFACES, None).unwrap();
    host.remove_link("eth1").unwrap();
    drop(host);
    let event = thread::spawn(move || watch.next().unwrap().unwrap())
        .join()
        .unwrap();
    let same = event.clone();
    let info = event.info().unwrap().clone();
    drop(event);
    assert_eq!(same.event_type().name(), Some("removed"));
    assert_eq!(info.name(), "eth1");
    assert!(format!("{same:?}").contains("Removed"));
}

#[test]
fn wrong_arguments_are_refused() {
    let host = FakeHost::open(None).unwrap();
    let code = |result: berth::Result<()>| result.unwrap_err().code();
    assert_eq!(
        host.watch(EventMask::default(), None).unwrap_err().code(),
        ErrorCode::Invalid
    );
    for number in [0, 21, u32::MAX] {
        let result = host.fail_next(None, ErrorCode::Unknown(number));
        assert_eq!(code(result), ErrorCode::Invalid);
    }
    let result = host.fail_next(Some("interface\0up"), ErrorCode::Io);
    assert_eq!(code(result), ErrorCode::Invalid);
    assert_eq!(code(host.remove_link("tap0")), ErrorCode::NotFound);
    // No duration is too long.
    host.advance(Duration::from_secs(u64::MAX)).unwrap();
    host.advance(Duration::from_secs(u64::MAX)).unwrap();
}

#[test]
fn only_a_host_in_memory_is_one() {
    let scratch = Scratch::with_interfaces("not-fake", LO);
    let host = scratch.host();
    assert!(!host.is_fake());
    let error = FakeHost::try_from(host).unwrap_err();
    assert_eq!(error.code(), ErrorCode::Unsupported);
    let error = FakeHost::open(Some("local:///")).unwrap_err();
    assert_eq!(error.code(), ErrorCode::Unsupported);
}

#[test]
fn a_file_describes_a_host() {
    let scratch = Scratch::empty("fake-file");
    let file = scratch.root().join("host.json");
    fs::write(
        &file,
        r#"{"berth": 1, "interfaces": [{"type": "ethernet", "name": "lan0", "defined": false}]}"#,
    )
    .unwrap();
    let host = FakeHost::open(Some(&format!("fake:{}", file.display()))).unwrap();
    let interfaces = host.list_interfaces(Filter::ALL, None).unwrap();
    assert_eq!(interfaces.len(), 1);
    assert_eq!(interfaces[0].name(), "lan0");
}

#[test]
fn a_delay_can_be_cancelled() {
    let host = FakeHost::open(None).unwrap();
    host.set_delay(None, Duration::from_secs(60)).unwrap();
    let cancel = Cancel::new().unwrap();
    let start = Instant::now();
    thread::scope(|scope| {
        scope.spawn(|| cancel.trigger());
        let error = host
            .list_interfaces(Filter::ALL, Some(&cancel))
            .unwrap_err();
        assert_eq!(error.code(), ErrorCode::Cancelled);
    });
    assert!(start.elapsed() < Duration::from_secs(30));
}
