// SPDX-License-Identifier: LGPL-2.1-or-later
//! A service that answers requests about one host in eight threads: it answers so many and ends.
//!
//! service REQUESTS [URI [ROOT]]

use std::error::Error;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Mutex;
use std::time::Instant;
use std::{env, process, thread};

use berth::{DefineFlags, ErrorCode, Filter, Host, HostOptions};

const THREADS: usize = 8;

/// What a client may ask.
#[derive(Clone, Debug)]
pub enum Request {
    /// The names of all interfaces.
    List,
    /// The state of one.
    Show(String),
    /// To define one with another MTU.
    SetMtu(String, i64),
}

/// The text of the answer, or why there is none.
pub type Answer = berth::Result<String>;

/// Answers the requests, in their order. A host is shared as it is; what a thread makes of it is its own.
pub fn serve(host: &Host, requests: &[Request]) -> Vec<Answer> {
    let next = AtomicUsize::new(0);
    let answers = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                let request = match requests.get(number) {
                    Some(request) => request,
                    None => break,
                };
                let answer = answer(host, request);
                answers.lock().unwrap().push((number, answer));
            });
        }
    });
    let mut answers = answers.into_inner().unwrap();
    answers.sort_by_key(|(number, _)| *number);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

fn answer(host: &Host, request: &Request) -> Answer {
    match request {
        Request::List => {
            let interfaces = host.list_interfaces(Filter::ALL, None)?;
            let names: Vec<&str> = interfaces
                .iter()
                .map(|interface| interface.name())
                .collect();
            Ok(names.join(" "))
        }
        Request::Show(name) => {
            let info = host.interface(name)?.get_info(None)?;
            let state = if info.is_active() { "up" } else { "down" };
            Ok(format!("{name} is {state}"))
        }
        Request::SetMtu(name, mtu) => {
            let interface = host.interface(name)?;
            loop {
                let mut config = interface.get_config(None)?;
                config.set_mtu(*mtu)?;
                match host.define_interface(&config, DefineFlags::UPDATE_ONLY, None) {
                    // Another request came first: read again what it left.
                    Err(error) if error.code() == ErrorCode::Conflict => continue,
                    result => return result.map(|_| format!("{name} has MTU {mtu}")),
                }
            }
        }
    }
}

/// Requests as clients would send them: each kind in turn, about each interface in turn.
pub fn mixed_requests(count: usize, names: &[String]) -> Vec<Request> {
    (0..count)
        .map(|number| {
            let name = names[number / 3 % names.len()].clone();
            match number % 3 {
                0 => Request::List,
                1 => Request::Show(name),
                _ => Request::SetMtu(name, 1400 + number as i64),
            }
        })
        .collect()
}

#[allow(dead_code)] // the tests have no use for it
fn main() {
    if let Err(error) = run() {
        eprintln!("service: {error}");
        process::exit(1);
    }
}

#[allow(dead_code)]
fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let count = arguments.next().ok_or("service REQUESTS [URI [ROOT]]")?;
    let uri = arguments.next();
    let mut options = HostOptions::new();
    if let Some(root) = arguments.next() {
        options.root(root);
    }
    let host = options.open(uri.as_deref())?;
    let names: Vec<String> = host
        .list_interfaces(Filter::DEFINED, None)?
        .iter()
        .map(|interface| interface.name().to_owned())
        .collect();
    if names.is_empty() {
        return Err("the host defines no interface".into());
    }
    let start = Instant::now();
    let answers = serve(&host, &mixed_requests(count.parse()?, &names));
    for answer in &answers {
        match answer {
            Ok(text) => println!("{text}"),
            Err(error) => println!("{}: {error}", error.code()),
        }
    }
    eprintln!("{} answers in {:?}", answers.len(), start.elapsed());
    Ok(())
}
