#!/usr/bin/perl
# SPDX-License-Identifier: LGPL-2.1-or-later
# The loops of tests/bench/bindings in Perl: loops.pl FAKE.JSON REPEATS
use 5.036;
use Time::HiRes qw(clock_gettime CLOCK_MONOTONIC);
use Berth;

my ( $calls, $passes ) = ( 50_000, 3 );

sub say_figure {
    my ( $name, $start, $count ) = @_;
    say "$name ", ( clock_gettime(CLOCK_MONOTONIC) - $start ) / $count * 1e9;
    return;
}

# The loops stand side by side: a call of a call would be measured with it.
sub calls {
    my ($host) = @_;
    my ( $iface, $info ) = ( $host->get_interface('e1'), $host->list_interfaces_info->[0] );
    my $cancellable = Berth::cancellable();
    my $action      = Glib::IO::SimpleAction->new( 'e1', undef );

    my $start = clock_gettime(CLOCK_MONOTONIC);
    $iface->get_name for 1 .. $calls;
    say_figure( 'own text', $start, $calls );
    $start = clock_gettime(CLOCK_MONOTONIC);
    $action->get_name for 1 .. $calls;
    say_figure( 'peer text', $start, $calls );
    $start = clock_gettime(CLOCK_MONOTONIC);
    $info->is_active for 1 .. $calls;
    say_figure( 'own truth', $start, $calls );
    $start = clock_gettime(CLOCK_MONOTONIC);
    $cancellable->is_cancelled for 1 .. $calls;
    say_figure( 'peer truth', $start, $calls );
    return;
}

sub listing {
    my ($host) = @_;
    my $start = clock_gettime(CLOCK_MONOTONIC);
    for ( 1 .. $passes ) {
        for my $info ( @{ $host->list_interfaces_info } ) {
            $info->get_name;
            $info->is_active;
            $info->get_interface_type;
        }
    }
    say_figure( 'list', $start, $passes );
    return;
}

my ( $file, $repeats ) = @ARGV;
my $opened = Berth::Host->open("fake:$file");
for ( 1 .. $repeats ) {
    calls($opened);
    listing($opened);
}
