// SPDX-License-Identifier: LGPL-2.1-or-later
//! The service in examples/service.rs, on a slow host in memory and on files.

mod scratch;
#[path = "../examples/service.rs"]
mod service;

use std::time::{Duration, Instant};

use berth::{ErrorCode, FakeHost};
use scratch::Scratch;
use service::{mixed_requests, serve, Request};

const FILE: &str =
    "auto lo\niface lo inet loopback\n\niface eth0 inet dhcp\n\niface eth1 inet dhcp\n";

fn names() -> Vec<String> {
    vec!["eth0".to_owned(), "eth1".to_owned()]
}

#[test]
fn slow_calls_do_not_wait_for_each_other() {
    let host = FakeHost::open(None).unwrap();
    host.set_delay(None, Duration::from_millis(200)).unwrap();
    let requests = vec![Request::Show("eth0".to_owned()); 40];
    let start = Instant::now();
    for answer in serve(&host, &requests) {
        assert_eq!(answer.unwrap(), "eth0 is up");
    }
    let elapsed = start.elapsed();
    // One after the other they would take 8 seconds.
    assert!(elapsed >= Duration::from_millis(990), "{elapsed:?}");
    assert!(elapsed < Duration::from_secs(4), "{elapsed:?}");
}

#[test]
fn a_slow_host_answers_whatever_is_asked() {
    let host = FakeHost::open(None).unwrap();
    host.set_delay(None, Duration::from_millis(200)).unwrap();
    host.fail_next(Some("interface_get_info"), ErrorCode::Io)
        .unwrap();
    let answers = serve(&host, &mixed_requests(12, &["eth0".to_owned()]));
    assert_eq!(answers.len(), 12);
    let failed: Vec<ErrorCode> = answers
        .iter()
        .filter_map(|answer| answer.as_ref().err())
        .map(|error| error.code())
        .collect();
    assert_eq!(failed, [ErrorCode::Io]);
    assert_eq!(answers[0].as_deref(), Ok("lo eth0 eth1"));
    assert_eq!(answers[11].as_deref(), Ok("eth0 has MTU 1411"));
}

#[test]
fn files_take_every_change() {
    let scratch = Scratch::with_interfaces("service", FILE);
    let host = scratch.host();
    for (number, answer) in serve(&host, &mixed_requests(60, &names()))
        .into_iter()
        .enumerate()
    {
        let answer = answer.unwrap();
        match number % 3 {
            0 => assert_eq!(answer, "lo eth0 eth1"),
            1 => assert!(answer.ends_with(" is down"), "{answer}"),
            _ => assert!(
                answer.ends_with(&format!("{}", 1400 + number)),
                "{number}: {answer}"
            ),
        }
    }
    for name in names() {
        let config = host.interface(&name).unwrap().get_config(None).unwrap();
        assert!(config.mtu().unwrap() > 1400);
    }
    let missing = serve(&host, &[Request::Show("eth9".to_owned())]);
    let error = missing.into_iter().next().unwrap().unwrap_err();
    assert_eq!(error.code(), ErrorCode::NotFound);
}
