#!/usr/bin/perl
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# A test of a host, as one would keep it beside the host's configuration: prove examples/host.t :: [URI]

use 5.036;
use Test::More;
use Berth;

my ($uri) = @ARGV;
my $host = Berth::Host->open($uri);
my @interfaces = @{ $host->list_interfaces(['defined']) };

ok(@interfaces > 0, 'the host defines interfaces');
for my $iface (@interfaces) {
    subtest $iface->get_name => sub {
        my $config = eval { $iface->get_config };
        ok($config, 'its definition can be read') or return diag($@);
        my $info = $iface->get_info;
        ok($info->is_active, 'it is up') if $config->get_start_mode eq 'onboot';
        my $xml = $config->to_xml;
        ok(Berth::InterfaceConfig->new_from_xml($xml)->equal($config), 'its XML says all of it');
    };
}

done_testing;
