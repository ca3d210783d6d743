/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The whole public C interface of libberth. Each header it includes can also be included alone.
 *
 * Reading the comments: "(owned)" results belong to the caller, who ends them with the function named
 * in the type's comment (strings: berth_free()), and who is its only holder. "(borrowed)" results live as
 * long as the object that gave them, or until the setting they show is changed; "(constant)" ones for ever.
 * "(nullable)" may be NULL, "(path)" is a file's name and need not be UTF-8. Parameters are borrowed for the length of
 * the call unless a comment says otherwise. A function that fails sets the error its caller asked for, always.
 */
#ifndef BERTH_H
#define BERTH_H

#include <berth/berth-base.h>
#include <berth/berth-capabilities.h>
#include <berth/berth-fake.h>
#include <berth/berth-host.h>
#include <berth/berth-interface.h>
#include <berth/berth-key-sequence.h>
#include <berth/berth-key-target.h>
#include <berth/berth-keycode.h>
#include <berth/berth-report.h>
#include <berth/berth-watch.h>

#endif
