# SPDX-License-Identifier: LGPL-2.1-or-later
# Key codes, and keys sent to a host in memory, as a test suite that drives guests has them.
use 5.036;
use Berth;
use Test::More;
use utf8;

is( Berth::keycode_translate( 'linux', 'usb', 30 ), 4, 'a code' );
is( Berth::keycode_from_name( 'linux', 'KEY_A' ),   30, 'a name' );
is( Berth::keycode_get_name( 'html', 30 ), 'KeyA', 'the name of a code' );
is( Berth::Codeset::from_name('xt_kbd'),   'xt-kbd', 'a set by its name' );
is( Berth::Codeset::get_name('xt_kbd'),    'xt_kbd', 'a set may be written as in C' );
is( Berth::Codeset::from_display( 'x11', 'evdev+aliases(qwertz)', undef ), 'xorg-evdev', 'the set of a display' );

my $line = __LINE__ + 1;
ok( !eval { Berth::keycode_from_name( 'linux', 'KEY_ESX' ); 1 }, 'a name that is none fails' );
my $error = $@;
isa_ok( $error, 'Berth::Error' );
is( $error->code, 'NOT_FOUND' );
like( $error->message, qr{KEY_ESC}x, 'with names that are like it' );
like( "$error", qr{ \Q${\ __FILE__ }\E [ ] line [ ] $line [.] }x, 'at the line of the program' );

my $list = Berth::KeycodeList->new_alternatives( 'win32', 'linux', 226 );
is_deeply( [ map { $list->get_name($_) } 0 .. $list->get_count - 1 ], [qw(KEY_102ND KEY_RO)], 'all that a code may mean' );

my $host = Berth::FakeHost->new;
my $keys = Berth::KeySequence->new;
$keys->add_chord( 'linux', 'KEY_LEFTCTRL KEY_C' );
$keys->add_text( 'ß', Berth::KeyLayout->new('de') );
my $target = $host->open_key_target('qmp:/run/demo.qmp');
ok( $target->send($keys), 'keys are sent' );
is_deeply( $host->list_keys, $keys->list_events, 'and recorded' );
$host->fail_next( 'key_target_event', 'io' );
ok( !eval { $target->send($keys); 1 }, 'a target that goes away' );
is( $@->code, 'UNDELIVERED' );
like( $@->message, qr{after[ ]0[ ]of[ ]6}x, 'says how far it came' );
$target->close;
ok( !eval { $target->press( 'linux', 30 ); 1 }, 'one that is closed takes no key' );
ok( !eval { Berth::KeyTarget->new; 1 }, 'a target is opened, not made' );

done_testing;
