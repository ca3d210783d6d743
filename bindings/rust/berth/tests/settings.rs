// SPDX-License-Identifier: LGPL-2.1-or-later
//! Every setting: its value, what is refused, and what is handed out.

mod scratch;

use std::time::Duration;

use berth::{BondMode, ErrorCode, Interface, InterfaceConfig, InterfaceType, IpFamily, Result};
use scratch::Scratch;

fn ethernet(name: &str) -> InterfaceConfig {
    InterfaceConfig::new(InterfaceType::Ethernet, name).unwrap()
}

fn bond(ports: &[&str]) -> InterfaceConfig {
    let mut bond = InterfaceConfig::new(InterfaceType::Bond, "bond0").unwrap();
    for name in ports {
        bond.add_port(&ethernet(name)).unwrap();
    }
    bond
}

fn fails<T: std::fmt::Debug>(code: ErrorCode, result: Result<T>) {
    assert_eq!(result.unwrap_err().code(), code);
}

#[test]
fn where_addresses_come_from() {
    let mut config = ethernet("eth0");
    assert!(!config.autoconf());
    config.set_autoconf(true);
    assert!(config.autoconf());

    assert_eq!(config.peerdns(IpFamily::V4), Ok(None));
    fails(ErrorCode::Invalid, config.set_peerdns(IpFamily::V4, false));
    config.set_dhcp(IpFamily::V4, true).unwrap();
    for peerdns in [false, true] {
        config.set_peerdns(IpFamily::V4, peerdns).unwrap();
        assert_eq!(config.peerdns(IpFamily::V4), Ok(Some(peerdns)));
    }
    assert_eq!(config.peerdns(IpFamily::V6), Ok(None));
}

#[test]
fn dns() {
    let mut config = ethernet("eth0");
    assert!(config.dns_servers().unwrap().is_empty());
    config.add_dns_server("192.0.2.53").unwrap();
    config.add_dns_server("2001:db8::53").unwrap();
    config.add_dns_search("example.com").unwrap();
    assert_eq!(
        config.dns_servers().unwrap(),
        ["192.0.2.53", "2001:db8::53"]
    );
    assert_eq!(config.dns_search().unwrap(), ["example.com"]);
    for server in ["192.0.2.53", "here", "192.0.2.54\0"] {
        fails(ErrorCode::Invalid, config.add_dns_server(server));
    }
    for domain in ["example.com", "two words", "a\0b"] {
        fails(ErrorCode::Invalid, config.add_dns_search(domain));
    }
    config.clear_dns();
    assert!(config.dns_servers().unwrap().is_empty());
    assert!(config.dns_search().unwrap().is_empty());
}

#[test]
fn a_port_is_handed_out_as_a_copy() {
    let mut bridge = InterfaceConfig::new(InterfaceType::Bridge, "br0").unwrap();
    bridge.add_port(&bond(&["eth0", "eth1"])).unwrap();
    let mut port = bridge.port("bond0").unwrap();
    assert_eq!(port, bond(&["eth0", "eth1"]));
    port.remove_port("eth1").unwrap();
    assert_eq!(port.ports().unwrap(), ["eth0"]);
    assert_eq!(
        bridge.port("bond0").unwrap().ports().unwrap(),
        ["eth0", "eth1"]
    );
    drop(bridge);
    assert_eq!(port.name(), "bond0");

    fails(ErrorCode::NotFound, port.port("eth7"));
    fails(ErrorCode::NotFound, port.remove_port("eth1"));
    fails(ErrorCode::Invalid, port.port("eth0\0"));
    fails(ErrorCode::Invalid, ethernet("eth0").port("eth1"));
    fails(ErrorCode::Invalid, ethernet("eth0").remove_port("eth1"));
}

#[test]
fn bond_modes() {
    let mut bond = bond(&[]);
    assert_eq!(bond.bond_mode().unwrap(), None);
    for (mode, name) in [
        (BondMode::BalanceRr, "balance-rr"),
        (BondMode::ActiveBackup, "active-backup"),
        (BondMode::BalanceXor, "balance-xor"),
        (BondMode::Broadcast, "broadcast"),
        (BondMode::Ieee8023ad, "802.3ad"),
        (BondMode::BalanceTlb, "balance-tlb"),
        (BondMode::BalanceAlb, "balance-alb"),
    ] {
        bond.set_bond_mode(mode).unwrap();
        assert_eq!(bond.bond_mode().unwrap(), Some(mode));
        assert_eq!(mode.name(), Some(name));
        assert_eq!(mode.to_string(), name);
    }
    fails(ErrorCode::Invalid, bond.set_bond_mode(BondMode::Unknown(7)));
    assert_eq!(BondMode::Unknown(7).name(), None);
    fails(ErrorCode::Invalid, ethernet("eth0").bond_mode());
}

#[test]
fn the_primary_of_a_bond() {
    let mut bond = bond(&[]);
    bond.set_bond_primary(Some("eth1")).unwrap();
    assert_eq!(bond.bond_primary(), Some("eth1"));
    fails(ErrorCode::Invalid, bond.set_bond_primary(Some("a/b")));
    fails(ErrorCode::Invalid, bond.set_bond_primary(Some("eth1\0")));
    bond.set_bond_primary(None).unwrap();
    assert_eq!(bond.bond_primary(), None);
    fails(
        ErrorCode::Invalid,
        ethernet("eth0").set_bond_primary(Some("eth1")),
    );
}

type Get = fn(&InterfaceConfig) -> Result<Option<Duration>>;
type Set = fn(&mut InterfaceConfig, Duration) -> Result<()>;

#[test]
fn times_of_a_bond() {
    let times: [(Get, Set); 4] = [
        (InterfaceConfig::miimon, InterfaceConfig::set_miimon),
        (InterfaceConfig::updelay, InterfaceConfig::set_updelay),
        (InterfaceConfig::downdelay, InterfaceConfig::set_downdelay),
        (
            InterfaceConfig::arp_interval,
            InterfaceConfig::set_arp_interval,
        ),
    ];
    let most = Duration::from_millis(2_147_483_647);
    let mut bond = bond(&[]);
    for (number, (get, set)) in (0..).zip(times) {
        assert_eq!(get(&bond).unwrap(), None);
        for wrong in [
            most + Duration::from_millis(1),
            Duration::MAX,
            Duration::from_micros(1500),
        ] {
            fails(ErrorCode::Invalid, set(&mut bond, wrong));
        }
        set(&mut bond, most).unwrap();
        assert_eq!(get(&bond).unwrap(), Some(most));
        set(&mut bond, Duration::from_millis(number)).unwrap();
        fails(ErrorCode::Invalid, get(&ethernet("eth0")));
        fails(
            ErrorCode::Invalid,
            set(&mut ethernet("eth0"), Duration::ZERO),
        );
    }
    for (number, (get, _)) in (0..).zip(times) {
        assert_eq!(get(&bond).unwrap(), Some(Duration::from_millis(number)));
    }
}

#[test]
fn how_a_bond_knows_its_links() {
    let mut bond = bond(&[]);
    assert_eq!(bond.use_carrier().unwrap(), None);
    for use_carrier in [false, true] {
        bond.set_use_carrier(use_carrier).unwrap();
        assert_eq!(bond.use_carrier().unwrap(), Some(use_carrier));
    }
    assert!(bond.arp_targets().unwrap().is_empty());
    bond.add_arp_target("192.0.2.1").unwrap();
    assert_eq!(bond.arp_targets().unwrap(), ["192.0.2.1"]);
    for target in ["192.0.2.1", "2001:db8::1", "192.0.2.2\0"] {
        fails(ErrorCode::Invalid, bond.add_arp_target(target));
    }

    let mut ethernet = ethernet("eth0");
    fails(ErrorCode::Invalid, ethernet.use_carrier());
    fails(ErrorCode::Invalid, ethernet.set_use_carrier(true));
    fails(ErrorCode::Invalid, ethernet.arp_targets());
    fails(ErrorCode::Invalid, ethernet.add_arp_target("192.0.2.1"));
}

#[test]
fn settings_by_path() {
    let mut config = ethernet("eth0");
    config.set_setting("mtu", "1400").unwrap();
    assert_eq!(config.mtu(), Some(1400));
    assert_eq!(config.setting("mtu").unwrap().as_deref(), Some("1400"));
    assert_eq!(
        config.list_settings().unwrap(),
        ["type", "name", "start", "mtu"]
    );
    fails(ErrorCode::Invalid, config.set_setting("mtu", "12"));
    fails(ErrorCode::Schema, config.set_setting("colour", "blue"));
    fails(ErrorCode::Schema, config.unset_setting("name"));
    fails(ErrorCode::Invalid, config.setting("a..b"));
    for path in ["mtu\0", "\0"] {
        fails(ErrorCode::Invalid, config.setting(path));
        fails(ErrorCode::Invalid, config.set_setting(path, "1500"));
        fails(ErrorCode::Invalid, config.unset_setting(path));
        fails(ErrorCode::Invalid, config.origin(path));
    }
    fails(ErrorCode::Invalid, config.set_setting("mtu", "1500\0"));
    config.unset_setting("mtu").unwrap();
    config.unset_setting("mtu").unwrap();
    assert_eq!(config.setting("mtu").unwrap(), None);
    assert_eq!(config, ethernet("eth0"));
}

#[test]
fn a_setting_knows_where_it_was_read() {
    let text = "auto eth0\niface eth0 inet manual\n    mtu 1400\n";
    let scratch = Scratch::with_interfaces("origin", text);
    let interface = scratch.host().interface("eth0").unwrap();
    let mut config = interface.get_config(None).unwrap();
    let file = scratch.interfaces_file();
    assert_eq!(config.origin("mtu").unwrap(), Some((file.as_path(), 3)));
    config.set_mtu(1500).unwrap();
    assert_eq!(config.origin("mtu").unwrap(), None);
}

#[test]
fn the_schema_is_relax_ng() {
    assert!(Interface::schema().contains("http://relaxng.org/ns/structure/1.0"));
}
