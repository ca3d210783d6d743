/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "table.h"

const option_row option_table[OPTION_COUNT] = {
    [OPTION_CONNECT] = {"connect",       'c', "URI",      "the host to work on; default: $BERTH_DEFAULT_URI, else local:///",
                        true                                                                                                              },
    [OPTION_ROOT] = {"root",          0,   "DIR",      "work on the files under DIR, of a system that does not run",              true },
    [OPTION_DRIVER] = {"driver",        0,   "NAME",     "the configuration format, debian; default: found out from the files",
                        true                                                                                                              },
    [OPTION_JSON] = {"json",          0,   NULL,       "print JSON, errors included",                                             true },
    [OPTION_VERBOSE] = {"verbose",       'v', NULL,       "say on standard error what is done",                                      true },
    [OPTION_HELP] = {"help",          'h', NULL,       "print help and exit",                                                     true },
    [OPTION_VERSION] = {"version",       'V', NULL,       "print the version and exit",                                              true },
    [OPTION_ALL] = {"all",           0,   NULL,       "list interfaces that are down or absent too",                             false},
    [OPTION_INACTIVE] = {"inactive",      0,   NULL,       "list only interfaces that are down or absent",                            false},
    [OPTION_MAC] = {"mac",           0,   NULL,       "print each interface's hardware address beside its name",                 false},
    [OPTION_LIVE] = {"live",          0,   NULL,       "show what the running system has, not what the files say",                false},
    [OPTION_ORIGIN] = {"origin",        0,   NULL,       "print one setting a line: its path, its value, its file and line",        false},
    [OPTION_CREATE_ONLY] = {"create-only",   0,   NULL,       "fail when the interface is defined already",                              false},
    [OPTION_UPDATE_ONLY] = {"update-only",   0,   NULL,       "fail when the interface is not defined yet",                              false},
    [OPTION_ADOPT] = {"adopt",         0,   NULL,       "move the addresses of its ports to the bridge or bond",                   false},
    [OPTION_FORCE] = {"force",         0,   NULL,       "undefine also what is up, and what others are made of",                   false},
    [OPTION_TIMEOUT] = {"timeout",       0,   "MS",       "how long it may take, in milliseconds; default 30000, for keys no limit",
                        false                                                                                                             },
    [OPTION_FROM] = {"from",          0,   "SET",      "the set that the keys are given in; default linux",                       false},
    [OPTION_TO] = {"to",            0,   "SET",      "the set to translate to; default linux",                                  false},
    [OPTION_LANG] = {"lang",          0,   "LANGUAGE", "the language of the table: c, rust, python or js; default c",             false},
    [OPTION_CODESET] = {"codeset",       0,   "SET",      "the set that the keys are given in; default linux",                       false},
    [OPTION_HOLDTIME] = {"holdtime",      0,   "MS",       "how long the keys are held, in milliseconds; default 20",                 false},
    [OPTION_LAYOUT] = {"layout",        0,   "LAYOUT",   "the keyboard layout of the guest, as de; default us",                     false},
    [OPTION_VARIANT] = {"variant",       0,   "VARIANT",  "a variant of that layout, as nodeadkeys",                                 false},
    [OPTION_OPTIONS] = {"options",       0,   "OPTIONS",  "XKB options of that layout, as compose:ralt, with commas between",
                        false                                                                                                             },
    [OPTION_RATE] = {"rate",          0,   "N",        "type N keys a second at the most; default as many as the target takes",   false},
    [OPTION_PASSWORD_FILE] = {"password-file", 0,   "FILE",     "the file with the password that a VNC server asks for",
                        false                                                                                                             },
    [OPTION_CHECK] = {"check",         0,   NULL,       "say what the target cannot deliver, and send nothing",                    false},
};

const command_row command_table[COMMAND_COUNT] = {
    [COMMAND_LIST] =
        {"interface",
                        "list",         "",
                        0, 0,
                        {OPTION_ALL, OPTION_INACTIVE, OPTION_MAC},
                        3, "list interfaces, one name a line",
                        "Lists the interfaces that are up, those that the configuration defines first. With --root, where nothing is "
         "up, it lists what the files define."                                                                                },
    [COMMAND_SHOW] =
        {"interface",
                        "show",         "NAME",
                        1, 1,
                        {OPTION_LIVE, OPTION_ORIGIN},
                        2, "print an interface's configuration as XML",
                        "Prints what the host's files say of the interface, in the XML format of netcf and libvirt, or with --json as "
         "JSON. Options of the file that the format has no words for come in an element <extras>. NAME may be an "
         "interface's hardware address for show, status and check; where several share it, the first that is defined."        },
    [COMMAND_DEFINE] =
        {"interface",
                        "define",       "FILE|-",
                        1, 1,
                        {OPTION_CREATE_ONLY, OPTION_UPDATE_ONLY, OPTION_ADOPT},
                        3, "write an interface's configuration",
                        "Reads an XML or JSON document, as show prints it, from FILE or standard input, and writes it into the host's "
         "files in place of a definition of that name. Lines that the change does not concern stay as they are. Nothing "
         "on the running system changes. What is written then and ifup ignores, or takes otherwise than it seems, is told "
         "on standard error.\n\n"
         "A bridge or bond over a port that has addresses of its own is refused. With --adopt they move to it in the same "
         "step, with gateways, DHCP, DNS settings and the start mode, unless the document says one.\n\n"
         "A document that says nothing of the start mode, of DNS or of <extras> leaves those as they are; empty ones, such as "
         "<extras/>, remove them. Whatever else it does not say goes."                                                        },
    [COMMAND_UNDEFINE] =
        {"interface",
                        "undefine",     "NAME",
                        1, 1,
                        {OPTION_FORCE},
                        1, "remove an interface's configuration",
                        "Removes the definition from the host's files, and those of its ports that say no more than that they are "
         "its ports; standard error tells which others are kept, and why. The running system does not change: take "
         "the interface down first.\n\n"
         "What another definition is made of is not removed, nor what is up; --force removes it."                             },
    [COMMAND_UP] =
        {"interface",
                        "up",           "NAME",
                        1, 1,
                        {OPTION_TIMEOUT},
                        1, "bring an interface up as it is defined",
                        "Runs the host's own tool, ifup on Debian, and then asks the kernel whether all that the definition says came "
         "true. An interface that is as defined already is left alone."                                                       },
    [COMMAND_DOWN] =
        {"interface",
                        "down",         "NAME",
                        1, 1,
                        {OPTION_TIMEOUT},
                        1, "take an interface down",
                        "Runs the host's own tool, ifdown on Debian, and then asks the kernel whether the interface is down. What is up "
         "and not defined, any more or at all, is taken down too: its addresses go, and the bridge, bond or vlan "
         "too that the host's tool made."                                                                                     },
    [COMMAND_STATUS] =
        {"interface",
                        "status",       "[NAME]",
                        0, 1,
                        {0},
                        0, "print interfaces with their state, type and addresses",
                        "Prints a line for each interface, or for NAME alone: its name, whether it is up, whether the files define "
         "it, its type, its hardware address and its addresses. \"-\" stands for what it does not have."                      },
    [COMMAND_CHECK] =
        {"interface",
                        "check",        "[NAME...]",
                        0, ANY_NUMBER,
                        {0},
                        0, "compare the running system with the definition",
                        "Holds the interfaces named, or the whole host, against the files, and changes nothing. Of the whole host that is "
         "every interface that starts by itself or is up; with --root, where nothing runs, the files alone are looked at. "
         "Prints a line for each setting that is not true on the running system, for each line that ifup refuses, ignores "
         "or takes otherwise than it seems, and for each definition that cannot be read, with its place; then, marked as "
         "notes, what was not checked and why. The last line is the sum. The exit status is 0 when nothing was found but "
         "notes, else 7."                                                                                                     },
    [COMMAND_KEY_SETS] =
        {"key",
                        "sets",         "",
                        0, 0,
                        {0},
                        0, "list the sets of key codes",
                        "Prints a line for each set: its number, which is libvirt's for 0 to 9, its name and what it is."     },
    [COMMAND_KEY_LIST] =
        {"key",
                        "list",         "SET",
                        1, 1,
                        {0},
                        0, "list the codes and names of a set",
                        "Prints a line for each code of SET, from the lowest: the code, the same in hexadecimal, its name and then other "
         "names of it, where the set has names."                                                                              },
    [COMMAND_KEY_TRANSLATE] =
        {"key",
                        "translate",    "KEY...",
                        1, ANY_NUMBER,
                        {OPTION_FROM, OPTION_TO},
                        2, "translate key codes and names between sets",
                        "Prints a line for each KEY, which is a name or a number, as 30 or 0x1e, of the set that --from names: its code in "
         "the set of --to, or its name there if that set has names alone; \"unmapped\" for a key that has none there, and then "
         "the exit status is 3. Of several codes it is the main one; --json tells all of them, and the names."                },
    [COMMAND_KEY_TABLE] =
        {"key",
                        "table",        "",
                        0, 0,
                        {OPTION_FROM, OPTION_TO, OPTION_LANG},
                        3, "print a table from one set to another as source text",
                        "Prints what the codes of --from are in the set of --to, as a constant of a programming language, for projects that "
         "want nothing but that."                                                                                             },
    [COMMAND_KEY_SEND] =
        {"key",
                        "send",         "TARGET KEY...",
                        2, ANY_NUMBER,
                        {OPTION_CODESET, OPTION_HOLDTIME, OPTION_PASSWORD_FILE, OPTION_CHECK, OPTION_TIMEOUT},
                        5, "press keys together and release them",
                        "Presses the keys one after the other, holds them, and releases them the other way round, as with "
         "Ctrl+Alt+Delete. KEY is a name or a number of the set that --codeset names.\n\n"
         "TARGET is libvirt+URI/DOMAIN, such as libvirt+qemu:///system/demo; qmp:PATH, the socket of a QEMU "
         "monitor; vnc://HOST:PORT or vnc:PATH, a VNC server; or uinput:, the keyboard of this machine."                      },
    [COMMAND_KEY_PRESS] =
        {"key",
                        "press",        "TARGET KEY...",
                        2, ANY_NUMBER,
                        {OPTION_CODESET, OPTION_PASSWORD_FILE, OPTION_TIMEOUT},
                        3, "press keys and leave them down",
                        "Presses the keys, which stay down until they are released. Only a QEMU monitor keeps them so; "
         "elsewhere they would go up with the end of this command, which then refuses."                                       },
    [COMMAND_KEY_RELEASE] = {"key",
                        "release",      "TARGET KEY...",
                        2, ANY_NUMBER,
                        {OPTION_CODESET, OPTION_PASSWORD_FILE, OPTION_TIMEOUT},
                        3, "release keys that were left down",
                        "Releases the keys, whoever pressed them."                                                            },
    [COMMAND_KEY_TYPE] =
        {"key",
                        "type",         "TARGET TEXT|-",
                        2, 2,
                        {OPTION_LAYOUT, OPTION_VARIANT, OPTION_OPTIONS, OPTION_RATE, OPTION_PASSWORD_FILE, OPTION_CHECK,
          OPTION_TIMEOUT},
                        7, "type a text",
                        "Types TEXT, or what standard input holds, with the keys that make it in the layout of the guest: "
         "with Shift, AltGr and dead keys. What the layout cannot type is told before anything is sent. Caps "
         "Lock has to be off there.\n\n"
         "TARGET is libvirt+URI/DOMAIN, such as libvirt+qemu:///system/demo; qmp:PATH, the socket of a QEMU "
         "monitor; vnc://HOST:PORT or vnc:PATH, a VNC server; or uinput:, the keyboard of this machine."                      },
    [COMMAND_KEY_SEQUENCE] =
        {"key",
                        "sequence",     "TARGET FILE|-",
                        2, 2,
                        {OPTION_PASSWORD_FILE, OPTION_CHECK, OPTION_TIMEOUT},
                        3, "send what a file says",
                        "Sends the steps of FILE, one a line: chord KEY..., hold MS KEY..., press KEY..., release KEY..., "
         "text TEXT, wait MS; for those that follow codeset SET and layout LAYOUT [VARIANT]; for all of it rate N. "
         "Lines that begin with # mean nothing.\n\n"
         "TARGET is libvirt+URI/DOMAIN, such as libvirt+qemu:///system/demo; qmp:PATH, the socket of a QEMU "
         "monitor; vnc://HOST:PORT or vnc:PATH, a VNC server; or uinput:, the keyboard of this machine."                      },
    [COMMAND_SCHEMA] =
        {NULL,
                        "schema",       "AREA",
                        1, 1,
                        {0},
                        0, "print the schema of an area's XML documents",
                        "Prints the RELAX NG schema of the documents that AREA, which is interface, reads and writes, for editors and "
         "programs such as xmllint."                                                                                          },
    [COMMAND_CAPABILITIES] =
        {NULL,
                        "capabilities", "",
                        0, 0,
                        {0},
                        0, "say what works on the host, and why the rest does not",
                        "Prints a line for each thing that may be done on the host: its name and \"yes\", or \"no\" with the reason and what "
         "would change that. Changes nothing. The exit status is 0 either way."                                               },
    [COMMAND_URI] = {NULL,
                        "uri",          "",
                        0, 0,
                        {0},
                        0, "print the URI of the host",
                        "Prints the URI that commands use when they are given none."                                          },
    [COMMAND_VERSION] =
        {NULL,
                        "version",      "",
                        0, 0,
                        {0},
                        0, "print the version of the command and of its library",
                        "Prints both versions; they differ when the command runs with another library than it was built with."},
};

const status_row status_table[] = {
    {0, "done"                                                       },
    {1, "failed"                                                     },
    {2, "the command line is wrong"                                  },
    {3, "there is no such thing"                                     },
    {4, "it exists already, somebody else changed it, or it is busy" },
    {5, "not permitted"                                              },
    {6, "not supported, or something would be lost"                  },
    {7, "it was done and did not come true, or check found something"},
    {8, "the time limit passed"                                      },
};
const size_t status_count = sizeof status_table / sizeof status_table[0];
