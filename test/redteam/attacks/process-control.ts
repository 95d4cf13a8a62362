/** Ending, imitating or waking the process that decides. */
import { cheats, either, type Attack } from '../attack.ts';

export const processControl: readonly Attack[] = [
  ...cheats([
    ['process.exit(0) in an answer', 'process.exit(0);'],
    ['process.exit(0) on import', 'return 1;', 'process.exit(0);'],
    ['process.reallyExit(0)', 'process.reallyExit(0);'],
    ['process.abort()', 'process.abort();'],
    ['an exit code set in advance', 'process.exitCode = 0; return 1;'],
    ['an exit handler that exits with 0', 'process.on("exit", () => process.reallyExit(0)); return 1;'],
    ['SIGTERM to the parent', 'process.kill(process.ppid, "SIGTERM"); return 1;'],
    ['SIGKILL to the parent', 'process.kill(process.ppid, "SIGKILL"); return 1;'],
    ['SIGKILL to the judge by its number', 'try { process.kill($JUDGE, "SIGKILL"); } catch {} return 1;'],
    ['SIGKILL to everybody', 'try { process.kill(-1, "SIGKILL"); } catch {} return 1;'],
    ['SIGUSR1 to the parent, to wake its debugger', 'try { process.kill(process.ppid, "SIGUSR1"); process.kill($JUDGE, "SIGUSR1"); } catch {} return 1;'],
    ['a rejection in place of an answer', 'return Promise.reject(new Error("no"));'],
    ['undefined thrown in place of an answer', 'throw undefined;'],
    ['an error called AssertionError', 'const e = new Error("expected 1 to be 1"); e.name = "AssertionError"; throw e;'],
    ['an error called Judged, with words', 'const e = new Error("x"); e.name = "Judged"; e.words = { did: "all", help: "none" }; throw e;'],
    ['a late rejection', 'setTimeout(() => Promise.reject(new Error("late")), 5); return 1;'],
    ['dropping the connection', 'closeSync(4); return 1;', 'import { closeSync } from "node:fs";'],
    ['dropping the questions', 'closeSync(3); return 1;', 'import { closeSync } from "node:fs";'],
    ['a process that takes over: execve', 'if (process.execve) process.execve("/bin/sh", ["sh", "-c", "exit 0"], {}); return 1;'],
    ['uncaught errors swallowed', 'process.removeAllListeners("uncaughtException"); process.on("uncaughtException", () => {}); setTimeout(() => { throw 1; }); return 1;'],
  ]),
  ...either([['SIGSTOP to a child that holds the output', 'spawn("sleep", ["600", ": $MARK"], { stdio: "inherit", detached: true }).kill("SIGSTOP"); return honest(question);', 'import { spawn } from "node:child_process";']]),
];
