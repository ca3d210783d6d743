// SPDX-License-Identifier: LGPL-2.1-or-later
//! Lists, shows, defines and undefines the interfaces of a host made of files, and holds the files'
//! bytes against what they should be.

mod scratch;

use berth::{
    DefineFlags, ErrorCode, ErrorDomain, Filter, HostOptions, InterfaceConfig, InterfaceType,
    IpFamily, StartMode, UndefineFlags,
};
use scratch::Scratch;

const FILE: &str = "\
# The bridge comes later.
auto lo
iface lo inet loopback

auto eth0
iface eth0 inet static
    address 192.0.2.10/24
    gateway 192.0.2.1

allow-hotplug eth1
iface eth1 inet dhcp
";

/// What the driver writes for the interface that a test adds.
const ETH2: &str = "
auto eth2
iface eth2 inet static
    address 198.51.100.7/24
";

fn names(scratch: &Scratch, filter: Filter) -> Vec<String> {
    scratch
        .host()
        .list_interfaces(filter, None)
        .unwrap()
        .iter()
        .map(|interface| interface.name().to_owned())
        .collect()
}

#[test]
fn lists_what_the_files_define_in_their_order() {
    let scratch = Scratch::with_interfaces("lists", FILE);
    assert_eq!(names(&scratch, Filter::ALL), ["lo", "eth0", "eth1"]);
    assert_eq!(
        names(&scratch, Filter::DEFINED | Filter::INACTIVE),
        ["lo", "eth0", "eth1"]
    );
    assert!(names(&scratch, Filter::ACTIVE).is_empty());
}

#[test]
fn a_snapshot_says_what_is_defined_and_that_nothing_runs() {
    let scratch = Scratch::with_interfaces("snapshot", FILE);
    let infos = scratch
        .host()
        .list_interfaces_info(Filter::ALL, None)
        .unwrap();
    assert_eq!(infos.len(), 3);

    let info = infos[1].clone();
    drop(infos);
    assert_eq!(info.name(), "eth0");
    assert_eq!(info.interface_type(), InterfaceType::Ethernet);
    assert!(info.is_defined());
    assert!(!info.is_active());
    assert!(!info.is_present());
    assert_eq!(info.index(), None);
    assert_eq!(info.mac(), None);
    assert_eq!(info.master(), None);
    assert_eq!(info.live_config().unwrap_err().code(), ErrorCode::NotFound);
    assert!(info.to_json().unwrap().ends_with("}\n"));
    assert!(format!("{info:?}").contains("\"eth0\""));
}

#[test]
fn shows_the_settings_of_an_interface() {
    let scratch = Scratch::with_interfaces("shows", FILE);
    let interface = scratch.host().lookup_interface("eth0", None).unwrap();
    let config = interface.get_config(None).unwrap();
    assert_eq!(config.name(), "eth0");
    assert_eq!(config.interface_type(), InterfaceType::Ethernet);
    assert_eq!(config.start_mode(), StartMode::OnBoot);
    assert_eq!(config.addresses(IpFamily::V4).unwrap(), ["192.0.2.10/24"]);
    assert!(config.addresses(IpFamily::V6).unwrap().is_empty());
    assert_eq!(config.gateway(IpFamily::V4), Some("192.0.2.1"));
    assert_eq!(config.gateway(IpFamily::V6), None);
    assert!(!config.dhcp(IpFamily::V4));
    assert_eq!(config.mac(), None);
    assert_eq!(config.mtu(), None);
    assert_eq!(config.ports().unwrap_err().code(), ErrorCode::Invalid);

    let hotplug = scratch.host().lookup_interface("eth1", None).unwrap();
    let config = hotplug.get_config(None).unwrap();
    assert_eq!(config.start_mode(), StartMode::HotPlug);
    assert!(config.dhcp(IpFamily::V4));
}

#[test]
fn defining_adds_to_the_file_and_undefining_takes_it_away_again() {
    let scratch = Scratch::with_interfaces("defines", FILE);
    let host = scratch.host();
    let mut config = InterfaceConfig::new(InterfaceType::Ethernet, "eth2").unwrap();
    config.set_start_mode(StartMode::OnBoot).unwrap();
    config.add_address(IpFamily::V4, "198.51.100.7/24").unwrap();

    let interface = host
        .define_interface(&config, DefineFlags::CREATE_ONLY, None)
        .unwrap();
    assert_eq!(interface.name(), "eth2");
    let text = scratch.interfaces();
    assert_eq!(text, format!("{FILE}{ETH2}"));
    assert_eq!(interface.get_config(None).unwrap(), config);

    let again = host.define_interface(&config, DefineFlags::CREATE_ONLY, None);
    assert_eq!(again.unwrap_err().code(), ErrorCode::Exists);
    assert_eq!(scratch.interfaces(), text);

    interface.undefine(UndefineFlags::DEFAULT, None).unwrap();
    assert_eq!(scratch.interfaces(), FILE);
    assert_eq!(
        interface.get_config(None).unwrap_err().code(),
        ErrorCode::NotFound
    );
    assert_eq!(
        interface
            .undefine(UndefineFlags::DEFAULT, None)
            .unwrap_err()
            .code(),
        ErrorCode::NotFound
    );
    let update = host.define_interface(&config, DefineFlags::UPDATE_ONLY, None);
    assert_eq!(update.unwrap_err().code(), ErrorCode::NotFound);
    assert_eq!(scratch.interfaces(), FILE);
}

#[test]
fn defining_changes_the_lines_of_that_interface_only() {
    let scratch = Scratch::with_interfaces("changes", FILE);
    let interface = scratch.host().lookup_interface("eth0", None).unwrap();
    let mut config = interface.get_config(None).unwrap();
    config
        .set_gateway(IpFamily::V4, Some("192.0.2.254"))
        .unwrap();
    scratch
        .host()
        .define_interface(&config, DefineFlags::DEFAULT, None)
        .unwrap();
    assert_eq!(
        scratch.interfaces(),
        FILE.replace("gateway 192.0.2.1\n", "gateway 192.0.2.254\n")
    );
}

#[test]
fn a_definition_that_changed_meanwhile_is_a_conflict() {
    let scratch = Scratch::with_interfaces("conflict", FILE);
    let host = scratch.host();
    let mut config = host
        .lookup_interface("eth0", None)
        .unwrap()
        .get_config(None)
        .unwrap();
    let other = FILE.replace("192.0.2.10/24", "192.0.2.11/24");
    std::fs::write(scratch.interfaces_file(), &other).unwrap();

    config.set_gateway(IpFamily::V4, None).unwrap();
    let error = host
        .define_interface(&config, DefineFlags::DEFAULT, None)
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::Conflict);
    assert_eq!(error.domain(), ErrorDomain::Interface);
    assert_eq!(scratch.interfaces(), other);
}

#[test]
fn finds_an_interface_by_its_mac() {
    let text = "iface eth5 inet dhcp\n    hwaddress ether 52:54:00:12:34:56\n";
    let scratch = Scratch::with_interfaces("mac", text);
    let host = scratch.host();
    let interface = host
        .lookup_interface_by_mac("52:54:00:12:34:56", None)
        .unwrap();
    assert_eq!(interface.name(), "eth5");
    assert_eq!(
        interface.get_info(None).unwrap().mac(),
        Some("52:54:00:12:34:56")
    );

    let absent = host.lookup_interface_by_mac("52:54:00:12:34:57", None);
    assert_eq!(absent.unwrap_err().code(), ErrorCode::NotFound);
    let wrong = host.lookup_interface_by_mac("52:54:00", None);
    assert_eq!(wrong.unwrap_err().code(), ErrorCode::Invalid);
}

#[test]
fn a_handle_outlives_the_host_it_came_from() {
    let scratch = Scratch::with_interfaces("outlives", FILE);
    let interface = scratch.host().lookup_interface("lo", None).unwrap();
    let clone = interface.clone();
    drop(interface);
    assert_eq!(clone.host().root(), scratch.root());
    assert_eq!(
        clone.get_config(None).unwrap().interface_type(),
        InterfaceType::Loopback
    );
}

#[test]
fn an_offline_host_brings_nothing_up_or_down() {
    let scratch = Scratch::with_interfaces("offline", FILE);
    let interface = scratch.host().lookup_interface("eth0", None).unwrap();
    for result in [
        interface.up(None, None, None),
        interface.down(None, None, None),
    ] {
        assert_eq!(result.unwrap_err().code(), ErrorCode::Unsupported);
    }
}

#[test]
fn the_host_says_how_it_was_opened() {
    let scratch = Scratch::with_interfaces("opened", FILE);
    let host = HostOptions::new()
        .root(scratch.root())
        .open(Some("local:///"))
        .unwrap();
    assert_eq!(host.uri(), "local:///");
    assert_eq!(host.root(), scratch.root());
    assert_eq!(host.driver(), Some("debian"));
    assert!(format!("{host:?}").contains("local:///"));
}

#[test]
fn every_setting_goes_through_both_texts() {
    let mut port = InterfaceConfig::new(InterfaceType::Ethernet, "eth0").unwrap();
    port.set_mac(Some("52:54:00:12:34:56")).unwrap();
    let mut bridge = InterfaceConfig::new(InterfaceType::Bridge, "br0").unwrap();
    bridge.set_start_mode(StartMode::OnBoot).unwrap();
    bridge.set_mtu(9000).unwrap();
    bridge.set_stp(false).unwrap();
    bridge
        .set_delay(std::time::Duration::from_millis(2500))
        .unwrap();
    bridge.add_port(&port).unwrap();
    bridge.set_dhcp(IpFamily::V4, true).unwrap();
    bridge.add_address(IpFamily::V6, "2001:db8::2/64").unwrap();
    bridge
        .set_gateway(IpFamily::V6, Some("2001:db8::1"))
        .unwrap();

    let from_xml = InterfaceConfig::from_xml(&bridge.to_xml().unwrap(), None).unwrap();
    assert_eq!(from_xml, bridge);
    let from_json = InterfaceConfig::from_json(&bridge.to_json().unwrap(), None).unwrap();
    assert_eq!(from_json, bridge);
    assert_eq!(from_json.mtu(), Some(9000));
    assert_eq!(from_json.stp().unwrap(), Some(false));
    assert_eq!(
        from_json.delay().unwrap(),
        Some(std::time::Duration::from_millis(2500))
    );
    assert_eq!(from_json.ports().unwrap(), ["eth0"]);
    assert!(format!("{bridge:?}").contains("2001:db8::2"));
}

#[test]
fn a_clone_has_settings_of_its_own() {
    let mut config = InterfaceConfig::new(InterfaceType::Ethernet, "eth0").unwrap();
    config.set_mtu(1400).unwrap();
    let mut clone = config.clone();
    assert_eq!(clone, config);
    clone.unset_mtu();
    clone.add_address(IpFamily::V4, "192.0.2.1/24").unwrap();
    assert_eq!(config.mtu(), Some(1400));
    assert_ne!(clone, config);
    clone.clear_addresses(IpFamily::V4);
    clone.set_mtu(1400).unwrap();
    assert_eq!(clone, config);
}
