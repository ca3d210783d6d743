# SPDX-License-Identifier: LGPL-2.1-or-later
# The conformance cases in Perl: answers what ../protocol.md asks.
use 5.036;
use open qw(:std :encoding(UTF-8));
use Berth;
use JSON::PP;

local $| = 1;
my $json = JSON::PP->new->allow_nonref;
my ( %kept, %steps );

# The language itself refused an argument.
sub refuse {
    my ($why) = @_;
    die bless { why => $why }, 'Refused';
}

sub escape {
    my ($text) = @_;
    return $text =~ s{\\}{\\\\}gxr =~ s{\n}{\\n}gxr =~ s{\t}{\\t}gxr;
}

sub unescape {
    my ($text) = @_;
    my %meant = ( n => "\n", t => "\t" );
    return $text =~ s{ \\ (.) }{ $meant{$1} // $1 }gexr;
}

sub argument {
    my ($text) = @_;
    my ( $kind, $rest ) = ( substr( $text, 0, 1 ), substr $text, 1 );
    return undef        if $kind eq 'n';    ## no critic (Subroutines::ProhibitExplicitReturnUndef)
    return $kept{$rest} if $kind eq 'v';
    return $rest + 0    if $kind eq 'i';
    return $rest        if $kind ne 'e' && $kind ne 'f';
    my @nicks = split /,/x, ( split /=/x, $rest, 3 )[2];
    return $kind eq 'f' ? \@nicks : $nicks[0];
}

sub kind_of {
    my ($object) = @_;
    return ref($object) =~ s{ \A Berth:: }{}xr;
}

sub is_object {
    my ($value) = @_;
    return ref $value && ref $value ne 'ARRAY' && ref $value ne 'HASH';
}

sub keep {
    my ( $name, @values ) = @_;
    return [ map { keep( q{-}, $_ ) } @values ] if @values > 1;
    my $value = $values[0];
    if ( is_object($value) ) {
        $kept{$name} = $value;
        if ( $value->isa('Berth::Progress') ) {
            my $seen = $steps{$name} = [];
            $value->signal_connect( changed => sub ($progress) {
                push @{$seen}, [ $progress->get_done, $progress->get_total, $progress->get_item ];
            } );
        }
        return { object => kind_of($value) };
    }
    return $value if ref $value ne 'ARRAY' || !is_object( $value->[0] );
    $kept{"$name.$_"} = $value->[$_] for 0 .. $#{$value};
    return { list => scalar @{$value}, object => kind_of( $value->[0] ) };
}

# --- Calls ---

sub cancelled_or_late {
    my ( $mode, $late_ms ) = @_;
    my $cancellable = Berth::cancellable();
    $cancellable->cancel if $mode =~ m{ cancelled \z }x;

    Glib::Timeout->add( $late_ms, sub { $cancellable->cancel; return 0 } ) if $mode =~ m{ late \z }x;
    return $cancellable;
}

sub call_async {
    my ( $owner, $method, @arguments ) = @_;
    my $loop = Glib::MainLoop->new;
    my ( $start, $finish, $result ) = ( "${method}_async", "${method}_finish" );
    $owner->$start( @arguments, sub { ( undef, $result ) = @_; $loop->quit } );
    $loop->run;
    return $owner->$finish($result);
}

sub call {
    my ( $mode, $late_ms, undef, $name, $function, $target, @arguments ) = @_;
    my ( $kind, $method ) = split /[.]/x, $function;
    my $owner  = $target eq q{-} ? "Berth::$kind" : $kept{$target};
    my @values = map { argument($_) } @arguments;
    return keep( $name, Berth->can($method)->(@values) )                                               if !$kind;
    return keep( $name, $owner->can($method)->(@values) ) if $method eq 'schema' || $kind eq 'Codeset';
    return keep( $name, call_async( $owner, $method, @values, cancelled_or_late( $mode, $late_ms ) ) ) if $mode =~ m{ \A async }x;
    push @values, cancelled_or_late( $mode, $late_ms ) if $mode ne 'plain';
    return keep( $name, $owner->$method(@values) );
}

# --- Signals and lists ---

sub listen_to {
    my ( $name, $target, $signal ) = @_;
    my $queue = $kept{$name} = [];
    $kept{$target}->signal_connect( $signal => sub { my ( undef, @arguments ) = @_; push @{$queue}, \@arguments; return } );
    return;
}

sub next_signal {
    my ( $name, $listener ) = @_;
    my $queue     = $kept{$listener};
    my $timed_out = 0;
    my $timer     = Glib::Timeout->add( 10_000, sub { $timed_out = 1; return 0 } );
    Glib::MainContext->default->iteration(1) while !@{$queue} && !$timed_out;
    refuse('no signal came within 10 seconds') if $timed_out;
    Glib::Source->remove($timer);
    my @arguments = @{ shift @{$queue} };
    return keep( $name, $arguments[0] ) if is_object( $arguments[0] );
    return [ grep { !ref } @arguments ];
}

my %COMMANDS = (
    forget => sub { %kept = %steps = (); return },
    collect => sub { return },
    call   => \&call,
    get    => sub ( $name, $target, $property ) { keep( $name, $kept{$target}->get($property) ) },
    listen => \&listen_to,
    await  => \&next_signal,
    steps  => sub ( $name, $progress )        { $steps{$progress} },
    count  => sub ( $name, $model )           { $kept{$model}->get_n_items },
    item   => sub ( $name, $model, $number )  { keep( $name, $kept{$model}->get_item($number) ) },
);

while ( defined( my $line = readline STDIN ) ) {
    chomp $line;
    my ( $word, @fields ) = map { unescape($_) } split /\t/x, $line, -1;
    my @answer;
    my $done = eval { @answer = ( 'ok', $json->encode( scalar $COMMANDS{$word}->(@fields) ) ); 1 };
    if ( !$done ) {
        my $error = $@;
        @answer =
            ref $error eq 'Refused'                         ? ( 'refused', $error->{why} )
            : ref $error && $error->isa('Berth::Error')     ? ( 'fail', $error->code, $error->message )
            : $error =~ m{ \A ( FATAL: [ ] invalid [^,\n]+ | .* too[ ]many .* ) }x
            ? ( 'refused', "Perl refuses it: $1" )
            : die $error;
    }
    say join "\t", map { escape($_) } @answer;
}
