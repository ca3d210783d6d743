#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# report.sh [URI]: which interfaces are up without being defined, and the other way round. Needs jq.
set -eu

if [ $# -gt 0 ]; then
    export BERTH_DEFAULT_URI="$1"
fi

berth interface list --all --json | jq -r '
    .interfaces[]
    | select(.type != "loopback")
    | if .active and (.defined | not) then "\(.name): up, and nothing defines it"
      elif .defined and (.active | not) then "\(.name): defined, and down"
      else empty end'
