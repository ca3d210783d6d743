# SPDX-License-Identifier: LGPL-2.1-or-later
package Berth;

use 5.036;
use Carp qw(croak);
use Glib::Object::Introspection;
use Symbol qw(qualify_to_ref);

our $VERSION = '0.001000';

# What a caller may leave out: after how many arguments, and what is meant then.
my %OPTIONAL = (
    'Host::get_capabilities'             => [ 0, undef ],
    'Host::check_interfaces'             => [ 0, undef ],
    'Host::list_interfaces'              => [ 0, 'all', undef ],
    'Host::list_interfaces_info'         => [ 0, 'all', undef ],
    'Host::lookup_interface'             => [ 1, undef ],
    'Host::lookup_interface_by_mac'      => [ 1, undef ],
    'Host::define_interface'             => [ 1, 'default', undef ],
    'Host::watch'                        => [ 0, 'interfaces', undef ],
    'Host::list_model'                   => [ 0, 'all', undef ],
    'FakeHost::new'                      => [ 0, undef ],
    'Interface::get_config'              => [ 0, undef ],
    'Interface::get_info'                => [ 0, undef ],
    'Interface::check'                   => [ 0, undef ],
    'Interface::up'                      => [ 0, -1, undef, undef ],
    'Interface::down'                    => [ 0, -1, undef, undef ],
    'Interface::undefine'                => [ 0, 'default', undef ],
    'Watch::look'                        => [ 0, -1, undef ],
    'Watch::wait'                        => [ 0, -1, undef ],
    'Host::open_key_target'              => [ 1, undef, -1, undef ],
    'FakeHost::list_keys'                => [ 0, undef ],
    'KeyLayout::new'                     => [ 0, undef, undef, undef ],
    'KeySequence::new_from_text'         => [ 1, undef ],
    'KeySequence::add_chord'             => [ 2, -1 ],
    'KeySequence::add_text'              => [ 1, undef ],
    'KeyTarget::send'                    => [ 1, -1, undef, undef ],
    'KeyTarget::press'                   => [ 2, -1, undef ],
    'KeyTarget::release'                 => [ 2, -1, undef ],
    'KeyTarget::close'                   => [ 0, 'default', undef ],
    'InterfaceConfig::new_from_xml'      => [ 1, undef ],
    'InterfaceConfig::new_from_json'     => [ 1, undef ],
    'InterfaceConfig::set_mac'           => [ 0, undef ],
    'InterfaceConfig::set_gateway'       => [ 1, undef ],
    'InterfaceConfig::set_bond_primary'  => [ 0, undef ],
);

# What makes an object of each class that has no constructor; one by Glib's own would stand for nothing.
my %MADE_BY = (
    Host          => 'Berth::Host->open opens a host',
    Capabilities  => '$host->get_capabilities finds out what works',
    Event         => 'a Berth::Watch gives out its events',
    Interface     => 'a Berth::Host gives out its interfaces',
    InterfaceInfo => '$iface->get_info takes a snapshot',
    InterfaceItem => 'a Berth::ListModel has its items',
    KeyTarget     => '$host->open_key_target opens a target',
    KeycodeList   => 'Berth::Codeset::list_codes lists codes',
    ListModel     => '$host->list_model makes a model',
    Report        => '$host->check_interfaces makes a report',
    Watch         => '$host->watch makes a watch',
);

# A name that begins with a digit is none to the introspection module: what it calls the mode, and the kernel's word.
my ( $LACP_NICK, $LACP_WORD ) = ( 'ieee-802-3ad', '802.3ad' );

sub _fill {
    my ( $optional, @args ) = @_;
    my ( $required, @defaults ) = @{$optional};
    my $given = @args - $required;
    return @args if $given < 0 || $given >= @defaults;
    return @args, @defaults[ $given .. $#defaults ];
}

sub _call {
    my ( $raw, @args ) = @_;
    my $wants = wantarray;
    my @result;
    my $done = eval {
        @result = $wants ? $raw->(@args) : scalar $raw->(@args);
        1;
    };
    return $wants ? @result : $result[0] if $done;
    return _blame( $@, caller 1 );
}

# An error comes with a line of this module or the introspection module, which says nothing: it gets that of
# the call.
sub _blame {
    my ( $error, undef, $file, $line ) = @_;
    if ( ref $error ) {
        $error->{location} = " at $file line $line.\n";
    }
    else {
        $error =~ s{ [ ]at[ ] \S+ (?: Introspection | Berth ) [.]pm [ ]line[ ] \d+ [.]\n \z }{ at $file line $line.\n}x;
    }
    die $error;    ## no critic (ErrorHandling::RequireCarping)
}

# The introspection module warns of arguments that are too many, and drops them: here it is an error, as too few are.
# Other warnings, such as those of a callback, go where they would have gone.
sub _too_many_are_fatal {
    my ($outer) = @_;
    return sub {
        my ($warning) = @_;
        if ( $warning =~ m{ \A [*]{3} [ ] ( Berth:: \S+ [ ]passed[ ]too[ ]many[ ]parameters[ ] [(] [^)]* [)] ) ; }x ) {
            die $1;    ## no critic (ErrorHandling::RequireCarping)
        }
        return if $outer eq 'IGNORE';
        return warn $warning if !ref $outer && ( !$outer || $outer eq 'DEFAULT' );
        return $outer->($warning) if ref $outer;
        return \&{ qualify_to_ref( $outer, 'main' ) }->($warning);
    };
}

# The same function, which dies of too many arguments. Watching for the warning takes its time, so that is done only for
# more arguments than it was seen to take, of which $$taken keeps count.
sub _strict {
    my ( $raw, $taken ) = @_;
    ${$taken} = -1;
    return sub {
        return $raw->(@_) if @_ <= ${$taken};
        local $SIG{__WARN__} = _too_many_are_fatal( $SIG{__WARN__} // 'DEFAULT' );
        my @result = wantarray ? $raw->(@_) : scalar $raw->(@_);
        ${$taken} = @_;
        return wantarray ? @result : $result[0];
    };
}

# What _call() does, for a method that needs no more than that: without the calls in between, which take a third of
# the time of a call that only tells something.
sub _direct {
    my ( $class, $name ) = @_;
    my $taken;
    my $strict = _strict( sub { return Glib::Object::Introspection->invoke( 'Berth', $class, $name, @_ ) }, \$taken );
    return sub {
        return _call( $strict, @_ ) if @_ > $taken;
        my $result;
        if ( !wantarray ) {
            eval { $result = Glib::Object::Introspection->invoke( 'Berth', $class, $name, @_ ); 1 }
                or _blame( $@, caller );
            return $result;
        }
        my @result;
        eval { @result = Glib::Object::Introspection->invoke( 'Berth', $class, $name, @_ ); 1 }
            or _blame( $@, caller );
        return @result;
    };
}

# Arguments that came before the callback are filled up, those after it are the callback's own.
sub _fill_async {
    my ( $optional, @args ) = @_;
    my ($callback) = grep { ref $args[$_] eq 'CODE' } 0 .. $#args;
    return _fill( $optional, @args ) if !defined $callback;
    return _fill( $optional, @args[ 0 .. $callback - 1 ] ), @args[ $callback .. $#args ];
}

sub _wrap {
    my ( $class, $name, $raw ) = @_;
    my ($verb) = $name =~ m{ \A (\w+?) (?:_async)? \z }x;
    my $optional = $OPTIONAL{"${class}::$verb"};
    return _direct( $class, $name )
        if !$optional && $name !~ m{ \A (?: list_ | [gs]et_bond_mode \z ) }x;

    $raw = _strict( $raw, \my $taken );

    # To the introspection module a list without elements is no list at all.
    if ( $name =~ m{ \A list_interfaces \w* \z }x && $name eq $verb ) {
        my $list = $raw;
        $raw = sub { return $list->(@_) // [] };
    }
    # The list is one of Gio's, whose interface has to be there when Perl sees the first such object.
    if ( $name eq 'list_model' || $name eq 'list_model_finish' ) {
        my $make = $raw;
        $raw = sub { _load_gio(); return $make->(@_) };
    }
    if ( $name eq 'set_bond_mode' ) {
        my $set = $raw;
        $raw = sub { return $set->( map { defined && $_ eq $LACP_WORD ? $LACP_NICK : $_ } @_ ) };
    }
    if ( $name eq 'get_bond_mode' ) {
        my $get = $raw;
        $raw = sub { return $get->(@_) =~ s{ \A \Q$LACP_NICK\E \z }{$LACP_WORD}xr };
    }
    return sub { return _call( $raw, @_ ) }
        if !$optional;
    return sub {
        my ( $self, @args ) = @_;
        _load_gio();
        return _call( $raw, $self, _fill_async( $optional, @args ) );
        }
        if $name ne $verb;
    return sub {
        my ( $self, @args ) = @_;
        return _call( $raw, $self, _fill( $optional, @args ) );
    };
}

# Gio's classes take longer to set up than Berth's, and most programs need none of them. The package is
# the one that other modules use for Gio: it must not be set up under two names.
sub _load_gio {
    Glib::Object::Introspection->setup( basename => 'Gio', version => '2.0', package => 'Glib::IO' );
    return;
}

sub cancellable {
    croak('Berth::cancellable takes no arguments') if @_;
    _load_gio();
    return Glib::IO::Cancellable->new;
}

sub _setup {
    Glib::Object::Introspection->setup( basename => 'Berth', version => '1.0', package => 'Berth' );
    no warnings 'redefine';
    for my $class (
        qw(Capabilities Codeset Host HostOptions FakeHost Interface InterfaceConfig InterfaceInfo InterfaceItem Event KeyLayout KeySequence
        KeyTarget KeycodeList Progress Report Watch)
        )
    {
        my $package = *{ qualify_to_ref("Berth::${class}::") }{HASH};
        for my $name ( keys %{$package} ) {
            my $raw = "Berth::$class"->can($name);
            next if !$raw || $name !~ m{ \A [[:lower:]] }x;
            *{ qualify_to_ref( $name, "Berth::$class" ) } = _wrap( $class, $name, $raw );
        }
    }
    for my $name (
        qw(keycode_translate keycode_from_name keycode_from_text keycode_get_name codeset_from_display
        codeset_from_name codeset_get_description codeset_get_name codeset_list_codes error_quark version)
        )
    {
        *{ qualify_to_ref( $name, 'Berth' ) } = _direct( undef, $name );
    }
    for my $class ( keys %MADE_BY ) {
        *{ qualify_to_ref( 'new', "Berth::$class" ) } = sub { croak( $MADE_BY{$class} ) };
    }
    _setup_open();
    return;
}

sub _options {
    my ( $root, $driver ) = @_;
    my $options = Berth::HostOptions->new;
    $options->set_root($root);
    $options->set_driver($driver);
    return $options;
}

# open(), open($uri), open($uri, $options) and open(uri => ..., root => ..., driver => ...)
sub _open_arguments {
    my (@args) = @_;
    if ( @args > 1 && defined $args[0] && $args[0] =~ m{ \A (?: uri | root | driver ) \z }x ) {
        my %named = @args;
        my ( $uri, $root, $driver ) = delete @named{qw(uri root driver)};
        if ( my ($unknown) = sort keys %named ) {
            die "Berth::Host->open has no argument '$unknown', only uri, root and driver";
        }
        return $uri, _options( $root, $driver );
    }
    return _fill( [ 0, undef, undef ], @args );
}

sub _setup_open {
    my ( $open, $open_async ) = ( \&Berth::Host::open, \&Berth::Host::open_async );
    no warnings 'redefine';
    *Berth::Host::open = sub {
        my ( $class, @args ) = @_;
        return _call( $open, $class, _open_arguments(@args) );
    };
    *Berth::Host::open_async = sub {
        my ( $class, @args ) = @_;
        _load_gio();
        my ($callback) = grep { ref $args[$_] eq 'CODE' } 0 .. $#args;
        return _call( $open_async, @args ) if !defined $callback;
        my @before = @args[ 0 .. $callback - 1 ];
        my $cancellable = @before && ref $before[-1] && $before[-1]->isa('Glib::IO::Cancellable') ? pop @before : undef;
        return _call( $open_async, _open_arguments(@before), $cancellable, @args[ $callback .. $#args ] );
    };
    return;
}

_setup();

package Berth::Error;

use overload
    q{""}    => sub { my ($self) = @_; return $self->message . $self->location },
    fallback => 1;

sub code {
    my ($self) = @_;
    return uc( $self->value =~ tr/-/_/r );
}

1;

__END__

=encoding utf8

=head1 NAME

Berth - manage a virtualization host: network interfaces, key codes

=head1 SYNOPSIS

    use Berth;

    my $host = Berth::Host->open;
    say $_->get_name for @{ $host->list_interfaces };

    my $bridge = Berth::InterfaceConfig->new( 'bridge', 'br0' );
    $bridge->add_port( Berth::InterfaceConfig->new( 'ethernet', 'eth0' ) );
    $bridge->set_dhcp( 'ipv4', 1 );
    my $iface = $host->define_interface( $bridge, 'create-only' );

=head1 DESCRIPTION

Berth reads and writes the configuration of a host's network interfaces, brings them up and down, and
reads what the kernel says of them. This module is the library's GObject layer, made available by
L<Glib::Object::Introspection>; method names are the same in every language. It adds what Perl programs
expect: arguments that may be left out, and exceptions that say which line failed. An argument too many is such an
exception too.

Enumerations and flags are strings, their names in lower case: C<'bridge'>, C<'onboot'>, C<'802.3ad'>,
C<'ipv4'>, C<'create-only'>. Several flags are a reference to an array: C<< [ 'defined', 'active' ] >>. A name that
is none is refused.

A list is a reference to an array. What has several results returns a list:

    my ( $tag, $device ) = $config->get_vlan;

=head1 CLASSES

=head2 Berth::Host

=over

=item Berth::Host->open

=item Berth::Host->open( $uri, $options )

=item Berth::Host->open( uri => $uri, root => $folder, driver => $name )

Opens a host. Every argument may be left out: the host is then the running system. With C<root> it is the
one whose files are under that folder, offline. C<$options> is a C<Berth::HostOptions>.

=item $host->get_uri, $host->get_root, $host->get_driver

=item $host->list_interfaces( $filter, $cancellable )

=item $host->list_interfaces_info( $filter, $cancellable )

Handles, or snapshots, of the interfaces. C<$filter> is C<'all'> unless given, or some of C<'active'>,
C<'inactive'>, C<'defined'>.

=item $host->get_interface($name)

=item $host->lookup_interface( $name, $cancellable )

=item $host->lookup_interface_by_mac( $mac, $cancellable )

=item $host->define_interface( $config, $flags, $cancellable )

Writes a configuration into the host's files, and returns the interface. C<$flags> is C<'default'> unless
given, or C<'create-only'>, C<'update-only'>, C<'adopt'>, which takes over the addresses of the ports.

=back

=over

=item $host->watch( $mask, $cancellable )

A C<Berth::Watch>: what happens on the host from now on. C<$mask> is C<'interfaces'> unless given.

=item $host->list_model( $filter, $cancellable )

A C<Berth::ListModel>: the interfaces as a list that follows them.

=item $host->check_interfaces($cancellable)

A C<Berth::Report>: what of the files is not true on the running system, what they say in vain, and what was not
checked.

=item $host->get_capabilities($cancellable)

A C<Berth::Capabilities>: what works on this host, and why something does not.

=item $host->signal_connect( log => sub { my ( $host, $level, $message ) = @_; ... } )

What the library says it does, a line at a time.

=back

=head2 Berth::FakeHost

A C<Berth::Host> in memory, for the tests of programs.

=over

=item Berth::FakeHost->new

=item Berth::FakeHost->new($file)

Opens a small one, or the one that a JSON document describes. C<< Berth::Host->open >> does so for C<'fake:///'> and
C<"fake:$file">.

=item $host->fail_next( $call, $code )

Makes the next such call fail with that code, once: C<< $host->fail_next( 'interface_up', 'io' ) >>. With C<undef> in
place of a call it is whichever is next.

=item $host->set_delay( $call, $delay_ms ), $host->advance($duration_ms)

Makes calls take their time; lets time pass on the host.

=item $host->set_link( $config, $up ), $host->remove_link($name)

Makes, changes or removes a link as another program would do it.

=item $host->lose_events

Makes every watch miss what happened.

=item $host->list_keys($uri)

What was sent to a key target, or to all of them: C<'press KEY_A'>, C<'wait 20'>, C<'release KEY_A'>.

=back

=head2 Key codes

C<Berth::keycode_translate( $source, $target, $code )>, C<Berth::keycode_from_name( $set, $name )>,
C<Berth::keycode_from_text( $set, $text )> and C<Berth::keycode_get_name( $set, $code )> translate; sets are C<'linux'>,
C<'usb'>, C<'xt-kbd'> and so on. C<Berth::Codeset::get_name($set)>, C<get_description($set)>, C<from_name($name)>,
C<from_display( $type, $xkb_keycodes, $server )> and C<list_codes($set)> tell of the sets. The last returns a
C<Berth::KeycodeList>, and so does C<< Berth::KeycodeList->new_alternatives( $source, $target, $code ) >>; it has
C<get_count>, C<get_code($number)>, C<get_name($number)> and C<get_aliases($number)>.

=head2 Berth::KeySequence, Berth::KeyLayout, Berth::KeyTarget

    my $keys = Berth::KeySequence->new;
    $keys->add_chord( 'linux', 'KEY_LEFTCTRL KEY_C' );
    $keys->add_text( "halt\n", Berth::KeyLayout->new('de') );
    my $target = $host->open_key_target('qmp:/run/demo.qmp');
    $target->send($keys);
    $target->close;

A sequence also has C<new_from_text( $text, $source )>, C<add_press>, C<add_release>, C<add_wait>, C<set_rate>, C<copy>,
C<get_count> and C<list_events>; a layout C<get_name> and C<check($text)>; a target C<get_uri>, C<keeps_pressed>,
C<can_deliver( $set, $code )>, C<check($keys)>, C<press( $set, $code )>, C<release( $set, $code )>. Arguments that may be left
out: of C<open_key_target> a password, a time limit in milliseconds and a cancellable; of C<send> the time limit, a
progress and a cancellable; of C<press> and C<release> the time limit and a cancellable; of C<close> flags
(C<'leave-pressed'>) and a cancellable.

=head2 Berth::Watch

With a L<Glib::MainLoop>, its signal C<event> tells what happens, and C<failed> that the host could not be looked at:

    my $watch = $host->watch;
    $watch->signal_connect( event => sub {
        my ( $watch, $event ) = @_;
        my $info = $event->get_info;
        say $event->get_event_type, ' ', $info ? $info->get_name : q{};
    } );

Without one, C<next> returns the next event, or C<undef> when there is none now, and
C<wait( $timeout_ms, $cancellable )> waits for one. C<close> ends the watch at once, and so does letting it go;
C<is_closed> tells whether it was. For an event loop of another kind, C<get_fd> is a descriptor to poll, and
C<look( $timeout_ms, $cancellable )> tells whether C<next> has something.

=head2 Berth::Event

C<get_event_type> (C<'added'>, C<'removed'>, C<'changed'>, or C<'resync'> when events were lost), C<get_number>,
C<get_info>, which is C<undef> for C<'resync'>.

=head2 Berth::ListModel

A C<Glib::IO::ListModel> of C<Berth::InterfaceItem>: C<get_n_items>, C<get_item($position)>, the signal
C<items-changed>. Items have C<get_name>, C<get_interface> and C<get_info>, and the signal C<notify::info>.

=head2 Berth::Interface

C<get_name>, C<get_host>, C<get_config>, C<get_info>, C<check>, C<up>, C<down>, C<undefine>. C<up> and C<down> take
C<( $timeout_ms, $progress, $cancellable )>, C<undefine> C<( $flags, $cancellable )>, the others C<( $cancellable )>; all
may be left out. C<$flags> is C<'default'> unless given, or C<'force'>. C<Berth::Interface::schema()> is the grammar of the XML documents, in RELAX NG.

=head2 Berth::InterfaceConfig

C<< Berth::InterfaceConfig->new( $type, $name ) >>, C<< ->new_from_xml( $xml, $source ) >> and
C<< ->new_from_json( $json, $source ) >> make one; C<to_xml>, C<to_json>, C<copy>, C<equal>. Settings:

=over

=item of every interface

C<get_interface_type>, C<get_name>, C<get_start_mode>, C<set_start_mode>, C<get_mac>, C<set_mac>, C<get_mtu>,
C<set_mtu>, C<unset_mtu>

=item of its addresses

C<get_dhcp>, C<set_dhcp>, C<get_peerdns>, C<set_peerdns>, C<get_addresses>, C<add_address>, C<clear_addresses>,
C<get_gateway>, C<set_gateway>, each with C<'ipv4'> or C<'ipv6'> before anything else; C<get_autoconf>,
C<set_autoconf>

=item of its DNS

C<get_dns_servers>, C<add_dns_server>, C<get_dns_search>, C<add_dns_search>, C<clear_dns>

=item of a bridge or bond

C<get_ports>, C<get_port>, C<add_port>, C<remove_port>

=item of a bridge

C<get_stp>, C<set_stp>, C<get_delay>, C<set_delay>

=item of a bond

C<get_bond_mode>, C<set_bond_mode>, C<get_bond_primary>, C<set_bond_primary>, C<get_miimon>, C<set_miimon>,
C<get_updelay>, C<set_updelay>, C<get_downdelay>, C<set_downdelay>, C<get_use_carrier>, C<set_use_carrier>,
C<get_arp_interval>, C<set_arp_interval>, C<get_arp_targets>, C<add_arp_target>

=item of a vlan

C<get_vlan>, C<set_vlan>

=back

Times are in milliseconds. Every setting has a path too, its place in the JSON document:

    $config->set_setting( 'ipv4.addresses[0].prefix', 24 );
    say "$_ is ", $config->get_setting($_) for @{ $config->list_settings };
    $config->unset_setting('mtu');
    my ( $file, $line ) = $config->get_origin('ipv4.gateway');

A setting that has no value fails with NOT_SET.

C<adopt_revision($other)> makes a configuration count as read when C<$other> was, to define it over what somebody
changed since.

=head2 Berth::Report

What C<check> or C<check_interfaces> found: C<is_ok>, C<get_checked> (how many were), C<get_count>, and of each finding
by its number C<get_code>, C<get_name>, C<get_setting>, C<get_text>, C<get_file>, C<get_line>, and C<is_note> for what is
told without counting for the verdict; C<to_json>.

=head2 Berth::Capabilities

C<get_count>, and by number C<get_name> and C<get_reason>, which is C<undef> for what works; C<check($name)> dies with
the reason. C<to_json>.

=head2 Berth::Progress

    my $progress = Berth::Progress->new;
    $progress->signal_connect( changed => sub {
        my ($progress) = @_;
        printf "%d of %d: %s\n", $progress->get_done, $progress->get_total, $progress->get_item // 'done';
    } );
    $iface->up( -1, $progress );

=head2 Berth::InterfaceInfo

C<get_name>, C<get_interface_type>, C<is_defined>, C<is_active>, C<is_present>, C<get_index>, C<get_mac>,
C<get_master>, C<get_live_config>, C<to_json>.

=head1 FUNCTIONS

=over

=item Berth::version()

The version of the library that runs.

=item Berth::cancellable()

A new C<Glib::IO::Cancellable>. Its method C<cancel> ends every call that was given it.

=back

=head1 ERRORS

What fails dies with an object of the class Berth::Error, which is a L<Glib::Error>:

    eval { $host->lookup_interface('br9'); 1 } or do {
        my $error = $@;
        die $error if !( ref $error && $error->isa('Berth::Error') && $error->code eq 'NOT_FOUND' );
        say 'none: ', $error->message;
    };

=over

=item $error->code

The name of the code: INVALID, PARSE, SCHEMA, NOT_SET, NOT_FOUND, EXISTS, CONFLICT, BUSY, UNSUPPORTED,
LOSSY, DENIED, IO, NOT_APPLIED, TIMEOUT, CANCELLED, EXHAUSTED, UNDELIVERED, CORRUPT, NO_MEMORY.

=item $error->message

One line that says what is wrong and what to do.

=item "$error"

The message, and the line of the program that made the call.

=back

=head1 CALLS THAT DO NOT BLOCK

Every method that may wait has a twin in C<_async>, which takes a callback where the other one ends, and a
method in C<_finish>, which the callback calls for the result. A L<Glib::MainLoop> must run.

    $host->list_interfaces_async( 'all', $cancellable, sub {
        my ( $host, $result ) = @_;
        say $_->get_name for @{ $host->list_interfaces_finish($result) };
        $loop->quit;
    } );

=head1 SEE ALSO

L<Glib::Object::Introspection>, L<Glib::Error>

=head1 LICENSE

LGPL-2.1-or-later

=cut
