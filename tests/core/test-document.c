/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The lossless document: every byte comes back, and each line is what ifupdown takes it for. */
#include "interface/drivers/debian/document.h"
#include "suite.h"

static debian_document *parse(const char *bytes, size_t size)
{
    berth_error *error = NULL;
    debian_document *document = g_new0(debian_document, 1);
    document->shown = strdup("interfaces");
    document->content.data = malloc(size + 1);
    memcpy(document->content.data, bytes, size);
    document->content.data[size] = '\0';
    document->content.size = size;
    assert_ok(debian_document_parse(document, &error));
    return document;
}

static void end(debian_document *document)
{
    debian_document_clear(document);
    g_free(document);
}

static char *print(const debian_document *document)
{
    berth_buffer buffer = {0};
    debian_document_print(document, &buffer);
    return berth_buffer_steal(&buffer);
}

static void test_every_byte_comes_back(void)
{
    static const char *const texts[] = {
        "",
        "\n",
        "auto lo",
        "auto lo\n\n\n  iface lo inet loopback\t \n",
        "# comment \\\nauto lo\n",
        "iface a inet manual\n\tup echo \\\n  b \\\n\\\n c\n",
        "iface a inet manual\r\n mtu 1500\r\n",
        "\\",
        "a\\\n",
        "\xff\xfe latin\xe9\n",
        " \t\n#\n \\\n",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        debian_document *document = parse(texts[i], strlen(texts[i]));
        char *printed = print(document);
        g_assert_cmpstr(printed, ==, texts[i]);
        g_assert_false(debian_document_changed(document));
        free(printed);
        end(document);
    }
}

static void test_random_bytes_come_back(void)
{
    static const char alphabet[] = "ab \t\n\n\\\\#/iface auto\r\xff";
    for (int round = 0; round < 2000; round++) {
        size_t size = (size_t)g_test_rand_int_range(0, 60);
        char bytes[64];
        for (size_t i = 0; i < size; i++)
            bytes[i] = alphabet[g_test_rand_int_range(0, sizeof alphabet - 1)];
        debian_document *document = parse(bytes, size);
        char *printed = print(document);
        g_assert_cmpmem(printed, strlen(printed), bytes, size);
        free(printed);
        end(document);
    }
}

static void test_kinds(void)
{
    static const struct {
        const char *text, *keyword, *value;
        debian_line_kind kind;
    } lines[] = {
        {"auto lo eth0",                  "auto",             "lo eth0",           DEBIAN_ALLOW           },
        {"allow-hotplug eth0",            "allow-hotplug",    "eth0",              DEBIAN_ALLOW           },
        {"  iface\teth0 inet  static ",   "iface",            "eth0 inet  static", DEBIAN_IFACE           },
        {"source interfaces.d/*",         "source",           "interfaces.d/*",    DEBIAN_SOURCE          },
        {"source-directory interfaces.d", "source-directory", "interfaces.d",      DEBIAN_SOURCE_DIRECTORY},
        {"mapping eth*",                  "mapping",          "eth*",              DEBIAN_OTHER           },
        {"no-auto-down eth0",             "no-auto-down",     "eth0",              DEBIAN_OTHER           },
        {"no-scripts eth0",               "no-scripts",       "eth0",              DEBIAN_OTHER           },
        {"rename a=b",                    "rename",           "a=b",               DEBIAN_OTHER           },
        {"template office",               "template",         "office",            DEBIAN_OTHER           },
        {"autonomous 1",                  "autonomous",       "1",                 DEBIAN_OPTION          },
        {"mtu 15\\\n00",                  "mtu",              "1500",              DEBIAN_OPTION          },
        {"au\\\nto lo",                   "auto",             "lo",                DEBIAN_ALLOW           },
        {"mtu 1500 \\",                   "mtu",              "1500",              DEBIAN_OPTION          },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
        debian_document *document = parse(lines[i].text, strlen(lines[i].text));
        g_assert_cmpuint(document->count, ==, 1);
        g_assert_cmpint(document->lines[0].kind, ==, lines[i].kind);
        g_assert_true(debian_slice_is(debian_keyword(&document->lines[0]), lines[i].keyword));
        g_assert_true(debian_slice_is(debian_value(&document->lines[0]), lines[i].value));
        end(document);
    }
}

static void test_line_numbers(void)
{
    static const char text[] = "# one\nauto a \\\n b\n\niface a inet manual\n";
    debian_document *document = parse(text, strlen(text));
    g_assert_cmpuint(document->count, ==, 4);
    g_assert_cmpuint(document->lines[1].number, ==, 2);
    g_assert_cmpuint(document->lines[2].number, ==, 4);
    g_assert_cmpuint(document->lines[3].number, ==, 5);
    end(document);
}

static void test_values_change_in_place(void)
{
    static const struct {
        const char *before, *value, *after;
    } edits[] = {
        {"\tmtu   1500\n",        "9000", "\tmtu   9000\n"     },
        {"mtu 1500",              "9000", "mtu 9000\n"         },
        {"  bridge-ports\ta b\n", "c",    "  bridge-ports\tc\n"},
        {" mtu 15\\\n00\n",       "9000", " mtu 9000\n"        },
        {" m\\\ntu 1500\n",       "9000", " mtu 9000\n"        },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(edits); i++) {
        debian_document *document = parse(edits[i].before, strlen(edits[i].before));
        g_assert_true(debian_line_set_value(document, &document->lines[0], edits[i].value));
        char *printed = print(document);
        g_assert_cmpstr(printed, ==, edits[i].after);
        free(printed);
        end(document);
    }
}

static void test_nul_byte(void)
{
    berth_error *error = NULL;
    debian_document document = {.shown = strdup("interfaces")};
    document.content.data = g_memdup2("a\nb\0c\n", 7);
    document.content.size = 6;
    g_assert_false(debian_document_parse(&document, &error));
    assert_error(error, BERTH_ERROR_PARSE, "interfaces:2: ");
    debian_document_clear(&document);
}

static void add_cases(void)
{
    add_case("/document/every-byte-comes-back", test_every_byte_comes_back);
    add_case("/document/random-bytes-come-back", test_random_bytes_come_back);
    add_case("/document/kinds", test_kinds);
    add_case("/document/line-numbers", test_line_numbers);
    add_case("/document/values-change-in-place", test_values_change_in_place);
    add_case("/document/nul-byte", test_nul_byte);
}

int main(int argc, char **argv)
{
    return run_suite(argc, argv, add_cases);
}
