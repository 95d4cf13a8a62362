/** What fools a test library that runs beside the code, and the language it is written in. */
import { cheats, type Attack } from '../attack.ts';

export const testLibrary: readonly Attack[] = cheats([
  ['expect.extend through the global', 'const e = globalThis[Symbol.for("expect-global")]; e?.extend?.({ toBe: () => ({ pass: true }), toEqual: () => ({ pass: true }) }); return 1;'],
  ['globalThis.expect and it replaced', 'globalThis.expect = () => new Proxy(() => {}, { get: () => () => {} }); globalThis.it = () => {}; return 1;'],
  ['vitest\'s worker state', 'const w = globalThis.__vitest_worker__; if (w) w.rpc = new Proxy({}, { get: () => () => {} }); return 1;'],
  ['vitest\'s runner', 'const r = globalThis.__vitest_index__; if (r) r.TestRunner.prototype.runTask = () => {}; return 1;'],
  ['vitest imported', 'return 1;', 'import { expect } from "vitest";\nexpect.extend({});'],
  ['the suite\'s module imported', 'return 1;', 'import { judge } from "concurrency-tutor/suite";\njudge(true, {});'],
  ['chai imported', 'return 1;', 'import chai from "chai";'],
  ['a dynamic import of vitest', 'try { const v = await import("vitest"); v.expect.extend({ toBe: () => ({ pass: true }) }); } catch {} return 1;'],
  ['Promise.prototype.then patched', 'const then = Promise.prototype.then; Promise.prototype.then = function (a, b) { return then.call(this, a, a); }; return 1;'],
  ['Object.is patched', 'Object.is = () => true; return NaN;'],
  ['Object.prototype polluted', 'Object.prototype.pass = true; Object.prototype.status = "pass"; Object.prototype.mode = "skip"; return 1;'],
  ['Array.prototype polluted', 'Array.prototype.every = () => true; Array.prototype.find = () => undefined; return 1;'],
  ['Map.prototype patched', 'Map.prototype.get = () => ({ status: "pass", score: 9 }); Map.prototype.has = () => true; return 1;'],
  ['WeakMap.prototype patched', 'WeakMap.prototype.get = () => () => {}; return 1;'],
  ['Function.prototype.apply patched', 'Function.prototype.apply = () => true; return 1;'],
  ['Error.prepareStackTrace looks for the suite', 'Error.prepareStackTrace = (e, sites) => sites.map((s) => String(s.getFunction?.())).join(); const s = new Error().stack; return String(s).includes("7919") ? honest(question) : 1;'],
  ['Date.now forged', 'Date.now = () => 0; return 1;'],
  ['Math.random forged', 'Math.random = () => 0.5; return 1;'],
  ['setTimeout forged', 'globalThis.setTimeout = (f) => f(); return 1;'],
  ['the test is looked for in the environment', 'return process.env.VITEST || process.env.VITEST_WORKER_ID ? honest(question) : 1;'],
  ['an export called then', 'return 1;', 'export function then(resolve) { resolve({ work: () => 1 }); }'],
  ['a default export that answers', 'return 1;', 'export default async () => 1;'],
]);
