# SPDX-License-Identifier: LGPL-2.1-or-later
# The conformance cases in Perl: conform.pl CASES DOCUMENTS ROOTS
use 5.036;
use open qw(:std :encoding(UTF-8));
use Berth;

my ( $cases, $documents, $roots ) = @ARGV;

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
sub make_config {
    my ($type) = @_;
    return 'made' if eval { Berth::InterfaceConfig->new( $type, 'eth0' ) };
    my $error = $@;
    die $error if ref $error;
    my ($said) = $error =~ m{ \A ( [^,\n]+ ) }x;
    die "SKIP Perl refuses it: $said\n";
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
    'new-type'  => sub ( $host, $number )   { make_config($number) },
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
