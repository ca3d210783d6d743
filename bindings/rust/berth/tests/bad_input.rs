// SPDX-License-Identifier: LGPL-2.1-or-later
//! What is wrong is refused with its code and its place, and nothing is written.

mod scratch;

use std::path::Path;
use std::time::Duration;

use berth::{
    DefineFlags, ErrorCode, ErrorDomain, Filter, Host, HostOptions, InterfaceConfig, InterfaceType,
    IpFamily, StartMode,
};
use scratch::Scratch;

fn xml_error(xml: &str) -> berth::Error {
    InterfaceConfig::from_xml(xml, Some("bad.xml")).unwrap_err()
}

#[test]
fn broken_xml_is_a_parse_error_with_its_place() {
    let error = xml_error("<interface type='ethernet' name='eth0'>\n  <start mode='onboot'>\n");
    assert_eq!(error.code(), ErrorCode::Parse);
    assert_eq!(error.file(), Some(Path::new("bad.xml")));
    let line = error.line().unwrap();
    assert!(
        error.message().starts_with(&format!("bad.xml:{line}: ")),
        "{error}"
    );
}

#[test]
fn another_document_is_a_schema_error() {
    let error = xml_error("<domain type='lxc'/>");
    assert_eq!(error.code(), ErrorCode::Schema);
    assert_eq!(error.line(), Some(1));
}

#[test]
fn an_unnamed_vlan_is_refused() {
    let error = xml_error("<interface type='vlan'>\n  <vlan tag='42'/>\n</interface>\n");
    assert_eq!(error.code(), ErrorCode::Schema);
    assert_eq!(error.file(), Some(Path::new("bad.xml")));
}

#[test]
fn a_name_over_15_bytes_is_refused() {
    assert!(InterfaceConfig::new(InterfaceType::Ethernet, "a23456789012345").is_ok());
    let error = InterfaceConfig::new(InterfaceType::Ethernet, "a234567890123456").unwrap_err();
    assert_eq!(error.code(), ErrorCode::Invalid);
    assert_eq!(error.domain(), ErrorDomain::Interface);
    let error = xml_error("<interface type='ethernet' name='a234567890123456'/>");
    assert_eq!(error.code(), ErrorCode::Invalid);
}

#[test]
fn broken_json_is_a_parse_error() {
    let error = InterfaceConfig::from_json("{\"berth\": 1,", Some("bad.json")).unwrap_err();
    assert_eq!(error.code(), ErrorCode::Parse);
    let error = InterfaceConfig::from_json("[]", None).unwrap_err();
    assert_eq!(error.code(), ErrorCode::Schema);
}

#[test]
fn a_nul_byte_is_refused_and_does_not_cut_the_text() {
    let error = InterfaceConfig::new(InterfaceType::Ethernet, "eth0\0x").unwrap_err();
    assert_eq!(error.code(), ErrorCode::Invalid);
    assert!(error.message().contains("NUL"), "{error}");
    assert_eq!(xml_error("<interface/>\0").code(), ErrorCode::Invalid);
}

#[test]
fn a_number_that_is_no_type_or_mode_is_refused() {
    let error = InterfaceConfig::new(InterfaceType::Unknown(4711), "eth0").unwrap_err();
    assert_eq!(error.code(), ErrorCode::Invalid);
    let mut config = InterfaceConfig::new(InterfaceType::Ethernet, "eth0").unwrap();
    let error = config.set_start_mode(StartMode::Unknown(0)).unwrap_err();
    assert_eq!(error.code(), ErrorCode::Invalid);
    assert_eq!(config.start_mode(), StartMode::None);
    assert_eq!(InterfaceType::Unknown(4711).name(), None);
    assert_eq!(StartMode::HotPlug.name(), Some("hotplug"));
    assert_eq!(StartMode::OnBootHotPlug.name(), Some("onboot-hotplug"));
    assert_eq!(format!("{:>6}", InterfaceType::Vlan), "  vlan");
}

#[test]
fn settings_out_of_range_are_refused_and_change_nothing() {
    let mut bridge = InterfaceConfig::new(InterfaceType::Bridge, "br0").unwrap();
    let before = bridge.clone();
    let results = [
        bridge.set_mtu(67),
        bridge.set_mtu(65537),
        bridge.set_mtu(i64::MIN),
        bridge.set_mac(Some("01:00:00:00:00:00")),
        bridge.set_mac(Some("")),
        bridge.add_address(IpFamily::V4, "2001:db8::1/64"),
        bridge.add_address(IpFamily::V4, "192.0.2.1/33"),
        bridge.set_gateway(IpFamily::V6, Some("192.0.2.1")),
        bridge.set_delay(Duration::from_millis(30_001)),
        bridge.set_delay(Duration::MAX),
        bridge.set_delay(Duration::from_micros(1500)),
        bridge.set_vlan(42, "eth0"),
        bridge.add_port(&before),
    ];
    for (number, result) in results.into_iter().enumerate() {
        assert_eq!(result.unwrap_err().code(), ErrorCode::Invalid, "{number}");
    }
    assert_eq!(bridge, before);

    let mut vlan = InterfaceConfig::new(InterfaceType::Vlan, "vlan1").unwrap();
    for tag in [0, 4095, i64::MAX] {
        assert_eq!(
            vlan.set_vlan(tag, "eth0").unwrap_err().code(),
            ErrorCode::Invalid
        );
    }
    assert_eq!(vlan.stp().unwrap_err().code(), ErrorCode::Invalid);
    assert_eq!(vlan.delay().unwrap_err().code(), ErrorCode::Invalid);
    assert_eq!(bridge.vlan().unwrap_err().code(), ErrorCode::Invalid);
    assert_eq!(bridge.stp().unwrap(), None);
    assert_eq!(bridge.delay().unwrap(), None);
}

#[test]
fn a_missing_file_is_not_found() {
    let scratch = Scratch::empty("missing-file");
    let host = HostOptions::new()
        .root(scratch.root())
        .driver("debian")
        .open(None)
        .unwrap();
    let error = host.list_interfaces(Filter::ALL, None).unwrap_err();
    assert_eq!(error.code(), ErrorCode::NotFound);
    let error = host.list_interfaces_info(Filter::ALL, None).unwrap_err();
    assert_eq!(error.code(), ErrorCode::NotFound);
}

#[test]
fn a_host_without_configuration_has_no_driver_and_defines_nothing() {
    let scratch = Scratch::empty("no-driver");
    let host = scratch.host();
    assert_eq!(host.driver(), None);
    assert!(host.list_interfaces(Filter::ALL, None).unwrap().is_empty());
    let config = InterfaceConfig::new(InterfaceType::Ethernet, "eth0").unwrap();
    let error = host
        .define_interface(&config, DefineFlags::DEFAULT, None)
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::Unsupported);
    assert!(!scratch.interfaces_file().exists());
}

#[test]
fn a_root_that_is_absent_or_empty_is_refused() {
    let scratch = Scratch::empty("no-root");
    let error = HostOptions::new()
        .root(scratch.root().join("absent"))
        .open(None)
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::NotFound);
    assert_eq!(error.domain(), ErrorDomain::Host);
    let error = HostOptions::new().root("").open(None).unwrap_err();
    assert_eq!(error.code(), ErrorCode::Invalid);
}

#[test]
fn another_uri_or_driver_is_unsupported() {
    let error = Host::open(Some("qemu:///system")).unwrap_err();
    assert_eq!(error.code(), ErrorCode::Unsupported);
    let error = HostOptions::new().driver("absent").open(None).unwrap_err();
    assert_eq!(error.code(), ErrorCode::Unsupported);
}

#[test]
fn an_absent_interface_is_not_found() {
    let scratch = Scratch::with_interfaces("absent", "auto lo\niface lo inet loopback\n");
    let error = scratch.host().lookup_interface("eth0", None).unwrap_err();
    assert_eq!(error.code(), ErrorCode::NotFound);
    assert_eq!(error.code().name(), "NOT_FOUND");
    assert_eq!(error.code().to_string(), "NOT_FOUND");
}
