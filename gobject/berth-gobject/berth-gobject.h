/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The whole public interface of libberth-gobject. The language bindings are made from its comments.
 */
#pragma once

#include <berth-gobject/gberth-base.h>
#include <berth-gobject/gberth-capabilities.h>
#include <berth-gobject/gberth-enum-types.h>
#include <berth-gobject/gberth-enums.h>
#include <berth-gobject/gberth-error.h>
#include <berth-gobject/gberth-event.h>
#include <berth-gobject/gberth-fake-host.h>
#include <berth-gobject/gberth-host-options.h>
#include <berth-gobject/gberth-host.h>
#include <berth-gobject/gberth-interface-config.h>
#include <berth-gobject/gberth-interface-info.h>
#include <berth-gobject/gberth-interface-item.h>
#include <berth-gobject/gberth-interface.h>
#include <berth-gobject/gberth-key-layout.h>
#include <berth-gobject/gberth-key-sequence.h>
#include <berth-gobject/gberth-key-target.h>
#include <berth-gobject/gberth-keycode-enums.h>
#include <berth-gobject/gberth-keycode-list.h>
#include <berth-gobject/gberth-keycode.h>
#include <berth-gobject/gberth-list-model.h>
#include <berth-gobject/gberth-progress.h>
#include <berth-gobject/gberth-report.h>
#include <berth-gobject/gberth-watch.h>
