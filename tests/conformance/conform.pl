# SPDX-License-Identifier: LGPL-2.1-or-later
# The conformance cases in Perl: conform.pl CASES DOCUMENTS ROOTS
use 5.036;
use open qw(:std :encoding(UTF-8));
use Berth;

my ( $cases, $documents, $roots ) = @ARGV;

# The document whose settings are read and changed by path.
my $BOND = 'bond0.xml';

sub read_file {
    my ($path) = @_;
    open my $in, '<', $path or die "$path: $!\n";
    local $/ = undef;
    return scalar readline $in;
}

sub read_config {
    my ($document) = @_;
    my $text = read_file("$documents/$document");
    return Berth::InterfaceConfig->new_from_json( $text, $document ) if $document =~ m{ [.]json \z }x;
    return Berth::InterfaceConfig->new_from_xml( $text, $document );
}

sub names {
    my ($list) = @_;
    my @interfaces = @{$list};
    return join q{}, map { $_->get_name . "\n" } @interfaces;
}

# Perl's enumeration values are strings, and one that is none never reaches the library.
sub refusing {
    my ($call) = @_;
    return 'made' if eval { $call->(); 1 };
    my $error = $@;
    die $error if ref $error;
    my ($said) = $error =~ m{ \A ( [^,\n]+ ) }x;
    die "SKIP Perl refuses it: $said\n";
}

# Every language makes this bond of its own setters.
sub new_bond {
    my $bond = Berth::InterfaceConfig->new( 'bond', 'bond0' );
    $bond->add_port( Berth::InterfaceConfig->new( 'ethernet', $_ ) ) for qw(eth0 eth1);
    $bond->set_start_mode('onboot');
    $bond->set_bond_mode('active-backup');
    $bond->set_bond_primary('eth1');
    $bond->set_miimon(100);
    $bond->set_updelay(200);
    $bond->set_downdelay(0);
    $bond->set_use_carrier(1);
    $bond->set_dhcp( 'ipv4', 1 );
    $bond->set_peerdns( 'ipv4', 0 );
    $bond->set_autoconf(1);
    $bond->add_dns_server('192.0.2.53');
    $bond->add_dns_server('2001:db8::53');
    $bond->add_dns_search('example.com');
    return $bond->to_xml;
}

sub change_setting {
    my ( $verb, @words ) = @_;
    my $config = read_config($BOND);
    $config->$verb(@words);
    return $config->to_xml;
}

# Each call: how to open the host, and the argument; what it returns is the result.
my %CALLS = (
    'open'      => sub ( $host, $driver )   { $host->($driver) },
    'list'      => sub ( $host, $driver )   { names( $host->($driver)->list_interfaces ) },
    'show-xml'  => sub ( $host, $name )     { $host->()->lookup_interface($name)->get_config->to_xml },
    'show-json' => sub ( $host, $name )     { $host->()->lookup_interface($name)->get_config->to_json },
    'define'    => sub ( $host, $document ) { $host->()->define_interface( read_config($document) ) },
    'create'    => sub ( $host, $document ) { $host->()->define_interface( read_config($document), 'create-only' ) },
    'update'    => sub ( $host, $document ) { $host->()->define_interface( read_config($document), 'update-only' ) },
    'undefine'  => sub ( $host, $name )     { $host->()->lookup_interface($name)->undefine },
    'up'        => sub ( $host, $name )     { $host->()->lookup_interface($name)->up },
    'down'      => sub ( $host, $name )     { $host->()->lookup_interface($name)->down },
    'new-type'  => sub ( $host, $number ) {
        refusing( sub { Berth::InterfaceConfig->new( $number, 'eth0' ) } );
    },
    'new-bond'  => sub ( $host, $argument ) { new_bond() },
    'bond-mode' => sub ( $host, $number ) {
        my $bond = Berth::InterfaceConfig->new( 'bond', 'bond0' );
        refusing( sub { $bond->set_bond_mode($number) } );
    },
    'list-settings' => sub ( $host, $document ) { join q{}, map { "$_\n" } @{ read_config($document)->list_settings } },
    'get-setting'   => sub ( $host, $path )     { read_config($BOND)->get_setting($path) . "\n" },
    'set-setting'   => sub ( $host, $words )    { change_setting( 'set_setting', split /=/x, $words ) },
    'unset-setting' => sub ( $host, $path )     { change_setting( 'unset_setting', $path ) },
);

# What is wrong, or nothing; dies with what is no error of the library.
sub check {
    my ( $root, $call, $argument, $code, $part ) = @_;
    my $host = sub ( $driver = undef ) { Berth::Host->open( root => "$roots/$root", driver => $driver ) };
    my ( $got, $text ) = ('OK');
    if ( !eval { $text = $CALLS{$call}->( $host, $argument eq q{-} ? undef : $argument ); 1 } ) {
        my $error = $@;
        die $error if !( ref $error && $error->isa('Berth::Error') );
        ( $got, $text ) = ( $error->code, $error->message );
    }
    my $right = $got eq $code && ( $got eq 'OK' ? $text eq read_file("$documents/$part") : $text =~ m{\Q$part\E}x );
    return $right ? q{} : "expected $code: $part\ngot $got: $text";
}

my ( undef, @rows ) = grep { !m{ \A (?: \# | \z ) }x } split /\n/x, read_file($cases);
my ( $number, $failures ) = ( 0, 0 );
for my $row (@rows) {
    my ( $name, @case ) = split /\t/x, $row;
    $number++;
    my $wrong = eval { check(@case) } // $@;
    if ( $wrong =~ m{ \A SKIP [ ] .* }x ) {
        print "ok $number - $name # $wrong";
        next;
    }
    $failures++ if $wrong;
    say $wrong ? 'not ok' : 'ok', " $number - $name";
    say "# $_" for split /\n/x, $wrong;
}
say "1..$number";
exit( $failures ? 1 : 0 );
