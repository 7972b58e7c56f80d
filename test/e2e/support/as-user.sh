#!/bin/sh
# Playwright starts this in place of Electron when the tests run as root: the window itself runs as a normal user,
# because Chromium's sandbox does not work for root. setpriv replaces this process, so signals still arrive.
exec setpriv --reuid="$CARDWRIGHT_E2E_UID" --regid="$CARDWRIGHT_E2E_GID" --init-groups -- \
  "$CARDWRIGHT_E2E_ELECTRON" "$@"
