/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Sequences as files: a step a line. */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "keycode/keycode.h"
#include "keycode/sequence.h"

#define DOMAIN BERTH_ERROR_DOMAIN_KEYCODE

typedef struct reader {
    berth_key_sequence *sequence;
    berth_codeset set;
    berth_key_layout *layout; /* NULL: the usual one */
    const char *file;
    unsigned line;
} reader;

static bool malformed(const char *what, berth_error **error)
{
    return berth_fail(error, DOMAIN, BERTH_ERROR_PARSE, "%s", what);
}

/* Takes the next word off *@rest; "" when there is none. */
static const char *take_word(char **rest)
{
    char *word = *rest + strspn(*rest, " \t");
    char *end = word + strcspn(word, " \t");
    *rest = *end ? end + 1 : end;
    *end = '\0';
    return word;
}

static bool take_number(char **rest, int *number, berth_error **error)
{
    const char *word = take_word(rest);
    size_t digits = strspn(word, "0123456789");
    *number = digits < 10 ? atoi(word) : 0;
    return (digits && digits < 10 && !word[digits]) ||
           berth_fail(error, DOMAIN, BERTH_ERROR_PARSE, "'%s' is no number from 0 to 999999999", word);
}

/* Fails when something is left. */
static bool end_step(char *rest, berth_error **error)
{
    const char *word = take_word(&rest);
    return !*word || berth_fail(error, DOMAIN, BERTH_ERROR_PARSE, "'%s' is one word too many", word);
}

static bool read_chord(reader *in, char *rest, berth_error **error)
{
    return berth_key_sequence_add_chord(in->sequence, in->set, rest, -1, error);
}

static bool read_hold(reader *in, char *rest, berth_error **error)
{
    int hold_ms = 0;
    return take_number(&rest, &hold_ms, error) &&
           berth_key_sequence_add_chord(in->sequence, in->set, rest, hold_ms, error);
}

static bool read_each(reader *in, char *rest,
                      bool (*add)(berth_key_sequence *, berth_codeset, unsigned, berth_error **), berth_error **error)
{
    const char *word = take_word(&rest);
    unsigned code = 0;
    if (!*word)
        return malformed("there is no key; name one or more, such as KEY_A", error);
    for (; *word; word = take_word(&rest))
        if (!berth_keycode_from_text(in->set, word, &code, error) || !add(in->sequence, in->set, code, error))
            return false;
    return true;
}

static bool read_press(reader *in, char *rest, berth_error **error)
{
    return read_each(in, rest, berth_key_sequence_add_press, error);
}

static bool read_release(reader *in, char *rest, berth_error **error)
{
    return read_each(in, rest, berth_key_sequence_add_release, error);
}

/* Puts what \n, \t and \\ stand for in their place. */
static bool unescape(char *text, berth_error **error)
{
    char *to = text;
    for (const char *from = text; *from; from++) {
        *to++ = *from;
        if (*from != '\\')
            continue;
        from++;
        if (*from != 'n' && *from != 't' && *from != '\\')
            return malformed("after a backslash there has to be n, t or another backslash", error);
        to[-1] = (char)(*from == 'n' ? '\n' : *from == 't' ? '\t' : '\\');
    }
    *to = '\0';
    return true;
}

static bool read_text(reader *in, char *rest, berth_error **error)
{
    return unescape(rest, error) && berth_key_sequence_add_text(in->sequence, rest, in->layout, error);
}

static bool read_wait(reader *in, char *rest, berth_error **error)
{
    int duration_ms = 0;
    return take_number(&rest, &duration_ms, error) && end_step(rest, error) &&
           berth_key_sequence_add_wait(in->sequence, duration_ms, error);
}

static bool read_rate(reader *in, char *rest, berth_error **error)
{
    int rate = 0;
    return take_number(&rest, &rate, error) && end_step(rest, error) &&
           berth_key_sequence_set_rate(in->sequence, rate, error);
}

static bool read_codeset(reader *in, char *rest, berth_error **error)
{
    return berth_codeset_from_name(take_word(&rest), &in->set, error) && end_step(rest, error);
}

static bool read_layout(reader *in, char *rest, berth_error **error)
{
    const char *layout = take_word(&rest), *variant = take_word(&rest);
    if (!*layout)
        return malformed("there is no layout; name one, such as us", error);
    if (!end_step(rest, error))
        return false;
    berth_key_layout *made = berth_key_layout_new(layout, variant, NULL, error);
    if (!made)
        return false;
    berth_key_layout_unref(in->layout);
    in->layout = made;
    return true;
}

static bool read_step(reader *in, char *line, berth_error **error)
{
    static const struct {
        const char *word;
        bool (*read)(reader *in, char *rest, berth_error **error);
    } steps[] = {
        {"chord",   read_chord  },
        {"hold",    read_hold   },
        {"press",   read_press  },
        {"release", read_release},
        {"text",    read_text   },
        {"wait",    read_wait   },
        {"rate",    read_rate   },
        {"codeset", read_codeset},
        {"layout",  read_layout },
    };
    const char *word = take_word(&line);
    for (size_t i = 0; i < BERTH_COUNT(steps); i++)
        if (strcmp(steps[i].word, word) == 0)
            return steps[i].read(in, line, error);
    return berth_fail(error, DOMAIN, BERTH_ERROR_PARSE,
                      "'%s' is no step; there are chord, hold, press, release, text, wait, rate, codeset and layout",
                      word);
}

static bool read_line(reader *in, char *line, berth_error **error)
{
    const char *first = line + strspn(line, " \t");
    berth_error *problem = NULL;
    if (!*first || *first == '#' || read_step(in, line, &problem))
        return true;
    berth_fail_at(error, DOMAIN, berth_error_get_code(problem), in->file, in->line, "%s",
                  berth_error_get_message(problem));
    berth_error_free(problem);
    return false;
}

berth_key_sequence *berth_key_sequence_from_text(const char *text, const char *source, berth_error **error)
{
    BERTH_AUTO_FREE char *copy = strdup(text);
    reader in = {.sequence = berth_key_sequence_new(NULL), .file = source ? source : "sequence"};
    bool done = copy && in.sequence;
    if (!done)
        berth_fail_memory(error, DOMAIN);
    /* Some editors begin a file with the mark of its byte order. */
    for (char *line = copy && strncmp(copy, "\xef\xbb\xbf", 3) == 0 ? copy + 3 : copy; done && line;) {
        char *end = strchr(line, '\n');
        char *next = end ? end + 1 : NULL;
        if (end)
            *end = '\0';
        if (end && end > line && end[-1] == '\r')
            end[-1] = '\0';
        in.line++;
        done = read_line(&in, line, error);
        line = next;
    }
    berth_key_layout_unref(in.layout);
    if (done)
        return in.sequence;
    berth_key_sequence_unref(in.sequence);
    return NULL;
}
