import { expect, test } from "vitest";
import { Lanes } from "./lanes.ts";

const log = { debug() {}, info() {}, warn() {}, error() {} };

/** Lanes whose batches end when told to. */
function lanes(most: number, more: (account: string) => boolean = () => false) {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const batch = (account: string) => {
    begun.push(account);
    return new Promise<boolean>((resolve) => {
      ends.push(() => resolve(more(account)));
    });
  };
  const under = new Lanes(batch, { most, log });
  const end = async () => {
    ends.shift()?.();
    await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { under, begun, end };
}

test("however often an account is kicked, one batch runs, and one more after it", async () => {
  const { under, begun, end } = lanes(8);
  for (let kick = 0; kick < 5; kick += 1) under.kick("a");
  expect(begun).toEqual(["a"]);
  await end();
  expect(begun).toEqual(["a", "a"]);
  await end();
  await under.idle();
  expect(begun).toEqual(["a", "a"]);
});

test("a busy account goes to the back of the queue after every batch", async () => {
  const { under, begun, end } = lanes(1, (account) => account === "busy");
  for (const account of ["busy", "b", "c"]) under.kick(account);
  for (let batch = 0; batch < 4; batch += 1) await end();
  expect(begun).toEqual(["busy", "b", "c", "busy", "busy"]);
});

test("no more lanes run at once than may", () => {
  const { under, begun } = lanes(2);
  for (const account of ["a", "b", "c"]) under.kick(account);
  expect(begun).toEqual(["a", "b"]);
});

test("a batch that fails ends its lane and no other", async () => {
  const failing = new Lanes(() => Promise.reject(new Error("lost")), { most: 2, log });
  failing.kick("a");
  failing.kick("b");
  await failing.idle();
});

test("closing waits for what runs, drops what is queued, and takes nothing more", async () => {
  const { under, begun, end } = lanes(1, () => true);
  under.kick("a");
  under.kick("b");
  const closed = under.close();
  await end();
  await closed;
  under.kick("c");
  expect(begun).toEqual(["a"]);
});
