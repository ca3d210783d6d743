# SPDX-License-Identifier: LGPL-2.1-or-later
# Lists, shows, defines and undefines, on a host whose root is a folder of the test's own.
use 5.036;
use Berth;
use File::Path qw(make_path);
use File::Temp qw(tempdir);
use Test::More;

my $INTERFACES = <<'END';
# kept as it is
auto lo
iface lo inet loopback

auto eth0
iface eth0 inet static
	address 192.0.2.10/24
	gateway 192.0.2.1
END

my $root = tempdir( 'berth-XXXXXX', TMPDIR => 1, CLEANUP => 1 );
my $file = "$root/etc/network/interfaces";
make_path("$root/etc/network");
open my $out, '>', $file or die "$file: $!";
print {$out} $INTERFACES;
close $out or die "$file: $!";

sub contents {
    open my $in, '<', $file or die "$file: $!";
    local $/ = undef;
    return scalar readline $in;
}

sub names {
    my ($list) = @_;
    return [ map { $_->get_name } @{$list} ];
}

like( Berth::version(), qr{\A \d+ [.] \d+ [.] \d+ \z}x, 'version' );

my $host = Berth::Host->open( root => $root );
is( $host->get_uri,       'local:///', 'URI' );
is( $host->get_root,      $root,       'root' );
is( $host->get('root'),   $root,       'root as a property' );
is( $host->get_driver,    'debian',    'driver' );
is( Berth::Host->open( undef, Berth::HostOptions->new )->get_root, '/', 'opened by position' );
is( Berth::Host->open->get_uri, 'local:///', 'opened without arguments' );

# List
{
    is_deeply( names( $host->list_interfaces ),              [qw(lo eth0)], 'all' );
    is_deeply( names( $host->list_interfaces('defined') ),   [qw(lo eth0)], 'one flag' );
    is_deeply( names( $host->list_interfaces( [qw(defined inactive)] ) ), [qw(lo eth0)], 'two flags' );
    is_deeply( $host->list_interfaces('active') // [], [], 'none' );
    is_deeply( names( $host->list_interfaces_info ), [qw(lo eth0)], 'snapshots' );
}

# Show
{
    my $config = $host->lookup_interface('eth0')->get_config;
    is( $config->get_interface_type, 'ethernet', 'type' );
    is( $config->get_start_mode,     'onboot',   'start mode' );
    is_deeply( $config->get_addresses('ipv4'), ['192.0.2.10/24'], 'addresses' );
    is( $config->get_gateway('ipv4'), '192.0.2.1', 'gateway' );
    is( $config->get_gateway('ipv6'), undef,       'no gateway' );
    ok( $config->equal( Berth::InterfaceConfig->new_from_xml( $config->to_xml ) ),   'XML and back' );
    ok( $config->equal( Berth::InterfaceConfig->new_from_json( $config->to_json ) ), 'JSON and back' );
}

# Snapshot
{
    my $info = $host->lookup_interface('eth0')->get_info;
    ok( $info->is_defined,  'defined' );
    ok( !$info->is_active,  'not active' );
    ok( !$info->is_present, 'not present' );
    like( $info->to_json, qr{"eth0"}, 'JSON' );
}

# Settings
{
    my $vlan = Berth::InterfaceConfig->new( 'vlan', 'eth0.42' );
    $vlan->set_vlan( 42, 'eth0' );
    is_deeply( [ $vlan->get_vlan ], [ 42, 'eth0' ], 'several results' );
    $vlan->set_mtu(1400);
    is( $vlan->get_mtu, 1400, 'one result' );
    $vlan->set_mac('52:54:00:12:34:56');
    is( $vlan->get_mac, '52:54:00:12:34:56', 'MAC' );
    $vlan->set_mac;
    is( $vlan->get_mac, undef, 'MAC unset' );
}

# Define and undefine
{
    my $bridge = Berth::InterfaceConfig->new( 'bridge', 'br0' );
    $bridge->set_start_mode('onboot');
    $bridge->set_dhcp( 'ipv4', 1 );
    $bridge->add_port( Berth::InterfaceConfig->new( 'ethernet', 'eth1' ) );
    is_deeply( $bridge->get_ports, ['eth1'], 'ports' );
    my $iface = $host->define_interface( $bridge, 'create-only' );
    is( $iface->get_name, 'br0', 'name' );
    my $added = "\nauto br0\niface br0 inet dhcp\n    bridge_ports eth1\n";
    is( contents(), "$INTERFACES$added", 'added, and nothing else changed' );
    ok( $iface->get_config->equal($bridge), 'reads back the same' );
    ok( $iface->undefine, 'undefined' );
    is( contents(), $INTERFACES, 'the file is as it was' );
}

done_testing;
