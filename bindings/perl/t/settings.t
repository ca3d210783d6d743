# SPDX-License-Identifier: LGPL-2.1-or-later
# Every setting: its value, what is refused, and what is handed out.
use 5.036;
use Berth;
use File::Path qw(make_path);
use File::Temp qw(tempdir);
use Test::More;

sub make {
    my ( $type, $name, @ports ) = @_;
    my $config = Berth::InterfaceConfig->new( $type, $name );
    $config->add_port( make( 'ethernet', $_ ) ) for @ports;
    return $config;
}

sub fails {
    my ( $code, $what, $call ) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    ok( !eval { $call->(); 1 }, "$what fails" );
    my $error = $@;
    isa_ok( $error, 'Berth::Error', $what ) or return diag $error;
    is( $error->code, $code, "$what: code" );
    return;
}

# Addresses
{
    my $config = make( 'ethernet', 'eth0' );
    ok( !$config->get_autoconf, 'no autoconf' );
    $config->set_autoconf(1);
    ok( $config->get_autoconf, 'autoconf' );
    fails( 'NOT_SET', 'peerdns that is not set', sub { $config->get_peerdns('ipv4') } );
    fails( 'INVALID', 'peerdns without DHCP',    sub { $config->set_peerdns( 'ipv4', 0 ) } );
    $config->set_dhcp( 'ipv4', 1 );
    for my $value ( 0, 1 ) {
        $config->set_peerdns( 'ipv4', $value );
        is( !!$config->get_peerdns('ipv4'), !!$value, "peerdns $value" );
    }
}

# DNS
{
    my $config = make( 'ethernet', 'eth0' );
    is_deeply( [ $config->get_dns_servers, $config->get_dns_search ], [ [], [] ], 'no DNS' );
    $config->add_dns_server($_) for qw(192.0.2.53 2001:db8::53);
    $config->add_dns_search('example.com');
    is_deeply( $config->get_dns_servers, [qw(192.0.2.53 2001:db8::53)], 'DNS servers' );
    is_deeply( $config->get_dns_search,  ['example.com'],               'search domains' );
    fails( 'INVALID', 'a DNS server twice',           sub { $config->add_dns_server('192.0.2.53') } );
    fails( 'INVALID', 'a DNS server without address', sub { $config->add_dns_server('here') } );
    fails( 'INVALID', 'a search domain of two words', sub { $config->add_dns_search('two words') } );
    $config->clear_dns;
    is_deeply( [ $config->get_dns_servers, $config->get_dns_search ], [ [], [] ], 'DNS cleared' );
}

# Ports
{
    my $bond   = make( 'bond',   'bond0', qw(eth0 eth1) );
    my $bridge = make( 'bridge', 'br0' );
    $bridge->add_port($bond);
    my $port = $bridge->get_port('bond0');
    ok( $port->equal($bond), 'a port' );
    $port->remove_port('eth1');
    is_deeply( $port->get_ports,                       ['eth0'],        'a port less' );
    is_deeply( $bridge->get_port('bond0')->get_ports, [qw(eth0 eth1)], 'what was handed out is a copy' );
    undef $bridge;
    is( $port->get_name, 'bond0', 'and outlives what it came from' );
    fails( 'NOT_FOUND', 'a port there is not',              sub { $port->get_port('eth7') } );
    fails( 'NOT_FOUND', 'removing a port there is not',     sub { $port->remove_port('eth1') } );
    fails( 'INVALID',   'a port of an ethernet',            sub { $port->get_port('eth0')->get_port('eth1') } );
    fails( 'INVALID',   'removing a port from an ethernet', sub { $port->get_port('eth0')->remove_port('eth1') } );
}

# Bonds
{
    my $bond     = make( 'bond',     'bond0' );
    my $ethernet = make( 'ethernet', 'eth0' );
    fails( 'NOT_SET', 'a mode that is not set', sub { $bond->get_bond_mode } );
    fails( 'INVALID', 'the mode of an ethernet', sub { $ethernet->get_bond_mode } );
    for my $mode (qw(balance-rr active-backup balance-xor broadcast 802.3ad balance-tlb balance-alb)) {
        $bond->set_bond_mode($mode);
        is( $bond->get_bond_mode,              $mode, $mode );
        is( $bond->get_setting('bond.mode'), $mode, "$mode by path" );
    }
    my $line = __LINE__ + 1;
    ok( !eval { $bond->set_bond_mode('teapot'); 1 }, 'an unknown mode fails' );
    like( $@, qr{teapot .* [ ]at[ ] \Q${\ __FILE__}\E [ ]line[ ] $line [.]}x, 'and says which, and where' );

    $bond->set_bond_primary('eth1');
    is( $bond->get_bond_primary, 'eth1', 'primary' );
    fails( 'INVALID', 'a primary with a slash', sub { $bond->set_bond_primary('a/b') } );
    $bond->set_bond_primary;
    is( $bond->get_bond_primary, undef, 'primary unset' );

    for my $time (qw(miimon updelay downdelay arp_interval)) {
        my ( $get, $set ) = ( "get_$time", "set_$time" );
        fails( 'NOT_SET', "$time that is not set", sub { $bond->$get } );
        fails( 'INVALID', "a negative $time",      sub { $bond->$set(-1) } );
        fails( 'INVALID', "$time of an ethernet",  sub { $ethernet->$set(1) } );
        $bond->$set(0);
        is( $bond->$get, 0, "$time 0" );
        $bond->$set(2_147_483_647);
        is( $bond->$get, 2_147_483_647, $time );
    }

    fails( 'NOT_SET', 'use_carrier that is not set', sub { $bond->get_use_carrier } );
    for my $value ( 0, 1 ) {
        $bond->set_use_carrier($value);
        is( !!$bond->get_use_carrier, !!$value, "use_carrier $value" );
    }

    is_deeply( $bond->get_arp_targets, [], 'no ARP targets' );
    $bond->add_arp_target('192.0.2.1');
    is_deeply( $bond->get_arp_targets, ['192.0.2.1'], 'ARP targets' );
    fails( 'INVALID', 'an ARP target of IPv6',       sub { $bond->add_arp_target('2001:db8::1') } );
    fails( 'INVALID', 'the ARP targets of an ethernet', sub { $ethernet->get_arp_targets } );
}

# By path
{
    my $config = make( 'ethernet', 'eth0' );
    $config->set_setting( 'mtu',                       1400 );
    $config->set_setting( 'ipv4.addresses[0].address', '192.0.2.1/24' );
    is( $config->get_mtu,            1400, 'set by path' );
    is( $config->get_setting('mtu'), 1400, 'read by path' );
    is_deeply( $config->list_settings,
        [qw(type name start mtu ipv4.addresses[0].address ipv4.addresses[0].prefix)], 'the paths' );
    fails( 'INVALID', 'an address without a prefix', sub { $config->set_setting( 'ipv4.addresses[1].address', '192.0.2.2' ) } );
    fails( 'INVALID', 'a value out of range',   sub { $config->set_setting( 'mtu',    12 ) } );
    fails( 'SCHEMA',  'what is no setting',     sub { $config->set_setting( 'colour', 'blue' ) } );
    fails( 'SCHEMA',  'unsetting the name',     sub { $config->unset_setting('name') } );
    fails( 'INVALID', 'what is no path',        sub { $config->get_setting('a..b') } );
    $config->unset_setting('mtu');
    fails( 'NOT_SET', 'what was unset', sub { $config->get_setting('mtu') } );

    # Other modules know objects by these.
    ok( Berth::InterfaceConfig->can($_) == Glib::Object->can($_), "$_ is that of Glib::Object" ) for qw(get set);
}

# Origin
{
    my $root = tempdir( 'berth-XXXXXX', TMPDIR => 1, CLEANUP => 1 );
    my $file = "$root/etc/network/interfaces";
    make_path("$root/etc/network");
    open my $out, '>', $file or die "$file: $!";
    print {$out} "auto eth0\niface eth0 inet manual\n    mtu 1400\n";
    close $out or die "$file: $!";
    my $config = Berth::Host->open( root => $root )->get_interface('eth0')->get_config;
    is_deeply( [ $config->get_origin('mtu') ], [ $file, 3 ], 'file and line' );
    $config->set_mtu(1500);
    fails( 'NOT_SET', 'the origin of what was set since', sub { $config->get_origin('mtu') } );
}

like( Berth::Interface::schema(), qr{http://relaxng[.]org/ns/structure/1[.]0}x, 'schema' );

done_testing;
