// SPDX-License-Identifier: LGPL-2.1-or-later
// Made by bindings/rust/generate from the public headers; change those, and run it again.

use berth::{
    BondMode, Capabilities, Codeset, DefineFlags, DisplayType, ErrorCode, ErrorDomain, Event,
    EventMask, EventType, FakeHost, Filter, Host, Interface, InterfaceConfig, InterfaceInfo,
    InterfaceType, IpFamily, KeyCloseFlags, KeyLayout, KeySequence, KeyTarget, KeycodeList,
    LogLevel, Progress, Report, StartMode, UndefineFlags, Watch,
};

use crate::{Call, Failure, Give, Value};

/// What a variable of the cases holds.
pub enum Object {
    Progress(Progress),
    Capabilities(Capabilities),
    Host(Host),
    InterfaceConfig(InterfaceConfig),
    Interface(Interface),
    InterfaceInfo(InterfaceInfo),
    KeyLayout(KeyLayout),
    KeySequence(KeySequence),
    KeyTarget(KeyTarget),
    KeycodeList(KeycodeList),
    Report(Report),
    Watch(Watch),
    Event(Event),
}

impl Object {
    pub fn name(&self) -> &'static str {
        match self {
            Object::Progress(_) => "Progress",
            Object::Capabilities(_) => "Capabilities",
            Object::Host(_) => "Host",
            Object::InterfaceConfig(_) => "InterfaceConfig",
            Object::Interface(_) => "Interface",
            Object::InterfaceInfo(_) => "InterfaceInfo",
            Object::KeyLayout(_) => "KeyLayout",
            Object::KeySequence(_) => "KeySequence",
            Object::KeyTarget(_) => "KeyTarget",
            Object::KeycodeList(_) => "KeycodeList",
            Object::Report(_) => "Report",
            Object::Watch(_) => "Watch",
            Object::Event(_) => "Event",
        }
    }

    /// Clones it and lets that go, as programs do. Returns: the C functions which that needs.
    pub fn copy(&self) -> &'static str {
        match self {
            Object::Progress(one) => {
                drop(one.clone());
                "berth_progress_ref berth_progress_unref"
            }
            Object::Capabilities(one) => {
                drop(one.clone());
                "berth_capabilities_ref berth_capabilities_unref"
            }
            Object::Host(one) => {
                drop(one.clone());
                "berth_host_ref berth_host_unref"
            }
            Object::InterfaceConfig(one) => {
                drop(one.clone());
                "berth_interface_config_copy berth_interface_config_unref"
            }
            Object::Interface(one) => {
                drop(one.clone());
                "berth_interface_ref berth_interface_unref"
            }
            Object::InterfaceInfo(one) => {
                drop(one.clone());
                "berth_interface_info_ref berth_interface_info_unref"
            }
            Object::KeyLayout(one) => {
                drop(one.clone());
                "berth_key_layout_ref berth_key_layout_unref"
            }
            Object::KeySequence(one) => {
                drop(one.clone());
                "berth_key_sequence_copy berth_key_sequence_unref"
            }
            Object::KeyTarget(one) => {
                drop(one.clone());
                "berth_key_target_ref berth_key_target_unref"
            }
            Object::KeycodeList(one) => {
                drop(one.clone());
                "berth_keycode_list_ref berth_keycode_list_unref"
            }
            Object::Report(one) => {
                drop(one.clone());
                "berth_report_ref berth_report_unref"
            }
            Object::Watch(_) => "berth_watch_unref",
            Object::Event(one) => {
                drop(one.clone());
                "berth_event_ref berth_event_unref"
            }
        }
    }

    pub fn progress(object: &Object) -> &Progress {
        match object {
            Object::Progress(one) => one,
            _ => panic!("{} is no Progress", object.name()),
        }
    }

    pub fn capabilities(object: &Object) -> &Capabilities {
        match object {
            Object::Capabilities(one) => one,
            _ => panic!("{} is no Capabilities", object.name()),
        }
    }

    pub fn host(object: &Object) -> &Host {
        match object {
            Object::Host(one) => one,
            _ => panic!("{} is no Host", object.name()),
        }
    }

    pub fn interface_config(object: &Object) -> &InterfaceConfig {
        match object {
            Object::InterfaceConfig(one) => one,
            _ => panic!("{} is no InterfaceConfig", object.name()),
        }
    }

    pub fn interface_config_mut(object: &mut Object) -> &mut InterfaceConfig {
        match object {
            Object::InterfaceConfig(one) => one,
            _ => panic!("{} is no InterfaceConfig", object.name()),
        }
    }

    pub fn interface(object: &Object) -> &Interface {
        match object {
            Object::Interface(one) => one,
            _ => panic!("{} is no Interface", object.name()),
        }
    }

    pub fn interface_info(object: &Object) -> &InterfaceInfo {
        match object {
            Object::InterfaceInfo(one) => one,
            _ => panic!("{} is no InterfaceInfo", object.name()),
        }
    }

    pub fn key_layout(object: &Object) -> &KeyLayout {
        match object {
            Object::KeyLayout(one) => one,
            _ => panic!("{} is no KeyLayout", object.name()),
        }
    }

    pub fn key_sequence(object: &Object) -> &KeySequence {
        match object {
            Object::KeySequence(one) => one,
            _ => panic!("{} is no KeySequence", object.name()),
        }
    }

    pub fn key_sequence_mut(object: &mut Object) -> &mut KeySequence {
        match object {
            Object::KeySequence(one) => one,
            _ => panic!("{} is no KeySequence", object.name()),
        }
    }

    pub fn key_target(object: &Object) -> &KeyTarget {
        match object {
            Object::KeyTarget(one) => one,
            _ => panic!("{} is no KeyTarget", object.name()),
        }
    }

    pub fn keycode_list(object: &Object) -> &KeycodeList {
        match object {
            Object::KeycodeList(one) => one,
            _ => panic!("{} is no KeycodeList", object.name()),
        }
    }

    pub fn report(object: &Object) -> &Report {
        match object {
            Object::Report(one) => one,
            _ => panic!("{} is no Report", object.name()),
        }
    }

    pub fn watch(object: &Object) -> &Watch {
        match object {
            Object::Watch(one) => one,
            _ => panic!("{} is no Watch", object.name()),
        }
    }

    pub fn watch_mut(object: &mut Object) -> &mut Watch {
        match object {
            Object::Watch(one) => one,
            _ => panic!("{} is no Watch", object.name()),
        }
    }

    pub fn event(object: &Object) -> &Event {
        match object {
            Object::Event(one) => one,
            _ => panic!("{} is no Event", object.name()),
        }
    }
}

impl Give for Progress {
    fn give(self) -> Value {
        Value::Object(Object::Progress(self))
    }
}

impl Give for Vec<Progress> {
    fn give(self) -> Value {
        Value::Objects("Progress", self.into_iter().map(Object::Progress).collect())
    }
}

impl Give for Capabilities {
    fn give(self) -> Value {
        Value::Object(Object::Capabilities(self))
    }
}

impl Give for Vec<Capabilities> {
    fn give(self) -> Value {
        Value::Objects(
            "Capabilities",
            self.into_iter().map(Object::Capabilities).collect(),
        )
    }
}

impl Give for Host {
    fn give(self) -> Value {
        Value::Object(Object::Host(self))
    }
}

impl Give for Vec<Host> {
    fn give(self) -> Value {
        Value::Objects("Host", self.into_iter().map(Object::Host).collect())
    }
}

impl Give for InterfaceConfig {
    fn give(self) -> Value {
        Value::Object(Object::InterfaceConfig(self))
    }
}

impl Give for Vec<InterfaceConfig> {
    fn give(self) -> Value {
        Value::Objects(
            "InterfaceConfig",
            self.into_iter().map(Object::InterfaceConfig).collect(),
        )
    }
}

impl Give for Interface {
    fn give(self) -> Value {
        Value::Object(Object::Interface(self))
    }
}

impl Give for Vec<Interface> {
    fn give(self) -> Value {
        Value::Objects(
            "Interface",
            self.into_iter().map(Object::Interface).collect(),
        )
    }
}

impl Give for InterfaceInfo {
    fn give(self) -> Value {
        Value::Object(Object::InterfaceInfo(self))
    }
}

impl Give for Vec<InterfaceInfo> {
    fn give(self) -> Value {
        Value::Objects(
            "InterfaceInfo",
            self.into_iter().map(Object::InterfaceInfo).collect(),
        )
    }
}

impl Give for KeyLayout {
    fn give(self) -> Value {
        Value::Object(Object::KeyLayout(self))
    }
}

impl Give for Vec<KeyLayout> {
    fn give(self) -> Value {
        Value::Objects(
            "KeyLayout",
            self.into_iter().map(Object::KeyLayout).collect(),
        )
    }
}

impl Give for KeySequence {
    fn give(self) -> Value {
        Value::Object(Object::KeySequence(self))
    }
}

impl Give for Vec<KeySequence> {
    fn give(self) -> Value {
        Value::Objects(
            "KeySequence",
            self.into_iter().map(Object::KeySequence).collect(),
        )
    }
}

impl Give for KeyTarget {
    fn give(self) -> Value {
        Value::Object(Object::KeyTarget(self))
    }
}

impl Give for Vec<KeyTarget> {
    fn give(self) -> Value {
        Value::Objects(
            "KeyTarget",
            self.into_iter().map(Object::KeyTarget).collect(),
        )
    }
}

impl Give for KeycodeList {
    fn give(self) -> Value {
        Value::Object(Object::KeycodeList(self))
    }
}

impl Give for Vec<KeycodeList> {
    fn give(self) -> Value {
        Value::Objects(
            "KeycodeList",
            self.into_iter().map(Object::KeycodeList).collect(),
        )
    }
}

impl Give for Report {
    fn give(self) -> Value {
        Value::Object(Object::Report(self))
    }
}

impl Give for Vec<Report> {
    fn give(self) -> Value {
        Value::Objects("Report", self.into_iter().map(Object::Report).collect())
    }
}

impl Give for Watch {
    fn give(self) -> Value {
        Value::Object(Object::Watch(self))
    }
}

impl Give for Vec<Watch> {
    fn give(self) -> Value {
        Value::Objects("Watch", self.into_iter().map(Object::Watch).collect())
    }
}

impl Give for Event {
    fn give(self) -> Value {
        Value::Object(Object::Event(self))
    }
}

impl Give for Vec<Event> {
    fn give(self) -> Value {
        Value::Objects("Event", self.into_iter().map(Object::Event).collect())
    }
}

impl Give for ErrorCode {
    fn give(self) -> Value {
        Value::Number(self.number().into())
    }
}

impl Give for ErrorDomain {
    fn give(self) -> Value {
        Value::Number(self.number().into())
    }
}

impl Give for LogLevel {
    fn give(self) -> Value {
        Value::Number(self.number().into())
    }
}

impl Give for InterfaceType {
    fn give(self) -> Value {
        Value::Number(self.number().into())
    }
}

impl Give for StartMode {
    fn give(self) -> Value {
        Value::Number(self.number().into())
    }
}

impl Give for BondMode {
    fn give(self) -> Value {
        Value::Number(self.number().into())
    }
}

impl Give for IpFamily {
    fn give(self) -> Value {
        Value::Number(self.number().into())
    }
}

impl Give for Codeset {
    fn give(self) -> Value {
        Value::Number(self.number().into())
    }
}

impl Give for DisplayType {
    fn give(self) -> Value {
        Value::Number(self.number().into())
    }
}

impl Give for EventType {
    fn give(self) -> Value {
        Value::Number(self.number().into())
    }
}

pub fn call(name: &str, c: &mut Call) -> Result<Value, Failure> {
    match name {
        "berth_version" => {
            c.cover("berth_version");
            Ok(berth::version().give())
        }
        "berth_error_code_get_name" => {
            c.cover("berth_error_code_get_name");
            Ok(ErrorCode::Unknown(c.number(0) as u32).name().give())
        }
        "berth_host_get_capabilities" => {
            c.cover("berth_host_get_capabilities");
            let cancel = c.cancel.clone();
            Ok(Object::host(c.object(0))
                .get_capabilities(cancel.as_ref())?
                .give())
        }
        "berth_capabilities_get_count" => {
            c.cover("berth_capabilities_get_count");
            Ok(Object::capabilities(c.object(0)).count().give())
        }
        "berth_capabilities_get_name" => {
            c.cover("berth_capabilities_get_name");
            let a1 = c.number(1) as usize;
            Ok(Object::capabilities(c.object(0)).name(a1).give())
        }
        "berth_capabilities_get_reason" => {
            c.cover("berth_capabilities_get_reason");
            let a1 = c.number(1) as usize;
            Ok(Object::capabilities(c.object(0)).reason(a1).give())
        }
        "berth_capabilities_check" => {
            c.cover("berth_capabilities_check");
            let a1 = c.text(1).to_owned();
            Object::capabilities(c.object(0)).check(&a1)?;
            Ok(().give())
        }
        "berth_capabilities_to_json" => {
            c.cover("berth_capabilities_to_json berth_free");
            Ok(Object::capabilities(c.object(0)).to_json()?.give())
        }
        "berth_host_is_fake" => {
            c.cover("berth_host_is_fake");
            Ok(Object::host(c.object(0)).is_fake().give())
        }
        "berth_fake_fail_next" => {
            c.cover("berth_fake_fail_next");
            let a1 = c.optional_text(1).map(str::to_owned);
            let a2 = ErrorCode::Unknown(c.number(2) as u32);
            FakeHost::try_from(Object::host(c.object(0)).clone())?.fail_next(a1.as_deref(), a2)?;
            Ok(().give())
        }
        "berth_fake_set_delay" => {
            c.cover("berth_fake_set_delay");
            let a1 = c.optional_text(1).map(str::to_owned);
            let a2 = c.duration(2)?;
            FakeHost::try_from(Object::host(c.object(0)).clone())?.set_delay(a1.as_deref(), a2)?;
            Ok(().give())
        }
        "berth_fake_advance" => {
            c.cover("berth_fake_advance");
            let a1 = c.duration(1)?;
            FakeHost::try_from(Object::host(c.object(0)).clone())?.advance(a1)?;
            Ok(().give())
        }
        "berth_fake_set_link" => {
            c.cover("berth_fake_set_link");
            let a1 = c
                .optional(1)
                .map(Object::interface_config)
                .expect("an object");
            let a2 = c.number(2) != 0;
            FakeHost::try_from(Object::host(c.object(0)).clone())?.set_link(a1, a2)?;
            Ok(().give())
        }
        "berth_fake_remove_link" => {
            c.cover("berth_fake_remove_link");
            let a1 = c.text(1).to_owned();
            FakeHost::try_from(Object::host(c.object(0)).clone())?.remove_link(&a1)?;
            Ok(().give())
        }
        "berth_fake_lose_events" => {
            c.cover("berth_fake_lose_events");
            FakeHost::try_from(Object::host(c.object(0)).clone())?.lose_events()?;
            Ok(().give())
        }
        "berth_fake_list_keys" => {
            c.cover("berth_fake_list_keys berth_strv_free");
            let a1 = c.optional_text(1).map(str::to_owned);
            Ok(FakeHost::try_from(Object::host(c.object(0)).clone())?
                .list_keys(a1.as_deref())?
                .give())
        }
        "berth_host_get_uri" => {
            c.cover("berth_host_get_uri");
            Ok(Object::host(c.object(0)).uri().give())
        }
        "berth_host_get_root" => {
            c.cover("berth_host_get_root");
            Ok(Object::host(c.object(0)).root().give())
        }
        "berth_host_get_driver" => {
            c.cover("berth_host_get_driver");
            Ok(Object::host(c.object(0)).driver().give())
        }
        "berth_interface_type_get_name" => {
            c.cover("berth_interface_type_get_name");
            Ok(InterfaceType::Unknown(c.number(0) as u32).name().give())
        }
        "berth_start_mode_get_name" => {
            c.cover("berth_start_mode_get_name");
            Ok(StartMode::Unknown(c.number(0) as u32).name().give())
        }
        "berth_bond_mode_get_name" => {
            c.cover("berth_bond_mode_get_name");
            Ok(BondMode::Unknown(c.number(0) as u32).name().give())
        }
        "berth_interface_config_new" => {
            c.cover("berth_interface_config_new");
            let a0 = InterfaceType::Unknown(c.number(0) as u32);
            let a1 = c.text(1).to_owned();
            Ok(InterfaceConfig::new(a0, &a1)?.give())
        }
        "berth_interface_config_from_xml" => {
            c.cover("berth_interface_config_from_xml");
            let a0 = c.text(0).to_owned();
            let a1 = c.optional_text(1).map(str::to_owned);
            Ok(InterfaceConfig::from_xml(&a0, a1.as_deref())?.give())
        }
        "berth_interface_config_from_json" => {
            c.cover("berth_interface_config_from_json");
            let a0 = c.text(0).to_owned();
            let a1 = c.optional_text(1).map(str::to_owned);
            Ok(InterfaceConfig::from_json(&a0, a1.as_deref())?.give())
        }
        "berth_interface_config_to_xml" => {
            c.cover("berth_interface_config_to_xml berth_free");
            Ok(Object::interface_config(c.object(0)).to_xml()?.give())
        }
        "berth_interface_config_to_json" => {
            c.cover("berth_interface_config_to_json berth_free");
            Ok(Object::interface_config(c.object(0)).to_json()?.give())
        }
        "berth_interface_schema" => {
            c.cover("berth_interface_schema");
            Ok(Interface::schema().give())
        }
        "berth_interface_config_adopt_revision" => {
            c.cover("berth_interface_config_adopt_revision");
            let a1 = c
                .optional(1)
                .map(Object::interface_config)
                .cloned()
                .expect("an object");
            Object::interface_config_mut(c.object_mut(0)).adopt_revision(&a1);
            Ok(().give())
        }
        "berth_interface_config_get_interface_type" => {
            c.cover("berth_interface_config_get_interface_type");
            Ok(Object::interface_config(c.object(0))
                .interface_type()
                .give())
        }
        "berth_interface_config_get_name" => {
            c.cover("berth_interface_config_get_name");
            Ok(Object::interface_config(c.object(0)).name().give())
        }
        "berth_interface_config_get_start_mode" => {
            c.cover("berth_interface_config_get_start_mode");
            Ok(Object::interface_config(c.object(0)).start_mode().give())
        }
        "berth_interface_config_set_start_mode" => {
            c.cover("berth_interface_config_set_start_mode");
            let a1 = StartMode::Unknown(c.number(1) as u32);
            Object::interface_config_mut(c.object_mut(0)).set_start_mode(a1)?;
            Ok(().give())
        }
        "berth_interface_config_get_mac" => {
            c.cover("berth_interface_config_get_mac");
            Ok(Object::interface_config(c.object(0)).mac().give())
        }
        "berth_interface_config_set_mac" => {
            c.cover("berth_interface_config_set_mac");
            let a1 = c.optional_text(1).map(str::to_owned);
            Object::interface_config_mut(c.object_mut(0)).set_mac(a1.as_deref())?;
            Ok(().give())
        }
        "berth_interface_config_get_mtu" => {
            c.cover("berth_interface_config_get_mtu");
            Ok(Object::interface_config(c.object(0))
                .mtu()
                .ok_or(Failure::NotSet)?
                .give())
        }
        "berth_interface_config_set_mtu" => {
            c.cover("berth_interface_config_set_mtu");
            let a1 = c.number(1);
            Object::interface_config_mut(c.object_mut(0)).set_mtu(a1)?;
            Ok(().give())
        }
        "berth_interface_config_unset_mtu" => {
            c.cover("berth_interface_config_unset_mtu");
            Object::interface_config_mut(c.object_mut(0)).unset_mtu();
            Ok(().give())
        }
        "berth_interface_config_get_dhcp" => {
            c.cover("berth_interface_config_get_dhcp");
            let a1 = IpFamily::Unknown(c.number(1) as u32);
            Ok(Object::interface_config(c.object(0)).dhcp(a1).give())
        }
        "berth_interface_config_set_dhcp" => {
            c.cover("berth_interface_config_set_dhcp");
            let a1 = IpFamily::Unknown(c.number(1) as u32);
            let a2 = c.number(2) != 0;
            Object::interface_config_mut(c.object_mut(0)).set_dhcp(a1, a2)?;
            Ok(().give())
        }
        "berth_interface_config_get_autoconf" => {
            c.cover("berth_interface_config_get_autoconf");
            Ok(Object::interface_config(c.object(0)).autoconf().give())
        }
        "berth_interface_config_set_autoconf" => {
            c.cover("berth_interface_config_set_autoconf");
            let a1 = c.number(1) != 0;
            Object::interface_config_mut(c.object_mut(0)).set_autoconf(a1);
            Ok(().give())
        }
        "berth_interface_config_get_peerdns" => {
            c.cover("berth_interface_config_get_peerdns");
            let a1 = IpFamily::Unknown(c.number(1) as u32);
            Ok(Object::interface_config(c.object(0))
                .peerdns(a1)?
                .ok_or(Failure::NotSet)?
                .give())
        }
        "berth_interface_config_set_peerdns" => {
            c.cover("berth_interface_config_set_peerdns");
            let a1 = IpFamily::Unknown(c.number(1) as u32);
            let a2 = c.number(2) != 0;
            Object::interface_config_mut(c.object_mut(0)).set_peerdns(a1, a2)?;
            Ok(().give())
        }
        "berth_interface_config_get_addresses" => {
            c.cover("berth_interface_config_get_addresses berth_strv_free");
            let a1 = IpFamily::Unknown(c.number(1) as u32);
            Ok(Object::interface_config(c.object(0)).addresses(a1)?.give())
        }
        "berth_interface_config_add_address" => {
            c.cover("berth_interface_config_add_address");
            let a1 = IpFamily::Unknown(c.number(1) as u32);
            let a2 = c.text(2).to_owned();
            Object::interface_config_mut(c.object_mut(0)).add_address(a1, &a2)?;
            Ok(().give())
        }
        "berth_interface_config_clear_addresses" => {
            c.cover("berth_interface_config_clear_addresses");
            let a1 = IpFamily::Unknown(c.number(1) as u32);
            Object::interface_config_mut(c.object_mut(0)).clear_addresses(a1);
            Ok(().give())
        }
        "berth_interface_config_get_gateway" => {
            c.cover("berth_interface_config_get_gateway");
            let a1 = IpFamily::Unknown(c.number(1) as u32);
            Ok(Object::interface_config(c.object(0)).gateway(a1).give())
        }
        "berth_interface_config_set_gateway" => {
            c.cover("berth_interface_config_set_gateway");
            let a1 = IpFamily::Unknown(c.number(1) as u32);
            let a2 = c.optional_text(2).map(str::to_owned);
            Object::interface_config_mut(c.object_mut(0)).set_gateway(a1, a2.as_deref())?;
            Ok(().give())
        }
        "berth_interface_config_get_dns_servers" => {
            c.cover("berth_interface_config_get_dns_servers berth_strv_free");
            Ok(Object::interface_config(c.object(0)).dns_servers()?.give())
        }
        "berth_interface_config_add_dns_server" => {
            c.cover("berth_interface_config_add_dns_server");
            let a1 = c.text(1).to_owned();
            Object::interface_config_mut(c.object_mut(0)).add_dns_server(&a1)?;
            Ok(().give())
        }
        "berth_interface_config_get_dns_search" => {
            c.cover("berth_interface_config_get_dns_search berth_strv_free");
            Ok(Object::interface_config(c.object(0)).dns_search()?.give())
        }
        "berth_interface_config_add_dns_search" => {
            c.cover("berth_interface_config_add_dns_search");
            let a1 = c.text(1).to_owned();
            Object::interface_config_mut(c.object_mut(0)).add_dns_search(&a1)?;
            Ok(().give())
        }
        "berth_interface_config_clear_dns" => {
            c.cover("berth_interface_config_clear_dns");
            Object::interface_config_mut(c.object_mut(0)).clear_dns();
            Ok(().give())
        }
        "berth_interface_config_get_ports" => {
            c.cover("berth_interface_config_get_ports berth_strv_free");
            Ok(Object::interface_config(c.object(0)).ports()?.give())
        }
        "berth_interface_config_get_port" => {
            c.cover("berth_interface_config_get_port");
            let a1 = c.text(1).to_owned();
            Ok(Object::interface_config(c.object(0)).port(&a1)?.give())
        }
        "berth_interface_config_add_port" => {
            c.cover("berth_interface_config_add_port");
            let a1 = c
                .optional(1)
                .map(Object::interface_config)
                .cloned()
                .expect("an object");
            Object::interface_config_mut(c.object_mut(0)).add_port(&a1)?;
            Ok(().give())
        }
        "berth_interface_config_remove_port" => {
            c.cover("berth_interface_config_remove_port");
            let a1 = c.text(1).to_owned();
            Object::interface_config_mut(c.object_mut(0)).remove_port(&a1)?;
            Ok(().give())
        }
        "berth_interface_config_get_stp" => {
            c.cover("berth_interface_config_get_stp");
            Ok(Object::interface_config(c.object(0))
                .stp()?
                .ok_or(Failure::NotSet)?
                .give())
        }
        "berth_interface_config_set_stp" => {
            c.cover("berth_interface_config_set_stp");
            let a1 = c.number(1) != 0;
            Object::interface_config_mut(c.object_mut(0)).set_stp(a1)?;
            Ok(().give())
        }
        "berth_interface_config_get_delay" => {
            c.cover("berth_interface_config_get_delay");
            Ok(Object::interface_config(c.object(0))
                .delay()?
                .ok_or(Failure::NotSet)?
                .give())
        }
        "berth_interface_config_set_delay" => {
            c.cover("berth_interface_config_set_delay");
            let a1 = c.duration(1)?;
            Object::interface_config_mut(c.object_mut(0)).set_delay(a1)?;
            Ok(().give())
        }
        "berth_interface_config_get_bond_mode" => {
            c.cover("berth_interface_config_get_bond_mode");
            Ok(Object::interface_config(c.object(0))
                .bond_mode()?
                .ok_or(Failure::NotSet)?
                .give())
        }
        "berth_interface_config_set_bond_mode" => {
            c.cover("berth_interface_config_set_bond_mode");
            let a1 = BondMode::Unknown(c.number(1) as u32);
            Object::interface_config_mut(c.object_mut(0)).set_bond_mode(a1)?;
            Ok(().give())
        }
        "berth_interface_config_get_bond_primary" => {
            c.cover("berth_interface_config_get_bond_primary");
            Ok(Object::interface_config(c.object(0)).bond_primary().give())
        }
        "berth_interface_config_set_bond_primary" => {
            c.cover("berth_interface_config_set_bond_primary");
            let a1 = c.optional_text(1).map(str::to_owned);
            Object::interface_config_mut(c.object_mut(0)).set_bond_primary(a1.as_deref())?;
            Ok(().give())
        }
        "berth_interface_config_get_miimon" => {
            c.cover("berth_interface_config_get_miimon");
            Ok(Object::interface_config(c.object(0))
                .miimon()?
                .ok_or(Failure::NotSet)?
                .give())
        }
        "berth_interface_config_set_miimon" => {
            c.cover("berth_interface_config_set_miimon");
            let a1 = c.duration(1)?;
            Object::interface_config_mut(c.object_mut(0)).set_miimon(a1)?;
            Ok(().give())
        }
        "berth_interface_config_get_updelay" => {
            c.cover("berth_interface_config_get_updelay");
            Ok(Object::interface_config(c.object(0))
                .updelay()?
                .ok_or(Failure::NotSet)?
                .give())
        }
        "berth_interface_config_set_updelay" => {
            c.cover("berth_interface_config_set_updelay");
            let a1 = c.duration(1)?;
            Object::interface_config_mut(c.object_mut(0)).set_updelay(a1)?;
            Ok(().give())
        }
        "berth_interface_config_get_downdelay" => {
            c.cover("berth_interface_config_get_downdelay");
            Ok(Object::interface_config(c.object(0))
                .downdelay()?
                .ok_or(Failure::NotSet)?
                .give())
        }
        "berth_interface_config_set_downdelay" => {
            c.cover("berth_interface_config_set_downdelay");
            let a1 = c.duration(1)?;
            Object::interface_config_mut(c.object_mut(0)).set_downdelay(a1)?;
            Ok(().give())
        }
        "berth_interface_config_get_use_carrier" => {
            c.cover("berth_interface_config_get_use_carrier");
            Ok(Object::interface_config(c.object(0))
                .use_carrier()?
                .ok_or(Failure::NotSet)?
                .give())
        }
        "berth_interface_config_set_use_carrier" => {
            c.cover("berth_interface_config_set_use_carrier");
            let a1 = c.number(1) != 0;
            Object::interface_config_mut(c.object_mut(0)).set_use_carrier(a1)?;
            Ok(().give())
        }
        "berth_interface_config_get_arp_interval" => {
            c.cover("berth_interface_config_get_arp_interval");
            Ok(Object::interface_config(c.object(0))
                .arp_interval()?
                .ok_or(Failure::NotSet)?
                .give())
        }
        "berth_interface_config_set_arp_interval" => {
            c.cover("berth_interface_config_set_arp_interval");
            let a1 = c.duration(1)?;
            Object::interface_config_mut(c.object_mut(0)).set_arp_interval(a1)?;
            Ok(().give())
        }
        "berth_interface_config_get_arp_targets" => {
            c.cover("berth_interface_config_get_arp_targets berth_strv_free");
            Ok(Object::interface_config(c.object(0)).arp_targets()?.give())
        }
        "berth_interface_config_add_arp_target" => {
            c.cover("berth_interface_config_add_arp_target");
            let a1 = c.text(1).to_owned();
            Object::interface_config_mut(c.object_mut(0)).add_arp_target(&a1)?;
            Ok(().give())
        }
        "berth_interface_config_get_vlan" => {
            c.cover("berth_interface_config_get_vlan");
            Ok(Object::interface_config(c.object(0))
                .vlan()?
                .ok_or(Failure::NotSet)?
                .give())
        }
        "berth_interface_config_set_vlan" => {
            c.cover("berth_interface_config_set_vlan");
            let a1 = c.number(1);
            let a2 = c.text(2).to_owned();
            Object::interface_config_mut(c.object_mut(0)).set_vlan(a1, &a2)?;
            Ok(().give())
        }
        "berth_interface_config_list_settings" => {
            c.cover("berth_interface_config_list_settings berth_strv_free");
            Ok(Object::interface_config(c.object(0))
                .list_settings()?
                .give())
        }
        "berth_interface_config_get_setting" => {
            c.cover("berth_interface_config_get_setting berth_free");
            let a1 = c.text(1).to_owned();
            Ok(Object::interface_config(c.object(0))
                .setting(&a1)?
                .ok_or(Failure::NotSet)?
                .give())
        }
        "berth_interface_config_set_setting" => {
            c.cover("berth_interface_config_set_setting");
            let a1 = c.text(1).to_owned();
            let a2 = c.text(2).to_owned();
            Object::interface_config_mut(c.object_mut(0)).set_setting(&a1, &a2)?;
            Ok(().give())
        }
        "berth_interface_config_unset_setting" => {
            c.cover("berth_interface_config_unset_setting");
            let a1 = c.text(1).to_owned();
            Object::interface_config_mut(c.object_mut(0)).unset_setting(&a1)?;
            Ok(().give())
        }
        "berth_interface_config_get_origin" => {
            c.cover("berth_interface_config_get_origin");
            let a1 = c.text(1).to_owned();
            Ok(Object::interface_config(c.object(0))
                .origin(&a1)?
                .ok_or(Failure::NotSet)?
                .give())
        }
        "berth_host_list_interfaces" => {
            c.cover("berth_host_list_interfaces berth_interface_list_free");
            let a1 = Filter::from_bits(c.number(1) as u32);
            let cancel = c.cancel.clone();
            Ok(Object::host(c.object(0))
                .list_interfaces(a1, cancel.as_ref())?
                .give())
        }
        "berth_host_list_interfaces_info" => {
            c.cover("berth_host_list_interfaces_info berth_interface_info_list_free");
            let a1 = Filter::from_bits(c.number(1) as u32);
            let cancel = c.cancel.clone();
            Ok(Object::host(c.object(0))
                .list_interfaces_info(a1, cancel.as_ref())?
                .give())
        }
        "berth_host_get_interface" => {
            c.cover("berth_host_get_interface");
            let a1 = c.text(1).to_owned();
            Ok(Object::host(c.object(0)).interface(&a1)?.give())
        }
        "berth_host_lookup_interface" => {
            c.cover("berth_host_lookup_interface");
            let a1 = c.text(1).to_owned();
            let cancel = c.cancel.clone();
            Ok(Object::host(c.object(0))
                .lookup_interface(&a1, cancel.as_ref())?
                .give())
        }
        "berth_host_lookup_interface_by_mac" => {
            c.cover("berth_host_lookup_interface_by_mac");
            let a1 = c.text(1).to_owned();
            let cancel = c.cancel.clone();
            Ok(Object::host(c.object(0))
                .lookup_interface_by_mac(&a1, cancel.as_ref())?
                .give())
        }
        "berth_host_define_interface" => {
            c.cover("berth_host_define_interface");
            let a1 = c
                .optional(1)
                .map(Object::interface_config)
                .expect("an object");
            let a2 = DefineFlags::from_bits(c.number(2) as u32);
            let cancel = c.cancel.clone();
            Ok(Object::host(c.object(0))
                .define_interface(a1, a2, cancel.as_ref())?
                .give())
        }
        "berth_host_check_interfaces" => {
            c.cover("berth_host_check_interfaces");
            let cancel = c.cancel.clone();
            Ok(Object::host(c.object(0))
                .check_interfaces(cancel.as_ref())?
                .give())
        }
        "berth_interface_get_name" => {
            c.cover("berth_interface_get_name");
            Ok(Object::interface(c.object(0)).name().give())
        }
        "berth_interface_get_host" => {
            c.cover("berth_interface_get_host");
            Ok(Object::interface(c.object(0)).host().give())
        }
        "berth_interface_get_config" => {
            c.cover("berth_interface_get_config");
            let cancel = c.cancel.clone();
            Ok(Object::interface(c.object(0))
                .get_config(cancel.as_ref())?
                .give())
        }
        "berth_interface_get_info" => {
            c.cover("berth_interface_get_info");
            let cancel = c.cancel.clone();
            Ok(Object::interface(c.object(0))
                .get_info(cancel.as_ref())?
                .give())
        }
        "berth_interface_up" => {
            c.cover("berth_interface_up");
            let a1 = c.timeout(1)?;
            let a2 = c.optional(2).map(Object::progress);
            let cancel = c.cancel.clone();
            Object::interface(c.object(0)).up(a1, a2, cancel.as_ref())?;
            Ok(().give())
        }
        "berth_interface_down" => {
            c.cover("berth_interface_down");
            let a1 = c.timeout(1)?;
            let a2 = c.optional(2).map(Object::progress);
            let cancel = c.cancel.clone();
            Object::interface(c.object(0)).down(a1, a2, cancel.as_ref())?;
            Ok(().give())
        }
        "berth_interface_check" => {
            c.cover("berth_interface_check");
            let cancel = c.cancel.clone();
            Ok(Object::interface(c.object(0))
                .check(cancel.as_ref())?
                .give())
        }
        "berth_interface_undefine" => {
            c.cover("berth_interface_undefine");
            let a1 = UndefineFlags::from_bits(c.number(1) as u32);
            let cancel = c.cancel.clone();
            Object::interface(c.object(0)).undefine(a1, cancel.as_ref())?;
            Ok(().give())
        }
        "berth_interface_info_get_name" => {
            c.cover("berth_interface_info_get_name");
            Ok(Object::interface_info(c.object(0)).name().give())
        }
        "berth_interface_info_get_interface_type" => {
            c.cover("berth_interface_info_get_interface_type");
            Ok(Object::interface_info(c.object(0)).interface_type().give())
        }
        "berth_interface_info_is_defined" => {
            c.cover("berth_interface_info_is_defined");
            Ok(Object::interface_info(c.object(0)).is_defined().give())
        }
        "berth_interface_info_is_active" => {
            c.cover("berth_interface_info_is_active");
            Ok(Object::interface_info(c.object(0)).is_active().give())
        }
        "berth_interface_info_is_present" => {
            c.cover("berth_interface_info_is_present");
            Ok(Object::interface_info(c.object(0)).is_present().give())
        }
        "berth_interface_info_get_index" => {
            c.cover("berth_interface_info_get_index");
            Ok(Object::interface_info(c.object(0))
                .index()
                .ok_or(Failure::NotSet)?
                .give())
        }
        "berth_interface_info_get_mac" => {
            c.cover("berth_interface_info_get_mac");
            Ok(Object::interface_info(c.object(0)).mac().give())
        }
        "berth_interface_info_get_master" => {
            c.cover("berth_interface_info_get_master");
            Ok(Object::interface_info(c.object(0)).master().give())
        }
        "berth_interface_info_get_live_config" => {
            c.cover("berth_interface_info_get_live_config");
            Ok(Object::interface_info(c.object(0)).live_config()?.give())
        }
        "berth_interface_info_to_json" => {
            c.cover("berth_interface_info_to_json berth_free");
            Ok(Object::interface_info(c.object(0)).to_json()?.give())
        }
        "berth_key_layout_new" => {
            c.cover("berth_key_layout_new");
            let a0 = c.optional_text(0).map(str::to_owned);
            let a1 = c.optional_text(1).map(str::to_owned);
            let a2 = c.optional_text(2).map(str::to_owned);
            Ok(KeyLayout::new(a0.as_deref(), a1.as_deref(), a2.as_deref())?.give())
        }
        "berth_key_layout_get_name" => {
            c.cover("berth_key_layout_get_name");
            Ok(Object::key_layout(c.object(0)).name().give())
        }
        "berth_key_layout_check" => {
            c.cover("berth_key_layout_check");
            let a1 = c.text(1).to_owned();
            Ok(Object::key_layout(c.object(0)).check(&a1)?.give())
        }
        "berth_key_sequence_new" => {
            c.cover("berth_key_sequence_new");
            Ok(KeySequence::new()?.give())
        }
        "berth_key_sequence_from_text" => {
            c.cover("berth_key_sequence_from_text");
            let a0 = c.text(0).to_owned();
            let a1 = c.optional_text(1).map(str::to_owned);
            Ok(KeySequence::from_text(&a0, a1.as_deref())?.give())
        }
        "berth_key_sequence_add_chord" => {
            c.cover("berth_key_sequence_add_chord");
            let a1 = Codeset::Unknown(c.number(1) as u32);
            let a2 = c.text(2).to_owned();
            let a3 = c.timeout(3)?;
            Object::key_sequence_mut(c.object_mut(0)).add_chord(a1, &a2, a3)?;
            Ok(().give())
        }
        "berth_key_sequence_add_press" => {
            c.cover("berth_key_sequence_add_press");
            let a1 = Codeset::Unknown(c.number(1) as u32);
            let a2 = c.number(2) as u32;
            Object::key_sequence_mut(c.object_mut(0)).add_press(a1, a2)?;
            Ok(().give())
        }
        "berth_key_sequence_add_release" => {
            c.cover("berth_key_sequence_add_release");
            let a1 = Codeset::Unknown(c.number(1) as u32);
            let a2 = c.number(2) as u32;
            Object::key_sequence_mut(c.object_mut(0)).add_release(a1, a2)?;
            Ok(().give())
        }
        "berth_key_sequence_add_text" => {
            c.cover("berth_key_sequence_add_text");
            let a1 = c.text(1).to_owned();
            let a2 = c.optional(2).map(Object::key_layout).cloned();
            Object::key_sequence_mut(c.object_mut(0)).add_text(&a1, a2.as_ref())?;
            Ok(().give())
        }
        "berth_key_sequence_add_wait" => {
            c.cover("berth_key_sequence_add_wait");
            let a1 = c.duration(1)?;
            Object::key_sequence_mut(c.object_mut(0)).add_wait(a1)?;
            Ok(().give())
        }
        "berth_key_sequence_set_rate" => {
            c.cover("berth_key_sequence_set_rate");
            let a1 = c.number(1) as i32;
            Object::key_sequence_mut(c.object_mut(0)).set_rate(a1)?;
            Ok(().give())
        }
        "berth_key_sequence_get_count" => {
            c.cover("berth_key_sequence_get_count");
            Ok(Object::key_sequence(c.object(0)).count().give())
        }
        "berth_key_sequence_list_events" => {
            c.cover("berth_key_sequence_list_events berth_strv_free");
            Ok(Object::key_sequence(c.object(0)).list_events()?.give())
        }
        "berth_host_open_key_target" => {
            c.cover("berth_host_open_key_target");
            let a1 = c.text(1).to_owned();
            let a2 = c.optional_text(2).map(str::to_owned);
            let a3 = c.timeout(3)?;
            let cancel = c.cancel.clone();
            Ok(Object::host(c.object(0))
                .open_key_target(&a1, a2.as_deref(), a3, cancel.as_ref())?
                .give())
        }
        "berth_key_target_get_uri" => {
            c.cover("berth_key_target_get_uri");
            Ok(Object::key_target(c.object(0)).uri().give())
        }
        "berth_key_target_keeps_pressed" => {
            c.cover("berth_key_target_keeps_pressed");
            Ok(Object::key_target(c.object(0)).keeps_pressed().give())
        }
        "berth_key_target_can_deliver" => {
            c.cover("berth_key_target_can_deliver");
            let a1 = Codeset::Unknown(c.number(1) as u32);
            let a2 = c.number(2) as u32;
            Object::key_target(c.object(0)).can_deliver(a1, a2)?;
            Ok(().give())
        }
        "berth_key_target_check" => {
            c.cover("berth_key_target_check");
            let a1 = c.optional(1).map(Object::key_sequence).expect("an object");
            Ok(Object::key_target(c.object(0)).check(a1)?.give())
        }
        "berth_key_target_send" => {
            c.cover("berth_key_target_send");
            let a1 = c.optional(1).map(Object::key_sequence).expect("an object");
            let a2 = c.timeout(2)?;
            let a3 = c.optional(3).map(Object::progress);
            let cancel = c.cancel.clone();
            Object::key_target(c.object(0)).send(a1, a2, a3, cancel.as_ref())?;
            Ok(().give())
        }
        "berth_key_target_press" => {
            c.cover("berth_key_target_press");
            let a1 = Codeset::Unknown(c.number(1) as u32);
            let a2 = c.number(2) as u32;
            let a3 = c.timeout(3)?;
            let cancel = c.cancel.clone();
            Object::key_target(c.object(0)).press(a1, a2, a3, cancel.as_ref())?;
            Ok(().give())
        }
        "berth_key_target_release" => {
            c.cover("berth_key_target_release");
            let a1 = Codeset::Unknown(c.number(1) as u32);
            let a2 = c.number(2) as u32;
            let a3 = c.timeout(3)?;
            let cancel = c.cancel.clone();
            Object::key_target(c.object(0)).release(a1, a2, a3, cancel.as_ref())?;
            Ok(().give())
        }
        "berth_key_target_close" => {
            c.cover("berth_key_target_close");
            let a1 = KeyCloseFlags::from_bits(c.number(1) as u32);
            let cancel = c.cancel.clone();
            Object::key_target(c.object(0)).close(a1, cancel.as_ref())?;
            Ok(().give())
        }
        "berth_codeset_get_name" => {
            c.cover("berth_codeset_get_name");
            Ok(Codeset::Unknown(c.number(0) as u32).name().give())
        }
        "berth_codeset_get_description" => {
            c.cover("berth_codeset_get_description");
            let a0 = Codeset::Unknown(c.number(0) as u32);
            Ok(Codeset::description(a0).give())
        }
        "berth_codeset_from_name" => {
            c.cover("berth_codeset_from_name");
            let a0 = c.text(0).to_owned();
            Ok(Codeset::from_name(&a0)?.give())
        }
        "berth_codeset_from_display" => {
            c.cover("berth_codeset_from_display");
            let a0 = DisplayType::Unknown(c.number(0) as u32);
            let a1 = c.optional_text(1).map(str::to_owned);
            let a2 = c.optional_text(2).map(str::to_owned);
            Ok(Codeset::from_display(a0, a1.as_deref(), a2.as_deref())?.give())
        }
        "berth_keycode_translate" => {
            c.cover("berth_keycode_translate");
            let a0 = Codeset::Unknown(c.number(0) as u32);
            let a1 = Codeset::Unknown(c.number(1) as u32);
            let a2 = c.number(2) as u32;
            Ok(berth::keycode_translate(a0, a1, a2)?.give())
        }
        "berth_keycode_from_name" => {
            c.cover("berth_keycode_from_name");
            let a0 = Codeset::Unknown(c.number(0) as u32);
            let a1 = c.text(1).to_owned();
            Ok(berth::keycode_from_name(a0, &a1)?.give())
        }
        "berth_keycode_from_text" => {
            c.cover("berth_keycode_from_text");
            let a0 = Codeset::Unknown(c.number(0) as u32);
            let a1 = c.text(1).to_owned();
            Ok(berth::keycode_from_text(a0, &a1)?.give())
        }
        "berth_keycode_get_name" => {
            c.cover("berth_keycode_get_name");
            let a0 = Codeset::Unknown(c.number(0) as u32);
            let a1 = c.number(1) as u32;
            Ok(berth::keycode_name(a0, a1).give())
        }
        "berth_codeset_list_codes" => {
            c.cover("berth_codeset_list_codes");
            let a0 = Codeset::Unknown(c.number(0) as u32);
            Ok(Codeset::list_codes(a0)?.give())
        }
        "berth_keycode_list_alternatives" => {
            c.cover("berth_keycode_list_alternatives");
            let a0 = Codeset::Unknown(c.number(0) as u32);
            let a1 = Codeset::Unknown(c.number(1) as u32);
            let a2 = c.number(2) as u32;
            Ok(KeycodeList::alternatives(a0, a1, a2)?.give())
        }
        "berth_keycode_list_get_count" => {
            c.cover("berth_keycode_list_get_count");
            Ok(Object::keycode_list(c.object(0)).count().give())
        }
        "berth_keycode_list_get_code" => {
            c.cover("berth_keycode_list_get_code");
            let a1 = c.number(1) as usize;
            Ok(Object::keycode_list(c.object(0)).code(a1).give())
        }
        "berth_keycode_list_get_name" => {
            c.cover("berth_keycode_list_get_name");
            let a1 = c.number(1) as usize;
            Ok(Object::keycode_list(c.object(0)).name(a1).give())
        }
        "berth_keycode_list_get_aliases" => {
            c.cover("berth_keycode_list_get_aliases berth_strv_free");
            let a1 = c.number(1) as usize;
            Ok(Object::keycode_list(c.object(0)).aliases(a1)?.give())
        }
        "berth_report_get_count" => {
            c.cover("berth_report_get_count");
            Ok(Object::report(c.object(0)).count().give())
        }
        "berth_report_get_checked" => {
            c.cover("berth_report_get_checked");
            Ok(Object::report(c.object(0)).checked().give())
        }
        "berth_report_is_ok" => {
            c.cover("berth_report_is_ok");
            Ok(Object::report(c.object(0)).is_ok().give())
        }
        "berth_report_get_code" => {
            c.cover("berth_report_get_code");
            let a1 = c.number(1) as usize;
            Ok(Object::report(c.object(0)).code(a1).give())
        }
        "berth_report_is_note" => {
            c.cover("berth_report_is_note");
            let a1 = c.number(1) as usize;
            Ok(Object::report(c.object(0)).is_note(a1).give())
        }
        "berth_report_get_name" => {
            c.cover("berth_report_get_name");
            let a1 = c.number(1) as usize;
            Ok(Object::report(c.object(0)).name(a1).give())
        }
        "berth_report_get_text" => {
            c.cover("berth_report_get_text");
            let a1 = c.number(1) as usize;
            Ok(Object::report(c.object(0)).text(a1).give())
        }
        "berth_report_get_setting" => {
            c.cover("berth_report_get_setting");
            let a1 = c.number(1) as usize;
            Ok(Object::report(c.object(0)).setting(a1).give())
        }
        "berth_report_get_file" => {
            c.cover("berth_report_get_file");
            let a1 = c.number(1) as usize;
            Ok(Object::report(c.object(0)).file(a1).give())
        }
        "berth_report_get_line" => {
            c.cover("berth_report_get_line");
            let a1 = c.number(1) as usize;
            Ok(Object::report(c.object(0)).line(a1).give())
        }
        "berth_report_to_json" => {
            c.cover("berth_report_to_json berth_free");
            Ok(Object::report(c.object(0)).to_json()?.give())
        }
        "berth_event_type_get_name" => {
            c.cover("berth_event_type_get_name");
            Ok(EventType::Unknown(c.number(0) as u32).name().give())
        }
        "berth_host_watch" => {
            c.cover("berth_host_watch");
            let a1 = EventMask::from_bits(c.number(1) as u32);
            let cancel = c.cancel.clone();
            Ok(Object::host(c.object(0)).watch(a1, cancel.as_ref())?.give())
        }
        "berth_watch_look" => {
            c.cover("berth_watch_look");
            let a1 = c.timeout(1)?;
            let cancel = c.cancel.clone();
            Ok(Object::watch_mut(c.object_mut(0))
                .look(a1, cancel.as_ref())?
                .give())
        }
        "berth_watch_next" => {
            c.cover("berth_watch_next");
            Ok(Object::watch_mut(c.object_mut(0)).next()?.give())
        }
        "berth_watch_wait" => {
            c.cover("berth_watch_wait");
            let a1 = c.timeout(1)?;
            let cancel = c.cancel.clone();
            Ok(Object::watch_mut(c.object_mut(0))
                .wait(a1, cancel.as_ref())?
                .give())
        }
        "berth_event_get_event_type" => {
            c.cover("berth_event_get_event_type");
            Ok(Object::event(c.object(0)).event_type().give())
        }
        "berth_event_get_number" => {
            c.cover("berth_event_get_number");
            Ok(Object::event(c.object(0)).number().give())
        }
        "berth_event_get_info" => {
            c.cover("berth_event_get_info");
            Ok(Object::event(c.object(0)).info().give())
        }
        _ => panic!("there is no function {name}"),
    }
}
