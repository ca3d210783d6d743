// SPDX-License-Identifier: LGPL-2.1-or-later
//! The loops of tests/bench/bindings in Rust.
//!
//! loops FAKE.JSON REPEATS

use std::env;
use std::time::Instant;

use berth::{Filter, Host, InterfaceType};

const CALLS: u32 = 5_000_000;
const PASSES: u32 = 3;

fn say(name: &str, start: Instant, count: u32) {
    println!(
        "{name} {:.2}",
        start.elapsed().as_nanos() as f64 / f64::from(count)
    );
}

fn calls(host: &Host) -> berth::Result<usize> {
    let interface = host.interface("e1")?;
    let infos = host.list_interfaces_info(Filter::ALL, None)?;
    let mut sum = 0;

    let start = Instant::now();
    for _ in 0..CALLS {
        sum += interface.name().len();
    }
    say("own text", start, CALLS);
    let start = Instant::now();
    for _ in 0..CALLS {
        sum += usize::from(infos[0].is_active());
    }
    say("own truth", start, CALLS);
    Ok(sum)
}

fn listing(host: &Host) -> berth::Result<usize> {
    let mut sum = 0;
    let start = Instant::now();
    for _ in 0..PASSES {
        for info in host.list_interfaces_info(Filter::ALL, None)? {
            sum += info.name().len() + usize::from(info.is_active());
            sum += usize::from(info.interface_type() == InterfaceType::Ethernet);
        }
    }
    say("list", start, PASSES);
    Ok(sum)
}

fn main() -> berth::Result<()> {
    let arguments: Vec<String> = env::args().collect();
    let host = Host::open(Some(&format!("fake:{}", arguments[1])))?;
    let mut sum = 0;
    for _ in 0..arguments[2].parse().unwrap_or(1) {
        sum += calls(&host)? + listing(&host)?;
    }
    // Printed, so that nothing of it is left out.
    eprintln!("{sum}");
    Ok(())
}
