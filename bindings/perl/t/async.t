# SPDX-License-Identifier: LGPL-2.1-or-later
# The calls that do not block, and cancelling.
use 5.036;
use Berth;
use File::Path qw(make_path);
use File::Temp qw(tempdir);
use Glib;
use Test::More;

my $root = tempdir( 'berth-XXXXXX', TMPDIR => 1, CLEANUP => 1 );
my $file = "$root/etc/network/interfaces";
make_path("$root/etc/network");
open my $out, '>', $file or die "$file: $!";
print {$out} "auto lo\niface lo inet loopback\n";
close $out or die "$file: $!";

# Starts a call with a callback, runs a main loop until it is called, and returns its result.
sub wait_for {
    my ($start) = @_;
    my $loop = Glib::MainLoop->new;
    my $outcome;
    $start->( sub { my ( $source, $result ) = @_; $outcome = $result; $loop->quit } );
    $loop->run;
    return $outcome;
}

my $opened = wait_for( sub { my ($done) = @_; Berth::Host->open_async( root => $root, $done ) } );
my $host   = Berth::Host->open_finish($opened);
is( $host->get_root, $root, 'open' );

my $listed = wait_for( sub { my ($done) = @_; $host->list_interfaces_async($done) } );
is_deeply( [ map { $_->get_name } @{ $host->list_interfaces_finish($listed) } ], ['lo'], 'list' );

my $bridge = Berth::InterfaceConfig->new( 'bridge', 'br0' );
$bridge->set_dhcp( 'ipv4', 1 );
my $defined = wait_for( sub { my ($done) = @_; $host->define_interface_async( $bridge, 'default', undef, $done ) } );
my $iface   = $host->define_interface_finish($defined);
is( $iface->get_name, 'br0', 'define' );
my $undefined = wait_for( sub { my ($done) = @_; $iface->undefine_async($done) } );
ok( $iface->undefine_finish($undefined), 'undefine' );

my $failed = wait_for( sub { my ($done) = @_; $host->lookup_interface_async( 'eth9', $done ) } );
ok( !eval { $host->lookup_interface_finish($failed); 1 }, 'an unknown name fails' );
is( $@->code, 'NOT_FOUND', 'with its code' );

my $cancellable = Berth::cancellable();
$cancellable->cancel;
my $cancelled =
    wait_for( sub { my ($done) = @_; $host->define_interface_async( $bridge, 'default', $cancellable, $done ) } );
ok( !eval { $host->define_interface_finish($cancelled); 1 }, 'a cancelled call fails' );
is( $@->code, 'CANCELLED', 'with its code' );
ok( !eval { $host->list_interfaces( 'all', $cancellable ); 1 }, 'a blocking one too' );
is( $@->code, 'CANCELLED', 'with its code' );
my $not_opened = wait_for( sub { my ($done) = @_; Berth::Host->open_async( undef, undef, $cancellable, $done ) } );
ok( !eval { Berth::Host->open_finish($not_opened); 1 }, 'a cancelled open fails' );
is( $@->code, 'CANCELLED', 'with its code' );

done_testing;
