/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What a guest gets: prints a line for each key event of each keyboard that is there or comes, "CODE VALUE", the value
 * 1 for a press, 0 for a release and 2 for a repeat; "keyboard NAME" for each keyboard, and "lost" when the kernel lost
 * some. Runs until it is ended.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/input.h>
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define MAX_SOURCES 17 /* what comes into the folder, and keyboards */
#define MAX_NUMBER 32
#define CALM_MS 1500

static struct pollfd sources[MAX_SOURCES];
static nfds_t source_count = 1;
static unsigned char is_open[MAX_NUMBER];

static void open_keyboard(int number)
{
    char path[64], name[128] = "";
    unsigned long types = 0;
    if (is_open[number] || source_count == MAX_SOURCES)
        return;
    snprintf(path, sizeof path, "/dev/input/event%d", number);
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0 || ioctl(fd, EVIOCGBIT(0, sizeof types), &types) < 0 || !(types & 1UL << EV_KEY)) {
        if (fd >= 0)
            close(fd);
        return;
    }
    is_open[number] = 1;
    /* The kernel keeps 64 events for us: those that are no keys are not wanted. */
    ioctl(fd, EVIOCSMASK, &(struct input_mask){.type = EV_MSC});
    ioctl(fd, EVIOCGNAME(sizeof name - 1), name);
    printf("keyboard %s\n", name);
    sources[source_count++] = (struct pollfd){.fd = fd, .events = POLLIN};
}

static void open_keyboards(void)
{
    for (int i = 0; i < MAX_NUMBER; i++)
        open_keyboard(i);
}

static void print_events(int fd)
{
    struct input_event events[64];
    ssize_t got;
    while ((got = read(fd, events, sizeof events)) > 0)
        for (size_t i = 0; i < (size_t)got / sizeof *events; i++) {
            if (events[i].type == EV_SYN && events[i].code == SYN_DROPPED)
                puts("lost");
            if (events[i].type == EV_KEY)
                printf("%u %d\n", events[i].code, events[i].value);
        }
}

int main(void)
{
    static char output[1 << 20], notices[4096];
    struct sched_param first = {.sched_priority = 1};
    sched_setscheduler(0, SCHED_FIFO, &first); /* before whatever else there is to run */
    setvbuf(stdout, output, _IOFBF, sizeof output);
    sources[0] = (struct pollfd){.fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC), .events = POLLIN};
    inotify_add_watch(sources[0].fd, "/dev/input", IN_CREATE | IN_ATTRIB);
    open_keyboards();
    puts("ready");
    fflush(stdout);
    for (;;) {
        /* The kernel keeps some twenty key events for us, and the console that is printed to may keep the only
         * processor for longer than those take: so it waits until none come. */
        int ready = poll(sources, source_count, CALM_MS);
        if (ready < 0 && errno != EINTR)
            return 1;
        if (ready == 0)
            fflush(stdout);
        for (nfds_t i = 1; i < source_count; i++) {
            if (sources[i].revents & POLLIN)
                print_events(sources[i].fd);
            if (sources[i].revents & (POLLERR | POLLHUP))
                sources[i].fd = -1; /* it is gone */
        }
        if (sources[0].revents) {
            while (read(sources[0].fd, notices, sizeof notices) > 0)
                ;
            open_keyboards();
        }
    }
}
