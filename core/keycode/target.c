/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Targets: what is the same whatever a keyboard is reached by. */
#include "keycode/target.h"

#include <stdio.h>
#include <string.h>

#include "base/cancel.h"
#include "base/error.h"
#include "base/fake.h"
#include "base/memory.h"
#include "base/process.h"
#include "base/progress.h"
#include "base/report.h"
#include "keycode/keycode.h"
#include "keycode/keymap.h"

#define DOMAIN BERTH_ERROR_DOMAIN_KEYCODE
#define CONNECT_MS 10000
#define ANSWER_MS 5000
#define CLOSE_MS 1000 /* for what is done after a call has failed, or at the end; and for each key that is down */
#define RELEASE_MS 50
#define MAX_DOUBTS 4    /* keys that a message names */
#define DOUBTS_TEXT 256 /* bytes, which so many names fit into */

/* --- Time --- */

static bool read_timeout(int timeout_ms, int default_ms, berth_cancel *cancel, key_deadline *deadline,
                         berth_error **error)
{
    if (timeout_ms < -1)
        return berth_fail(error, DOMAIN, BERTH_ERROR_INVALID,
                          "a time limit of %d ms makes no sense; use -1 for the default", timeout_ms);
    int64_t limit_ms = timeout_ms < 0 ? default_ms : timeout_ms;
    *deadline = (key_deadline){
        .end_ms = limit_ms < 0 ? INT64_MAX : berth_clock_ms() + limit_ms,
        .answer_ms = timeout_ms < 0 ? ANSWER_MS : INT64_MAX,
        .cancel = cancel,
    };
    return berth_cancel_check(cancel, DOMAIN, error);
}

int64_t key_deadline_for_answer(const key_deadline *deadline)
{
    int64_t now = berth_clock_ms();
    return deadline->answer_ms < deadline->end_ms - now ? now + deadline->answer_ms : deadline->end_ms;
}

bool key_deadline_check(const key_deadline *deadline, int64_t end_ms, berth_error **error)
{
    if (!berth_cancel_check(deadline->cancel, DOMAIN, error))
        return false;
    return berth_clock_ms() < end_ms ||
           berth_fail(error, DOMAIN, BERTH_ERROR_TIMEOUT, "the target did not answer in time");
}

bool key_deadline_sleep(const key_deadline *deadline, int64_t duration_ms, berth_error **error)
{
    int64_t end_ms = berth_clock_ms() + duration_ms;
    for (int64_t now = berth_clock_ms(); now < end_ms; now = berth_clock_ms()) {
        int64_t until = end_ms < deadline->end_ms ? end_ms : deadline->end_ms;
        if (now >= deadline->end_ms)
            return berth_fail(error, DOMAIN, BERTH_ERROR_TIMEOUT, "the time limit passed");
        berth_sleep_ms(until - now > 1000 ? 1000 : (int)(until - now), deadline->cancel);
        if (!berth_cancel_check(deadline->cancel, DOMAIN, error))
            return false;
    }
    return true;
}

/* --- Opening --- */

static const key_backend *find_backend(const char *uri, const char **address)
{
    static const key_backend *const backends[] = {&key_backend_libvirt, &key_backend_qmp, &key_backend_uinput,
                                                  &key_backend_vnc};
    for (size_t i = 0; i < BERTH_COUNT(backends); i++) {
        size_t length = strlen(backends[i]->scheme);
        if (strncmp(uri, backends[i]->scheme, length) == 0) {
            *address = uri + length;
            return backends[i];
        }
    }
    return NULL;
}

static bool connect_target(berth_key_target *target, const char *password, int timeout_ms, berth_cancel *cancel,
                           berth_error **error)
{
    const char *address = NULL;
    key_deadline deadline;
    target->kind = target->backend = find_backend(target->uri, &address);
    if (!target->kind)
        return berth_fail(
            error, DOMAIN, BERTH_ERROR_INVALID,
            "'%s' is no target for keys; use libvirt+URI/DOMAIN, qmp:PATH, vnc://HOST:PORT or uinput:", target->uri);
    if (target->kind->check && !target->kind->check(address, error))
        return false;
    if (target->fake)
        target->backend = &key_backend_record;
    if (!read_timeout(timeout_ms, CONNECT_MS, cancel, &deadline, error) ||
        !berth_fake_enter(target->fake, "host_open_key_target", timeout_ms, cancel, DOMAIN, error))
        return false;
    deadline.answer_ms = INT64_MAX;
    return target->backend->open(target, address, password, &deadline, error);
}

static void target_free(berth_key_target *target)
{
    if (target->unref_owner)
        target->unref_owner(target->owner);
    pthread_mutex_destroy(&target->lock);
    free(target->held);
    free(target->uri);
    free(target);
}

berth_key_target *berth_key_target_new(const char *uri, const char *password, struct berth_fake *fake, void *owner,
                                       void (*unref_owner)(void *owner), int timeout_ms, berth_cancel *cancel,
                                       berth_error **error)
{
    berth_key_target *target = calloc(1, sizeof *target);
    if (!target) {
        unref_owner(owner);
        berth_fail_memory(error, DOMAIN);
        return NULL;
    }
    atomic_init(&target->references, 1);
    pthread_mutex_init(&target->lock, NULL);
    target->fake = fake;
    target->owner = owner;
    target->unref_owner = unref_owner;
    target->uri = strdup(uri);
    if (!target->uri)
        berth_fail_memory(error, DOMAIN);
    else if (connect_target(target, password, timeout_ms, cancel, error))
        return target;
    target_free(target);
    return NULL;
}

berth_key_target *berth_key_target_ref(berth_key_target *target)
{
    atomic_fetch_add(&target->references, 1);
    return target;
}

const char *berth_key_target_get_uri(const berth_key_target *target)
{
    return target->uri;
}

/* --- What it can do --- */

bool berth_key_target_keeps_pressed(const berth_key_target *target)
{
    return target->kind->keeps_pressed;
}

static bool fail_refused(unsigned key, const char *why, berth_error **error)
{
    return berth_fail(error, DOMAIN, BERTH_ERROR_UNSUPPORTED, "%s cannot be delivered there: %s", berth_key_name(key),
                      why);
}

bool berth_key_target_can_deliver(const berth_key_target *target, berth_codeset set, unsigned code, berth_error **error)
{
    unsigned key = berth_key_of(set, code, error);
    const char *why = key ? target->backend->refuse(target, key, 0) : NULL;
    return key && (!why || fail_refused(key, why, error));
}

static bool add_finding(berth_report *report, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    bool done = berth_report_vadd(report, &(berth_finding){.code = BERTH_ERROR_UNSUPPORTED}, format, arguments);
    va_end(arguments);
    return done;
}

/* Each key is found once, however often it comes. */
static bool check_events(const berth_key_target *target, const berth_key_sequence *sequence, berth_report *report)
{
    bool *found = calloc(keymap_key_count + 1, sizeof *found);
    bool done = found;
    for (size_t i = 0; done && i < sequence->count; i++) {
        const key_event *event = &sequence->events[i];
        const char *why = event->action == KEY_WAIT ? NULL : target->backend->refuse(target, event->key, event->keysym);
        if (!why || found[event->key])
            continue;
        found[event->key] = true;
        done = add_finding(report, "%s cannot be delivered there: %s", berth_key_name(event->key), why);
    }
    free(found);
    return done;
}

static const key_event *check_chords(const berth_key_sequence *sequence);

berth_report *berth_key_target_check(const berth_key_target *target, const berth_key_sequence *sequence,
                                     berth_error **error)
{
    berth_report *report = berth_report_new();
    bool done = report && check_events(target, sequence, report);
    const key_event *problem = done && target->kind->chords ? check_chords(sequence) : NULL;
    if (problem)
        done = add_finding(report, "%s is not part of a chord of up to %d keys, and nothing else can be sent there",
                           berth_key_name(problem->key), KEY_MAX_CHORD);
    if (done) {
        berth_report_count_checked(report, berth_key_sequence_get_count(sequence));
        return report;
    }
    berth_report_unref(report);
    berth_fail_memory(error, DOMAIN);
    return NULL;
}

static bool refuse_undeliverable(const berth_key_target *target, const berth_key_sequence *sequence,
                                 berth_error **error)
{
    berth_report *report = berth_key_target_check(target, sequence, error);
    if (!report)
        return false;
    size_t count = berth_report_get_count(report);
    bool done = !count || berth_fail(error, DOMAIN, BERTH_ERROR_UNSUPPORTED, "%s%s; nothing was sent",
                                     berth_report_get_text(report, 0), count > 1 ? ", and others neither" : "");
    berth_report_unref(report);
    return done;
}

/* --- One call at a time --- */

/* Returns: whether the call may begin; sets @closed instead of failing when the target is closed. */
static bool begin_unless(berth_key_target *target, bool *closed, berth_error **error)
{
    pthread_mutex_lock(&target->lock);
    bool busy = target->busy;
    *closed = target->closed;
    target->busy = busy || !*closed;
    pthread_mutex_unlock(&target->lock);
    if (!*closed && busy)
        return berth_fail(error, DOMAIN, BERTH_ERROR_BUSY,
                          "another call sends keys to %s; wait for its end, or cancel it", target->uri);
    return !*closed;
}

static bool begin(berth_key_target *target, berth_error **error)
{
    bool closed;
    bool begun = begin_unless(target, &closed, error);
    return closed
               ? berth_fail(error, DOMAIN, BERTH_ERROR_INVALID, "the target %s is closed; open it again", target->uri)
               : begun;
}

static void end(berth_key_target *target)
{
    pthread_mutex_lock(&target->lock);
    target->busy = false;
    pthread_mutex_unlock(&target->lock);
}

/* --- What is down --- */

static bool hold(berth_key_target *target, unsigned key)
{
    for (size_t i = 0; i < target->held_count; i++)
        if (target->held[i] == key)
            return true;
    if (!BERTH_GROW(target->held, target->held_count, target->held_capacity))
        return false;
    target->held[target->held_count++] = (uint16_t)key;
    return true;
}

static void let_go(berth_key_target *target, unsigned key)
{
    for (size_t i = 0; i < target->held_count; i++)
        if (target->held[i] == key) {
            memmove(&target->held[i], &target->held[i + 1], (--target->held_count - i) * sizeof *target->held);
            target->kept -= i < target->kept;
            return;
        }
}

/* Of a key that is pressed it is noted before it is sent: it may be down also when no answer comes. */
static bool send_event(berth_key_target *target, const key_event *event, const key_deadline *deadline,
                       berth_error **error)
{
    if (event->action == KEY_PRESS && !hold(target, event->key))
        return berth_fail_memory(error, DOMAIN);
    berth_error *problem = NULL;
    bool done = target->backend->send(target, event, deadline, &problem);
    /* One that was refused did not go out. */
    if (event->action == KEY_RELEASE ? done : problem && berth_error_get_code(problem) == BERTH_ERROR_UNSUPPORTED)
        let_go(target, event->key);
    return done || berth_fail_with(error, problem, "");
}

/* Releases all but those that are kept, the last first. Goes on when one fails. */
static bool release_held(berth_key_target *target, const key_deadline *deadline, berth_error **error)
{
    bool done = true;
    while (target->held_count > target->kept) {
        key_event release = {.action = KEY_RELEASE, .key = target->held[target->held_count - 1]};
        done = target->backend->send(target, &release, deadline, done ? error : NULL) && done;
        target->held_count--;
    }
    return done;
}

static bool confirm(berth_key_target *target, const key_deadline *deadline, berth_error **error)
{
    return !target->backend->confirm || target->backend->confirm(target, deadline, error);
}

static key_deadline last_moments(const berth_key_target *target)
{
    int64_t time_ms = CLOSE_MS + (int64_t)target->held_count * RELEASE_MS;
    return (key_deadline){.end_ms = berth_clock_ms() + time_ms, .answer_ms = CLOSE_MS};
}

/* --- What may be down --- */

/* Keys that are down when a call ends without their releases being taken, in the order in which they are named. */
typedef struct doubts {
    unsigned keys[MAX_DOUBTS + 1]; /* the last is not named: there are others */
    size_t count;
} doubts;

static void doubt(doubts *all, unsigned key)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->keys[i] == key)
            return;
    if (all->count < BERTH_COUNT(all->keys))
        all->keys[all->count++] = key;
}

/* Those that a call has pressed, the last first. */
static void doubt_held(doubts *all, const berth_key_target *target)
{
    for (size_t i = target->held_count; i > target->kept; i--)
        doubt(all, target->held[i - 1]);
}

static void show_doubts(const doubts *all, char text[DOUBTS_TEXT])
{
    size_t length = 0, named = all->count > MAX_DOUBTS ? MAX_DOUBTS : all->count;
    *text = '\0';
    for (size_t i = 0; i < named; i++)
        length += (size_t)snprintf(text + length, DOUBTS_TEXT - length, "%s%s",
                                   i == 0                                  ? "; "
                                   : i + 1 == named && named == all->count ? " and "
                                                                           : ", ",
                                   berth_key_name(all->keys[i]));
    if (named)
        snprintf(text + length, DOUBTS_TEXT - length, "%s may still be down", named < all->count ? " and others" : "");
}

/* --- Sending --- */

typedef struct transmission {
    berth_key_target *target;
    const berth_key_sequence *sequence;
    const key_deadline *deadline;
    berth_progress *progress;
    size_t sent;
    size_t begun;    /* events of the sequence, also that which failed */
    int64_t next_ms; /* not before that, for the sequence's rate, is the next key pressed */
} transmission;

static void tell(const transmission *job, const key_event *event)
{
    berth_progress_tell(job->progress, (int64_t)job->sent, (int64_t)job->sequence->key_count,
                        event ? berth_key_name(event->key) : NULL);
}

/* Shift and its like: part of how another key is typed. */
static bool is_modifier(unsigned key)
{
    static const unsigned codes[] = {29, 97, 42, 54, 56, 100, 125, 126}; /* KEY_LEFTCTRL, ..., KEY_RIGHTMETA */
    unsigned code = berth_key_code(BERTH_CODESET_LINUX, key);
    for (size_t i = 0; i < BERTH_COUNT(codes); i++)
        if (codes[i] == code)
            return true;
    return false;
}

static bool keep_rate(transmission *job, unsigned key, berth_error **error)
{
    int64_t now = berth_clock_ms();
    if (!job->sequence->rate || is_modifier(key))
        return true;
    if (job->next_ms > now && !key_deadline_sleep(job->deadline, job->next_ms - now, error))
        return false;
    job->next_ms = (job->next_ms > now ? job->next_ms : now) + 1000 / job->sequence->rate;
    return true;
}

static bool wait_in_sequence(const transmission *job, const key_event *event, berth_error **error)
{
    /* A fake host's recording notes it, and does not wait. */
    if (job->target->fake)
        return job->target->backend->send(job->target, event, job->deadline, error);
    return key_deadline_sleep(job->deadline, event->wait_ms, error);
}

static bool send_events(transmission *job, berth_error **error)
{
    for (size_t i = 0; i < job->sequence->count; i++) {
        const key_event *event = &job->sequence->events[i];
        if (event->action == KEY_WAIT) {
            if (!wait_in_sequence(job, event, error))
                return false;
            continue;
        }
        job->begun = i + 1;
        tell(job, event);
        if ((event->action == KEY_PRESS && !keep_rate(job, event->key, error)) ||
            !key_deadline_check(job->deadline, job->deadline->end_ms, error) ||
            !send_event(job->target, event, job->deadline, error))
            return false;
        job->sent++;
    }
    return true;
}

/* --- Whole chords --- */

typedef struct chord {
    unsigned keys[KEY_MAX_CHORD];
    size_t count, events; /* events: presses and releases that it stands for */
    int hold_ms;
} chord;

/* Takes the next chord: presses, waits, releases of all of them. Returns: the event that is no part of one, or NULL. */
static const key_event *next_chord(const berth_key_sequence *sequence, size_t *place, chord *found)
{
    size_t down = 0, i = *place;
    unsigned released = 0; /* a bit for each of its keys */
    *found = (chord){.hold_ms = 0};
    for (; i < sequence->count; i++) {
        const key_event *event = &sequence->events[i];
        if (event->action == KEY_WAIT && !found->count)
            break;
        if (event->action == KEY_WAIT)
            found->hold_ms += event->wait_ms;
        else if (event->action == KEY_RELEASE) {
            /* Which of them goes first makes no difference to a chord. */
            size_t place_of = 0;
            while (place_of < found->count && found->keys[place_of] != event->key)
                place_of++;
            if (place_of == found->count || released & 1U << place_of)
                return event;
            released |= 1U << place_of;
            found->events++;
            if (--down == 0) {
                i++;
                break;
            }
        } else {
            if (found->events > found->count || found->count == KEY_MAX_CHORD)
                return event;
            found->keys[found->count++] = event->key;
            found->events++;
            down++;
        }
    }
    *place = i;
    return down ? &sequence->events[sequence->count - 1] : NULL;
}

static const key_event *check_chords(const berth_key_sequence *sequence)
{
    const key_event *problem = NULL;
    chord found;
    for (size_t i = 0; !problem && i < sequence->count;) {
        if (sequence->events[i].action == KEY_WAIT)
            i++;
        else
            problem = next_chord(sequence, &i, &found);
    }
    return problem;
}

static bool send_chords(transmission *job, berth_error **error)
{
    for (size_t i = 0; i < job->sequence->count;) {
        chord next;
        const key_event *event = &job->sequence->events[i];
        if (event->action == KEY_WAIT) {
            if (!wait_in_sequence(job, event, error))
                return false;
            i++;
            continue;
        }
        tell(job, event);
        next_chord(job->sequence, &i, &next);
        if (!keep_rate(job, next.keys[next.count - 1], error) ||
            !key_deadline_check(job->deadline, job->deadline->end_ms, error) ||
            !job->target->backend->send_chord(job->target, next.keys, next.count, next.hold_ms, job->deadline, error))
            return false;
        job->sent += next.events;
    }
    return true;
}

/* --- The calls --- */

/* What a program, and a person, has to know of a failure: how far it came. @down: what may be so still; NULL: all was
 * released, and that was taken */
static bool fail_midway(const transmission *job, berth_error *problem, const doubts *down, berth_error **error)
{
    char still[DOUBTS_TEXT] = "";
    bool unknown = down && job->sent && job->target->backend->confirm;
    berth_error_code code = berth_error_get_code(problem);
    if (code != BERTH_ERROR_TIMEOUT && code != BERTH_ERROR_CANCELLED && code != BERTH_ERROR_NO_MEMORY)
        code = BERTH_ERROR_UNDELIVERED;
    if (down)
        show_doubts(down, still);
    berth_fail(error, DOMAIN, code, "%s: %s, after %zu of %zu key events%s%s", job->target->uri,
               berth_error_get_message(problem), job->sent, job->sequence->key_count,
               unknown ? " were sent, and it is not known how many were taken" : "", still);
    berth_error_free(problem);
    return false;
}

/* Where each event is answered, what was pressed and not released, and the key of the event that failed; else the keys
 * of all that were sent. */
static void doubt_all(doubts *all, const transmission *job, bool failed)
{
    size_t least = job->target->backend->confirm ? 0 : job->begun - (failed && job->begun);
    doubt_held(all, job->target);
    for (size_t i = job->begun; i > least && all->count < BERTH_COUNT(all->keys); i--)
        if (job->sequence->events[i - 1].action != KEY_WAIT)
            doubt(all, job->sequence->events[i - 1].key);
}

static bool run(transmission *job, berth_error **error)
{
    doubts down = {.count = 0};
    berth_key_target *target = job->target;
    berth_error *problem = NULL;
    target->kept = target->held_count;
    bool done = target->backend->chords ? send_chords(job, &problem) : send_events(job, &problem);
    key_deadline last = last_moments(target);
    doubt_all(&down, job, !done);
    bool released = release_held(target, &last, done ? &problem : NULL), fine = done && released;
    released = confirm(target, fine ? job->deadline : &last, fine ? &problem : NULL) && released;
    if (!done || !released)
        return fail_midway(job, problem, released ? NULL : &down, error);
    tell(job, NULL);
    return true;
}

bool berth_key_target_send(berth_key_target *target, const berth_key_sequence *sequence, int timeout_ms,
                           berth_progress *progress, berth_cancel *cancel, berth_error **error)
{
    key_deadline deadline;
    if (!sequence->key_count)
        return berth_fail(error, DOMAIN, BERTH_ERROR_INVALID, "the sequence has no key to send");
    if (!read_timeout(timeout_ms, -1, cancel, &deadline, error) || !begin(target, error))
        return false;
    /* Whoever follows the progress may change it. */
    berth_key_sequence *copy = berth_key_sequence_copy(sequence);
    transmission job = {.target = target, .sequence = copy, .deadline = &deadline, .progress = progress};
    bool done = false;
    if (copy)
        done = berth_fake_enter(target->fake, "key_target_send", timeout_ms, cancel, DOMAIN, error) &&
               refuse_undeliverable(target, copy, error) && run(&job, error);
    else
        berth_fail_memory(error, DOMAIN);
    berth_key_sequence_unref(copy);
    end(target);
    return done;
}

static bool send_one(berth_key_target *target, key_action action, const char *call, berth_codeset set, unsigned code,
                     int timeout_ms, berth_cancel *cancel, berth_error **error)
{
    key_deadline deadline;
    key_event event = {.action = (uint16_t)action, .key = (uint16_t)berth_key_of(set, code, error)};
    if (!event.key || !read_timeout(timeout_ms, -1, cancel, &deadline, error) || !begin(target, error))
        return false;
    const char *why =
        target->kind->chords ? "it takes whole chords alone; send one" : target->backend->refuse(target, event.key, 0);
    bool done = berth_fake_enter(target->fake, call, timeout_ms, cancel, DOMAIN, error) &&
                (!why || fail_refused(event.key, why, error));
    berth_error *problem = NULL;
    bool sent = done && send_event(target, &event, &deadline, &problem);
    if (done && !(sent && confirm(target, &deadline, &problem))) {
        berth_key_sequence one = {.key_count = 1};
        transmission job = {.target = target, .sequence = &one, .sent = sent};
        doubts down = {.keys = {event.key}, .count = 1};
        key_deadline last = last_moments(target);
        event.action = KEY_RELEASE;
        bool released = send_event(target, &event, &last, NULL) && confirm(target, &last, NULL);
        let_go(target, event.key);
        done = fail_midway(&job, problem, released ? NULL : &down, error);
    }
    end(target);
    return done;
}

bool berth_key_target_press(berth_key_target *target, berth_codeset set, unsigned code, int timeout_ms,
                            berth_cancel *cancel, berth_error **error)
{
    return send_one(target, KEY_PRESS, "key_target_press", set, code, timeout_ms, cancel, error);
}

bool berth_key_target_release(berth_key_target *target, berth_codeset set, unsigned code, int timeout_ms,
                              berth_cancel *cancel, berth_error **error)
{
    return send_one(target, KEY_RELEASE, "key_target_release", set, code, timeout_ms, cancel, error);
}

/* It is closed then, whatever failed. */
static bool disconnect(berth_key_target *target, bool leave, berth_cancel *cancel, berth_error **error)
{
    key_deadline last = last_moments(target);
    berth_error *problem = NULL;
    doubts down = {.count = 0};
    char still[DOUBTS_TEXT];
    last.cancel = cancel;
    target->kept = 0;
    doubt_held(&down, target);
    bool done =
        leave || !target->held_count || (release_held(target, &last, &problem) && confirm(target, &last, &problem));
    if (target->backend->finish)
        target->backend->finish(target, &last);
    target->backend->close(target);
    pthread_mutex_lock(&target->lock);
    target->closed = true;
    pthread_mutex_unlock(&target->lock);
    if (done)
        return true;
    show_doubts(&down, still);
    berth_fail(error, DOMAIN, BERTH_ERROR_UNDELIVERED, "%s: %s%s", target->uri, berth_error_get_message(problem),
               still);
    berth_error_free(problem);
    return false;
}

bool berth_key_target_close(berth_key_target *target, unsigned flags, berth_cancel *cancel, berth_error **error)
{
    bool leave = flags & BERTH_KEY_CLOSE_LEAVE_PRESSED;
    if (flags & ~(unsigned)BERTH_KEY_CLOSE_LEAVE_PRESSED)
        return berth_fail(error, DOMAIN, BERTH_ERROR_INVALID, "the flags %#x are unknown", flags);
    if (leave && !target->kind->keeps_pressed)
        return berth_fail(error, DOMAIN, BERTH_ERROR_UNSUPPORTED,
                          "%s releases all keys when it is closed; hold them as long as they are needed", target->uri);
    if (!berth_cancel_check(cancel, DOMAIN, error))
        return false;
    bool closed;
    if (!begin_unless(target, &closed, error))
        return closed;
    bool done = berth_fake_enter(target->fake, "key_target_close", -1, cancel, DOMAIN, error) &&
                disconnect(target, leave, cancel, error);
    end(target);
    return done;
}

void berth_key_target_unref(berth_key_target *target)
{
    if (!target || atomic_fetch_sub(&target->references, 1) != 1)
        return;
    if (!target->closed)
        disconnect(target, false, NULL, NULL);
    target_free(target);
}
