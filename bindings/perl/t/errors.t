# SPDX-License-Identifier: LGPL-2.1-or-later
# What fails says why, and at which line of the program.
use 5.036;
use Berth;
use File::Path qw(make_path);
use File::Temp qw(tempdir);
use Symbol qw(qualify_to_ref);
use Test::More;

my $root = tempdir( 'berth-XXXXXX', TMPDIR => 1, CLEANUP => 1 );
my $file = "$root/etc/network/interfaces";
make_path("$root/etc/network");
open my $out, '>', $file or die "$file: $!";
print {$out} "auto lo\niface lo inet loopback\n";
close $out or die "$file: $!";
my $host = Berth::Host->open( root => $root );

sub fails {
    my ( $codes, $what, $code ) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    ok( !eval { $code->(); 1 }, "$what fails" );
    my $error = $@;
    isa_ok( $error, 'Berth::Error', $what ) or return diag $error;
    like( $error->code, qr{\A (?: $codes ) \z}x, "$what: code" );
    return $error;
}

my $line  = __LINE__ + 1;
my $error = fails( 'NOT_FOUND', 'an unknown name', sub { $host->lookup_interface('eth9') } );
isa_ok( $error, 'Glib::Error' );
is( $error->domain, 'gberth-error-quark', 'domain' );
is( $error->value,  'not-found',          'value' );
like( $error->message, qr{eth9}, 'message' );
is( "$error", $error->message . ' at ' . __FILE__ . " line $line.\n", 'as a string' );
ok( Glib::Error::matches( $error, 'Berth::Error', 'not-found' ), 'matches' );

$error = fails( 'PARSE', 'broken XML', sub { Berth::InterfaceConfig->new_from_xml( "<interface\n", 'broken.xml' ) } );
like( $error->message, qr{\A broken[.]xml: \d+ : [ ] }x, 'file and line' );

my $unnamed = '<interface type="vlan"><vlan tag="42"><interface name="eth0"/></vlan></interface>';
fails( 'SCHEMA | INVALID', 'an unnamed vlan', sub { Berth::InterfaceConfig->new_from_xml($unnamed) } );
fails( 'INVALID', 'a long name', sub { Berth::InterfaceConfig->new( 'ethernet', 'a234567890123456' ) } );
fails( 'NOT_SET', 'an MTU that is not set', sub { Berth::InterfaceConfig->new( 'ethernet', 'eth0' )->get_mtu } );
fails( 'UNSUPPORTED', 'up on an offline host', sub { $host->lookup_interface('lo')->up } );
fails( 'UNSUPPORTED', 'another URI',      sub { Berth::Host->open('nowhere:///') } );
fails( 'UNSUPPORTED', 'another driver',   sub { Berth::Host->open( driver => 'nobody' ) } );
fails( 'NOT_FOUND', 'a root there is not', sub { Berth::Host->open( root => "$root/none" ) } );

# Perl passes integers on without a look at their range: -1 must not become a large number that is taken.
fails( 'INVALID', 'a negative MTU', sub { Berth::InterfaceConfig->new( 'ethernet', 'eth0' )->set_mtu(-1) } );

unlink $file or die "$file: $!";
fails( 'NOT_FOUND', 'a missing file', sub { Berth::Host->open( root => $root, driver => 'debian' )->list_interfaces } );

ok( !eval { Berth::InterfaceConfig->new( 'teapot', 'eth0' ); 1 }, 'an unknown enumeration value fails' );
like( $@, qr{teapot}, 'and says which' );
$line = __LINE__ + 1;
ok( !eval { $host->lookup_interface; 1 }, 'an argument left out that is needed fails' );
like( $@, qr{too[ ]few .* [ ]at[ ] \Q${\ __FILE__}\E [ ]line[ ] $line [.]}x, 'and says where' );

# Too many are an error too, of every call; the call is not made.
my $config = Berth::InterfaceConfig->new( 'ethernet', 'eth0' );
for ( 1, 2 ) {
    $line = __LINE__ + 1;
    ok( !eval { $config->add_address( 'ipv4', '10.0.0.1/8', 24 ); 1 }, 'an argument too many fails' );
    like( $@, qr{too[ ]many .* [ ]at[ ] \Q${\ __FILE__}\E [ ]line[ ] $line [.]}x, 'and says where' );
    $config->clear_addresses('ipv4');
    ok( $config->add_address( 'ipv4', '10.0.0.1/24' ), 'and as many as it takes are taken' );
    is_deeply( $config->get_addresses('ipv4'), ['10.0.0.1/24'], 'and nothing of the others' );
}
for my $class (
    qw(Capabilities Codeset Host HostOptions FakeHost Interface InterfaceConfig InterfaceInfo InterfaceItem Event KeyLayout
    KeySequence KeyTarget KeycodeList Progress Report Watch)
    )
{
    my $package = *{ qualify_to_ref("Berth::${class}::") }{HASH};
    for my $name ( grep { m{ \A [[:lower:]] }x } sort keys %{$package} ) {
        my $call = *{ qualify_to_ref( $name, "Berth::$class" ) }{CODE};
        next if !$call;
        next if $name eq 'new' && $class !~ m{ \A (?: HostOptions | FakeHost | InterfaceConfig | Key | Progress ) }x;
        ok( !eval { $call->( (undef) x 12 ); 1 }, "${class}::$name: 12 arguments are too many" );
        like( $@, qr{too[ ]many | lists[ ]codes | opens }x, 'and it says so' );
    }
}
for my $name (qw(version cancellable keycode_translate keycode_from_name keycode_from_text keycode_get_name)) {
    ok( !eval { Berth->can($name)->( (undef) x 12 ); 1 }, "$name: 12 arguments are too many" );
    like( $@, qr{too[ ]many | takes[ ]no }x, 'and it says so' );
}

# A callback's own warnings go where they would.
{
    my @warnings;
    local $SIG{__WARN__} = sub { push @warnings, @_ };
    my $fake     = Berth::FakeHost->new;
    my $progress = Berth::Progress->new;
    $progress->signal_connect( changed => sub { warn "mine\n" } );    ## no critic (ErrorHandling::RequireCarping)
    $fake->lookup_interface('eth0')->down( -1, $progress );
    ok( scalar @warnings, 'a warning in a callback comes through' );
    is( $_, "mine\n", 'as it is' ) for @warnings;
}

ok( !eval { Berth::Host->open( uri => undef, rot => '/' ); 1 }, 'an unknown argument fails' );
like( $@, qr{rot}, 'and says which' );

for my $class (qw(Host Interface InterfaceInfo InterfaceItem Event Watch Report Capabilities ListModel)) {
    ok( !eval { "Berth::$class"->new; 1 }, "no $class is made by hand" );
    like( $@, qr{ host | Berth:: | iface }x, 'and it says what makes one' );
}

done_testing;
