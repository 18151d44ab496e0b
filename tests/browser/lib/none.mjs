import assert from "node:assert/strict";

/** Fails with every fault, a line each. */
export function none(faults) {
  if (faults.length > 0) assert.fail(`${faults.length} found:\n${faults.slice(0, 60).join("\n")}${faults.length > 60 ? "\n…" : ""}`);
}
