# SPDX-License-Identifier: LGPL-2.1-or-later
# Events, and the host in memory.
use 5.036;
use Berth;
use Glib;
use Test::More;
use Time::HiRes qw(time);

my $host = Berth::FakeHost->new;

sub make_link {
    my ( $name, $mtu ) = @_;
    my $config = Berth::InterfaceConfig->new( 'ethernet', $name );
    $config->set_mtu($mtu);
    return $config;
}

sub describe {
    my ($event) = @_;
    my $info = $event->get_info;
    return join q{ }, $event->get_number, $event->get_event_type, $info ? $info->get_name : ();
}

sub fails {
    my ( $code, $what, $call ) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    ok( !eval { $call->(); 1 }, "$what fails" );
    return is( $@->code, $code, "$what: code" );
}

# Runs a main loop until the condition holds.
sub run_until {
    my ($condition) = @_;
    my $loop = Glib::MainLoop->new;
    my $end  = time + 10;
    Glib::Timeout->add( 5, sub { return 1 if !$condition->() && time < $end; $loop->quit; return 0 } );
    $loop->run;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    return ok( $condition->(), 'it happens' );
}

# The host in memory
{
    is_deeply( [ map { $_->get_name } @{ $host->list_interfaces } ], [qw(lo eth0 eth1)], 'interfaces' );
    isa_ok( Berth::Host->open('fake:///'), 'Berth::FakeHost' );
    my $iface = $host->lookup_interface('eth0');
    $host->fail_next( 'interface_up', 'not-applied' );
    fails( 'NOT_APPLIED', 'a call that was told to', sub { $iface->up } );
    $host->fail_next( undef, 'io' );
    fails( 'IO',        'whichever is next',  sub { $iface->get_info } );
    fails( 'NOT_FOUND', 'an unknown link',    sub { $host->remove_link('eth9') } );
    fails( 'NOT_FOUND', 'a file there is not', sub { Berth::FakeHost->new('/nowhere/at-all.json') } );
    fails( 'INVALID',   'time that goes back', sub { $host->advance(-1) } );
    my $started = time;
    $host->set_delay( 'interface_get_info', 100 );
    $iface->get_info;
    cmp_ok( time - $started, '>=', 0.1, 'a delay' );
}

# Events, one after the other
{
    my $watch = $host->watch;
    is( $watch->next, undef, 'nothing yet' );
    $host->set_link( make_link( 'eth2', 1400 ), 1 );
    is( describe( $watch->next ), '1 added eth2', 'added' );
    $host->lose_events;
    is( describe( $watch->wait ), '2 resync', 'lost' );
    fails( 'TIMEOUT', 'waiting for nothing', sub { $watch->wait(10) } );
    $watch->close;
    ok( $watch->is_closed, 'closed' );
    fails( 'CANCELLED', 'waiting on a closed watch', sub { $watch->wait } );
}

# As a signal
{
    my @seen;
    my $watch = $host->watch;
    $watch->signal_connect( event => sub { my ( undef, $event ) = @_; push @seen, describe($event); return } );
    $host->set_link( make_link( 'eth3', 1400 ), 1 );
    $host->remove_link('eth2');
    run_until( sub { @seen == 2 } );
    is_deeply( \@seen, [ '1 removed eth2', '2 added eth3' ], 'in order' );
}

# Without blocking, and cancelled
{
    my ( $made, $waited );
    $host->watch_async( sub { my ( undef, $result ) = @_; $made = $host->watch_finish($result); return } );
    run_until( sub { $made } );
    $made->wait_async( sub { my ( undef, $result ) = @_; $waited = $made->wait_finish($result); return } );
    $host->remove_link('eth3');
    run_until( sub { $waited } );
    is( describe($waited), '1 removed eth3', 'waited for' );

    my $cancellable = Berth::cancellable();
    my $ended;
    $made->wait_async( -1, $cancellable, sub { my ( undef, $result ) = @_; $ended = $result; return } );
    $cancellable->cancel;
    run_until( sub { $ended } );
    fails( 'CANCELLED', 'a cancelled wait',  sub { $made->wait_finish($ended) } );
    fails( 'CANCELLED', 'a cancelled watch', sub { $host->watch( 'interfaces', $cancellable ) } );
    fails( 'CANCELLED', 'a cancelled list',  sub { $host->list_model( 'all', $cancellable ) } );
}

# The list that follows
{
    my ( $model, $ticks ) = ( undef, 0 );
    $host->set_delay( undef, 200 );
    $host->list_model_async( sub { my ( undef, $result ) = @_; $model = $host->list_model_finish($result); return } );
    run_until( sub { $ticks++; return $model } );
    cmp_ok( $ticks, '>', 15, 'the loop goes on' );
    is( $model->get_n_items, 3, 'three items' );
    my $eth0 = $model->get_item(1);
    is( $eth0->get_name, 'eth0', 'the second' );
    my ( @changes, $told );
    $model->signal_connect(
        'items-changed' => sub { my ( undef, @change ) = @_; push @changes, [ @change[ 0 .. 2 ] ]; return } );
    $eth0->signal_connect( 'notify::info' => sub { $told = $eth0->get_info->is_active; return } );
    $host->set_link( make_link( 'eth0', 1400 ), 1 );
    $host->remove_link('eth1');
    run_until( sub { $told && @changes } );
    is_deeply( \@changes, [ [ 2, 1, 0 ] ], 'one is gone' );
    is( $model->get_item(1), $eth0, 'the other is the same' );
}

done_testing;
