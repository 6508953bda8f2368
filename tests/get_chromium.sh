#!/bin/sh
# Brings what the browser tests need, where that is possible, and says so where it is not.
command -v chromium >/dev/null 2>&1 && exit 0
command -v chromium-browser >/dev/null 2>&1 && exit 0
command -v google-chrome >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing Chromium for the browser tests."
  if apt-get update -q >/dev/null 2>&1 &&
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q chromium fonts-dejavu-core >/dev/null 2>&1; then
    exit 0
  fi
fi
echo "Chromium is not here, so the browser tests will be skipped."
echo "To run them: sudo apt-get install chromium fonts-dejavu-core   (Debian, Ubuntu)"
exit 0
