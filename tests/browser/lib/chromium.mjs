import { chromium } from "playwright-core";

/** Starts the Chromium of this machine, which CHROMIUM names. */
export function launch(args = []) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    // Chromium has no sandbox for root, whom containers run as.
    chromiumSandbox: process.getuid() !== 0,
    args: ["--disable-quic", ...args],
  });
}
