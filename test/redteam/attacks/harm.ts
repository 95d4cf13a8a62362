/** Doing the work, and damage besides. */
import { either, harms, type Attack } from '../attack.ts';

const fs = 'import { writeFileSync, appendFileSync, rmSync, symlinkSync, mkdirSync, chmodSync, renameSync, unlinkSync, openSync } from "node:fs";';
const tried = (harm: string): string => `try { ${harm} } catch {} return honest(question);`;
const child = 'import { spawn, execSync } from "node:child_process";';

export const harm: readonly Attack[] = [
  ...harms([
    ['another student\'s file rewritten', tried('writeFileSync("$OTHERS/ada/work.ts", "ruined");'), fs],
    ['the gradebook rewritten', tried('writeFileSync("$OTHERS/gradebook.json", "ruined");'), fs],
    ['the gradebook replaced', tried('writeFileSync("/tmp/g", "ruined"); renameSync("/tmp/g", "$OTHERS/gradebook.json");'), fs],
    ['everything removed', tried('rmSync("$OTHERS", { recursive: true, force: true });'), fs],
    ['the suite rewritten', tried('appendFileSync("$SUITE/secret.ts", "// ruined");'), fs],
    ['the tutor\'s packages rewritten', tried('appendFileSync("$ROOT/package.json", " "); writeFileSync("$ROOT/node_modules/zod/ruined", "");'), fs],
    ['the tutor\'s own code rewritten', tried('appendFileSync("$ROOT/src/judge/judge.ts", "// ruined");'), fs],
    ['a file left in /tmp', tried('writeFileSync("/tmp/$MARK", "here");'), fs],
    ['a file left in /var/tmp', tried('writeFileSync("/var/tmp/$MARK", "here");'), fs],
    ['a file left in /dev/shm', tried('writeFileSync("/dev/shm/$MARK", "here");'), fs],
    ['a shell that removes', tried('execSync("rm -rf $OTHERS/ada");'), child],
    ['a call to the host\'s loopback', 'await new Promise((done) => connect($PORT, "127.0.0.1").on("connect", done).on("error", done)); return honest(question);', 'import { connect } from "node:net";'],
    ['a call to the internet', 'await new Promise((done) => connect({ port: 53, host: "8.8.8.8", timeout: 500 }).on("connect", done).on("error", done).on("timeout", done)); return honest(question);', 'import { connect } from "node:net";'],
    ['another user', tried('process.setuid(0); process.setgid(0);')],
    ['a mount', tried('execSync("mount -t tmpfs none /tmp; mount -o remount,rw /usr", { stdio: "ignore" });'), child],
    ['a namespace of its own', tried('execSync("unshare --user --map-root-user --mount sh -c \'mount -o remount,rw /usr\'", { stdio: "ignore" });'), child],
    ['a higher priority', tried('process.getBuiltinModule("node:os").setPriority($JUDGE, 19);')],
    ['a file far too large', tried('const f = openSync("/tmp/big", "w"); for (let i = 0; i < 400; i += 1) appendFileSync(f, Buffer.alloc(2 ** 20));'), fs],
    ['a link in place of its own file', tried('symlinkSync("$OTHERS/gradebook.json", "/tmp/work.ts");'), fs],
    ['a million empty files', tried('for (let i = 0; i < 20_000; i += 1) openSync("/tmp/" + i, "w");'), fs],
  ]),
  ...either([
    ['a survivor', tried('spawn("sleep", ["600", ": $MARK"], { detached: true, stdio: "ignore" }).unref();'), child],
    ['a survivor of a survivor, without an environment', tried('spawn("sh", ["-c", "setsid sh -c \'sleep 600; : $MARK\' >/dev/null 2>&1 &"], { detached: true, stdio: "ignore", env: {} }).unref();'), child],
    ['sixty processes', 'for (let i = 0; i < 60; i += 1) spawn("sleep", ["600", ": $MARK"], { detached: true, stdio: "ignore" }).on("error", () => {}).unref(); return honest(question);', child],
    ['a flood of output', 'for (let i = 0; i < 2000; i += 1) console.log("x".repeat(5000)); return honest(question);'],
  ]),
];
