#!/usr/bin/perl
# SPDX-License-Identifier: LGPL-2.1-or-later
# interfaces [ROOT]: print every network interface, and its configuration where it has one.
use 5.036;
use open qw(:std :encoding(UTF-8));
use Berth;

my $host = Berth::Host->open( root => $ARGV[0] );

for my $iface ( @{ $host->list_interfaces } ) {
    say $iface->get_name;
    my $config = eval { $iface->get_config };
    if ( my $error = $@ ) {
        die $error if !( ref $error && $error->code eq 'NOT_FOUND' );
        next;
    }
    print $config->to_xml;
}
