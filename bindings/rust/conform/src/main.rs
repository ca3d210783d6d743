// SPDX-License-Identifier: LGPL-2.1-or-later
//! The conformance cases in Rust: answers what tests/conformance/protocol.md asks. How each function is
//! called is in calls.rs, which `bindings/rust/generate` makes from the headers.

mod calls;

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::io::{self, BufRead, Write as _};
use std::os::unix::io::AsRawFd;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use std::{process, thread};

use berth::{Cancel, FakeHost, Host, HostOptions, InterfaceConfig, Progress};

use calls::Object;

/// What a call gives back.
pub enum Value {
    Nothing,
    Truth(bool),
    Number(i64),
    Text(String),
    List(Vec<Value>),
    Object(Object),
    Objects(&'static str, Vec<Object>),
}

/// Why there is none.
pub enum Failure {
    Error(berth::Error),
    /// `None`, where the library fails with NOT_SET.
    NotSet,
    /// The language has no such value.
    Refused(String),
}

impl From<berth::Error> for Failure {
    fn from(error: berth::Error) -> Failure {
        Failure::Error(error)
    }
}

pub trait Give {
    fn give(self) -> Value;
}

impl Give for () {
    /// A call that succeeds and gives nothing is true in the other languages.
    fn give(self) -> Value {
        Value::Truth(true)
    }
}

impl Give for bool {
    fn give(self) -> Value {
        Value::Truth(self)
    }
}

impl Give for i64 {
    fn give(self) -> Value {
        Value::Number(self)
    }
}

impl Give for u32 {
    fn give(self) -> Value {
        Value::Number(self.into())
    }
}

impl Give for usize {
    fn give(self) -> Value {
        Value::Number(self.try_into().expect("a small number"))
    }
}

impl Give for Duration {
    fn give(self) -> Value {
        Value::Number(self.as_millis().try_into().expect("a short time"))
    }
}

impl Give for &str {
    fn give(self) -> Value {
        Value::Text(self.to_owned())
    }
}

impl Give for String {
    fn give(self) -> Value {
        Value::Text(self)
    }
}

impl Give for &Path {
    fn give(self) -> Value {
        Value::Text(self.to_string_lossy().into_owned())
    }
}

impl Give for Vec<String> {
    fn give(self) -> Value {
        Value::List(self.into_iter().map(Value::Text).collect())
    }
}

impl<T: Give> Give for Option<T> {
    fn give(self) -> Value {
        self.map_or(Value::Nothing, Give::give)
    }
}

impl<A: Give, B: Give> Give for (A, B) {
    fn give(self) -> Value {
        Value::List(vec![self.0.give(), self.1.give()])
    }
}

type Steps = Arc<Mutex<Vec<(i64, i64, Option<String>)>>>;

/// The variables, and what was called.
#[derive(Default)]
struct Kept {
    objects: HashMap<String, Object>,
    steps: HashMap<String, Steps>,
    covered: BTreeSet<String>,
}

/// One call and its arguments.
pub struct Call<'a> {
    kept: &'a mut Kept,
    name: String,
    arguments: Vec<String>,
    pub cancel: Option<Cancel>,
}

impl Call<'_> {
    pub fn cover(&mut self, names: &str) {
        self.kept
            .covered
            .extend(names.split(' ').map(str::to_owned));
    }

    fn argument(&self, place: usize) -> (char, &str) {
        let argument = &self.arguments[place];
        (argument.chars().next().expect("a kind"), &argument[1..])
    }

    pub fn optional_text(&self, place: usize) -> Option<&str> {
        match self.argument(place) {
            ('n', _) => None,
            (_, text) => Some(text),
        }
    }

    pub fn text(&self, place: usize) -> &str {
        self.optional_text(place).expect("a text")
    }

    pub fn number(&self, place: usize) -> i64 {
        let (kind, text) = self.argument(place);
        let number = match kind {
            'e' | 'f' => text.split('=').nth(1).expect("a number"),
            _ => text,
        };
        number.parse().expect("a number")
    }

    pub fn optional(&self, place: usize) -> Option<&Object> {
        self.optional_text(place)
            .map(|name| self.kept.objects.get(name).expect("a variable"))
    }

    pub fn object(&self, place: usize) -> &Object {
        self.optional(place).expect("an object")
    }

    pub fn object_mut(&mut self, place: usize) -> &mut Object {
        let name = self.text(place).to_owned();
        self.kept.objects.get_mut(&name).expect("a variable")
    }

    pub fn timeout(&self, place: usize) -> Result<Option<Duration>, Failure> {
        match self.number(place) {
            -1 => Ok(None),
            _ => self.duration(place).map(Some),
        }
    }

    pub fn duration(&self, place: usize) -> Result<Duration, Failure> {
        u64::try_from(self.number(place))
            .map(Duration::from_millis)
            .map_err(|_| Failure::Refused("Rust has no negative durations".to_owned()))
    }

    // --- By hand: what takes closures, and traits ---

    fn open_host(&mut self) -> Result<Value, Failure> {
        let mut options = HostOptions::new();
        options.log(|_, _| ());
        if let Some(root) = self.optional_text(1) {
            options.root(root);
        }
        if let Some(driver) = self.optional_text(2) {
            options.driver(driver);
        }
        let host = options.open(self.optional_text(0));
        self.cover(
            "berth_host_open berth_host_options_new berth_host_options_free \
             berth_host_options_set_root berth_host_options_set_driver berth_host_options_set_log",
        );
        Ok(host?.give())
    }

    fn make_progress(&mut self) -> Result<Value, Failure> {
        let steps = Steps::default();
        let seen = Arc::clone(&steps);
        let progress = Progress::new(move |done, total, item| {
            let step = (done, total, item.map(str::to_owned));
            seen.lock().expect("the steps").push(step);
        })?;
        self.kept.steps.insert(self.name.clone(), steps);
        self.cover("berth_progress_new");
        Ok(progress.give())
    }

    fn copy(&mut self) -> Result<Value, Failure> {
        self.cover("berth_interface_config_copy");
        Ok(Object::interface_config(self.object(0)).clone().give())
    }

    fn equal(&mut self) -> Result<Value, Failure> {
        self.cover("berth_interface_config_equal");
        let configs: [&InterfaceConfig; 2] =
            [0, 1].map(|place| Object::interface_config(self.object(place)));
        Ok((configs[0] == configs[1]).give())
    }

    fn watch_fd(&mut self) -> Result<Value, Failure> {
        self.cover("berth_watch_get_fd");
        Ok(i64::from(Object::watch(self.object(0)).as_raw_fd()).give())
    }

    fn run(&mut self, function: &str) -> Result<Value, Failure> {
        match function {
            "berth_host_open" => self.open_host(),
            "berth_progress_new" => self.make_progress(),
            "berth_interface_config_copy" => self.copy(),
            "berth_interface_config_equal" => self.equal(),
            "berth_watch_get_fd" => self.watch_fd(),
            _ => calls::call(function, self),
        }
    }

    /// Keeps what it gave, and says so as JSON.
    fn keep(&mut self, name: &str, value: Value) -> String {
        match value {
            Value::Nothing => "null".to_owned(),
            Value::Truth(truth) => truth.to_string(),
            Value::Number(number) => number.to_string(),
            Value::Text(text) => quote(&text),
            Value::List(values) => {
                let items: Vec<String> = values
                    .into_iter()
                    .map(|each| self.keep("-", each))
                    .collect();
                format!("[{}]", items.join(","))
            }
            Value::Object(object) => {
                let kind = match &object {
                    Object::Host(host) if host.is_fake() => "FakeHost",
                    other => other.name(),
                };
                self.store(name, object);
                format!("{{\"object\":\"{kind}\"}}")
            }
            Value::Objects(kind, objects) => {
                let count = objects.len();
                for (number, object) in objects.into_iter().enumerate() {
                    self.store(&format!("{name}.{number}"), object);
                }
                format!("{{\"list\":{count},\"object\":\"{kind}\"}}")
            }
        }
    }

    fn store(&mut self, name: &str, object: Object) {
        self.cover(object.copy());
        self.kept.objects.insert(name.to_owned(), object);
    }
}

// --- Answers ---

fn quote(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            control if control < ' ' => {
                write!(quoted, "\\u{:04x}", control as u32).expect("a string takes it")
            }
            other => quoted.push(other),
        }
    }
    quoted + "\""
}

fn escape(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('\n', "\\n")
        .replace('\t', "\\t")
}

fn unescape(text: &str) -> String {
    let mut plain = String::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        plain.push(match letter {
            '\\' => match letters.next() {
                Some('n') => '\n',
                Some('t') => '\t',
                other => other.expect("a letter after a backslash"),
            },
            other => other,
        });
    }
    plain
}

fn answer_error(error: &berth::Error) -> Vec<String> {
    let file = error.file().unwrap_or_else(|| Path::new(""));
    assert_ne!(error.domain().number(), 0);
    vec![
        "fail".to_owned(),
        error.code().name().to_owned(),
        error.to_string(),
        file.to_string_lossy().into_owned(),
        error.line().unwrap_or(0).to_string(),
    ]
}

fn call(kept: &mut Kept, fields: &[String]) -> Vec<String> {
    let (mode, late_ms, name, function, target) =
        (&fields[0], &fields[1], &fields[3], &fields[4], &fields[5]);
    let mut arguments = fields[6..].to_vec();
    if target != "-" {
        arguments.insert(0, format!("v{target}"));
    }
    let cancel = (mode != "plain").then(|| Cancel::new().expect("a cancel"));
    let late = match (&cancel, mode.as_str()) {
        (Some(cancel), "late") => {
            let (cancel, late_ms) = (cancel.clone(), late_ms.parse().expect("milliseconds"));
            Some(thread::spawn(move || {
                thread::sleep(Duration::from_millis(late_ms));
                cancel.trigger();
                assert!(cancel.is_triggered() && cancel.as_raw_fd() >= 0);
            }))
        }
        (Some(cancel), _) => {
            cancel.trigger();
            None
        }
        (None, _) => None,
    };
    if cancel.is_some() {
        kept.covered.extend(
            [
                "berth_cancel_new",
                "berth_cancel_ref",
                "berth_cancel_unref",
                "berth_cancel_trigger",
                "berth_cancel_is_triggered",
                "berth_cancel_get_fd",
            ]
            .map(str::to_owned),
        );
    }
    let mut call = Call {
        kept,
        name: name.clone(),
        arguments,
        cancel,
    };
    let result = call.run(function);
    if let Some(thread) = late {
        thread.join().expect("the other thread");
    }
    match result {
        Ok(value) => vec!["ok".to_owned(), call.keep(name, value)],
        Err(Failure::Refused(why)) => vec!["refused".to_owned(), why],
        Err(Failure::NotSet) => ["fail", "NOT_SET", "", "", "0"].map(str::to_owned).to_vec(),
        Err(Failure::Error(error)) => {
            call.cover(
                "berth_error_get_code berth_error_get_domain berth_error_get_message \
                 berth_error_get_file berth_error_get_line berth_error_free",
            );
            answer_error(&error)
        }
    }
}

fn say_steps(steps: &Steps) -> String {
    let steps = steps.lock().expect("the steps");
    let said: Vec<String> = steps
        .iter()
        .map(|(done, total, item)| {
            let item = item.as_deref().map_or("null".to_owned(), quote);
            format!("[{done},{total},{item}]")
        })
        .collect();
    format!("[{}]", said.join(","))
}

fn obey(kept: &mut Kept, fields: &[String]) -> Vec<String> {
    let said = match fields[0].as_str() {
        "call" => return call(kept, &fields[1..]),
        "forget" => {
            kept.objects.clear();
            kept.steps.clear();
            "null".to_owned()
        }
        "collect" => "null".to_owned(),
        "steps" => say_steps(&kept.steps[&fields[2]]),
        "covered" => quote(&kept.covered.iter().cloned().collect::<Vec<_>>().join(" ")),
        other => panic!("it does not know how to {other}"),
    };
    vec!["ok".to_owned(), said]
}

fn main() {
    // That a host in memory is one is a conversion here.
    assert!(Host::open(Some("fake:///"))
        .and_then(FakeHost::try_from)
        .is_ok());
    let mut kept = Kept::default();
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let line = line.expect("a line");
        let fields: Vec<String> = line.split('\t').map(unescape).collect();
        let answer: Vec<String> = obey(&mut kept, &fields)
            .iter()
            .map(|each| escape(each))
            .collect();
        if writeln!(out, "{}", answer.join("\t"))
            .and_then(|()| out.flush())
            .is_err()
        {
            process::exit(1);
        }
    }
}
