/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The whole public C interface of libberth. Each header it includes can also be included alone.
 *
 * Reading the comments: "(owned)" results belong to the caller, who ends them with the function named
 * in the type's comment (strings: berth_free()); "(borrowed)" results live as long as the object that
 * gave them. "(nullable)" may be NULL. Parameters are borrowed for the length of the call unless a
 * comment says otherwise.
 */
#ifndef BERTH_H
#define BERTH_H

#include <berth/berth-base.h>
#include <berth/berth-host.h>
#include <berth/berth-interface.h>

#endif
