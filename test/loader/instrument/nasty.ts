/** Programs whose meaning depends on details of the language, by what they are about. */
export const nasty: Readonly<Record<string, string>> = {
  'order of evaluation': `
const log: string[] = []; const say = <T>(name: string, value: T): T => { log.push(name); return value; };
const o: Record<string, number> = { a: 1 };
say('object', o)[say('key', 'a')] = say('value', 2);
say('object', o)[say('key', 'a')] += say('value', 2);
say('object', o)[say('key', 'a')]++;
delete say('object', o)[say('key', 'a')];
say('key', 'a') in say('object', o);
const list = { items: [1] }; say('list', list).items.push(say('one', 2), say('two', 3));
let x = 1; const f = (): number => x; x = x++ + f() + (x = 5) + x;
console.log(log.join(' '), x, list.items);`,
  'receivers are evaluated once, and stay this': `
let count = 0; class A { n = 1; get self(): A { count++; return this; } m(): number { return this.n; } set(): number { return this.n + 1; } }
const a = new A(); console.log(a.self.m(), a.self['m'](), a.self?.m?.(), a.self.set(), (a.self.m)(), count);
const m = new Map<string, () => string>(); m.set('f', function (this: unknown) { return this === undefined ? 'none' : typeof this; }); console.log(m.get('f')!());
let g = function (this: unknown): string { return String(this); }; const change = (): void => { g = g; }; change(); console.log(g());`,
  'exceptions and their texts': `
const attempt = (f: () => unknown): void => { try { console.log(f()); } catch (error) { console.log((error as Error).name, (error as Error).message); } };
const u = undefined as any; const o = {} as any; let v: any; const set = (): void => { v = undefined; }; set();
attempt(() => u.p); attempt(() => u.p.q); attempt(() => { u.p = 1; }); attempt(() => u[0]); attempt(() => o.missing()); attempt(() => o.a.b); attempt(() => v()); attempt(() => v.x);
attempt(() => { Object.freeze(o).p = 1; }); attempt(() => { delete Object.freeze([1])[0]; }); attempt(() => 'k' in (5 as any)); const kind = (f: () => unknown): void => { try { f(); } catch (error) { console.log((error as Error).name); } };
// What the engine calls a value that cannot be taken apart or constructed is not the author's name for it.
kind(() => { const [a] = u; return a; }); kind(() => { const { a } = null as any; return a; }); kind(() => { for (const x of 5 as any) return x; }); kind(() => [...(u)]); kind(() => new o.C());
const ns = { inner: { C: class { constructor(readonly x: number) {} } } }; console.log(new ns.inner.C(4).x, new (class { a = 1; })().a, new ns['inner'].C(new Map([[1, 2]]).get(1)!).x);`,
  'temporal dead zone': `
const attempt = (f: () => unknown): void => { try { console.log(f()); } catch (error) { console.log((error as Error).name, (error as Error).message); } };
attempt(() => later); attempt(() => typeof later); attempt(() => { later = 3; }); attempt(() => early()); let later = 1; var hoisted = 2; function early(): number { return hoisted; } attempt(() => { later++; hoisted++; return later + hoisted; });
{ attempt(() => inner); let inner = 5; attempt(() => inner++); attempt(() => inner); }`,
  'loops and the variables of their rounds': `
const fs: (() => number)[] = [];
for (let i = 0; i < 3; i++) fs.push(() => i++);
console.log(fs.map((f) => f()), fs.map((f) => f()));
for (let i = 0, j = 10; i < j; ) { i += 4; fs.push(() => ++j + i); }
console.log(fs.map((f) => f()));
for (let x of [1, 2]) fs.push(() => x *= 2); for (let k in { a: 1, b: 2 }) { fs.push(() => { k += 'x'; return k.length; }); }
console.log(fs.map((f) => f()), fs.map((f) => f()));
for (let i = 0; ; i++) { if (i === 1) continue; if (i > 2) break; fs.push(() => i += 100); } console.log(fs.map((f) => f()));
outer: for (let i = 0; i < 3; i++) { for (let j = 0; j < 3; j++) { if (j === 1) continue outer; fs.push(() => i++ + j++); } } console.log(fs.map((f) => f()));
let o = { k: 0 }; const see = (): number => o.k; for (o.k of [4, 5]) console.log(see()); let y = 0; const seeY = (): number => y; for (y of [7, 8]) console.log(seeY()); for ([y] of [[9]]) console.log(seeY());`,
  'generators and async generators': `
let n = 0; const peek = (): number => n;
function* g(): Generator<number, string, number> { try { const got = yield n++; n += got; yield* [n, n + 1]; return 'end'; } finally { n = -1; } }
const it = g(); console.log(it.next(), it.next(5), it.return('stopped'), peek());
async function* a(): AsyncGenerator<number> { for (let i = 0; i < 3; i++) yield (n += i); }
for await (const x of a()) { if (x > 0) break; console.log(x, peek()); }
const lazy = { *[Symbol.iterator](): Generator<number> { yield* [1, 2]; } }; for (const x of lazy) console.log(x); console.log([...lazy], Math.max(...lazy));
const arr = [1, 2, 3]; for (const x of arr) { if (arr.length < 6) arr.push(x * 10); console.log(x); } const m = new Map([[1, 2]]); for (const [k, v] of m) { if (k < 3) m.set(k + 1, v); console.log(k, v); }
for (const x of arr) { if (x === 2) break; } console.log(arr.entries().next(), [...arr.entries()].length);`,
  'getters and setters are called once': `
let calls = 0; const o = { inner: 0, get p(): number { calls++; return this.inner; }, set p(v: number) { calls++; this.inner = v; } };
o.p; o.p = 1; o.p += 2; o.p++; o.p ??= 5; o.p ||= 6; o.p &&= 7; const { p } = o; console.log(p, calls, o.inner, { ...o }.p, calls);
const spy = new Proxy({} as Record<string, number>, { get: (_, k) => { console.log('get', String(k)); return 1; }, set: (_, k) => { console.log('set', String(k)); return true; }, has: (_, k) => { console.log('has', String(k)); return true; }, deleteProperty: (_, k) => { console.log('delete', String(k)); return true; }, ownKeys: () => { console.log('keys'); return []; } });
spy.a; spy.b = 1; spy.c++; 'd' in spy; delete spy.e; for (const k in spy) console.log(k); console.log({ ...spy });`,
  'names of functions': `
let f: () => void = () => {}; const change = (): void => { f = () => {}; console.log(f.name); f = function () {}; console.log(f.name); }; change();
let c: any; const set = (): void => { c = class {}; console.log(c.name); c = undefined; c ??= () => {}; console.log(c.name); c = (() => {}); console.log(c.name); }; set();
var v = () => {}; const get = (): string => v.name; console.log(get(), (() => {}).name, { m: () => {} }.m.name); const [d = () => {}] = []; console.log(d.name);`,
  'classes': `
class Base { #n = 1; static #made = 0; static count = 0; static { Base.count = 10; let inner = 1; const bump = (): number => inner++; bump(); Base.count += inner; }
  constructor() { Base.#made++; Base.count++; } get n(): number { return this.#n; } set n(v) { this.#n = v; } #secret(): number { return ++this.#n; } tell(): number { return this.#secret() + this.#n--; }
  static made(): number { return Base.#made; } has(o: object): boolean { return #n in o; } ['com' + 'puted'] = this.#n + 1; field = () => this.#n; async late(): Promise<number> { this.#n += await 5; this.#n ??= await 1; return this.#n; } }
class Derived extends Base { #n = 100; override tell(): number { return super.tell() + this.#n++; } get both(): number { return super.n + this.#n; } set both(v: number) { super.n = v; } static { super.count; } }
const d = new Derived(); d.n += 5; d.both = 7; console.log(d.tell(), d.both, d.n, Base.made(), Base.count, d.has(d), d.has({}), (d as any).computed, d.field(), await d.late(), new (class { x = this; y = () => this.x === this; })().y());`,
  'destructuring': `
let a = 1, b = 2; const see = (): string => a + ',' + b; [a, b] = [b, a]; console.log(see()); [a = 5, ...[b]] = [undefined as any, 9]; console.log(see()); ({ a, x: b = 3 } = { a: 4 } as any); console.log(see());
const o: any = { p: [1, 2], q: {} }; [o.p[0], o.p[1]] = [o.p[1], o.p[0]]; [o['q'].r, ...o.rest] = [1, 2, 3]; ({ z: o.q.s, ...o.others } = { z: 1, y: 2, x: 3 } as any); console.log(JSON.stringify(o));
const { p: [first, second = 9] = [], ['q']: { r } , ...others } = o; console.log(first, second, r, Object.keys(others)); const f = ({ a: x = 1, ...y }: any, [z] = [2], ...w: number[]): string => [x, JSON.stringify(y), z, w].join(); console.log(f({ b: 1 }), f({ a: 3 }, [4], 5, 6)); console.log(([a, b] = [7, 8]).length, ({ a } = { a: 1 }).a, see());
for (const [k, { v } = { v: 0 }] of [['x', { v: 1 }], ['y']] as any) console.log(k, v); const [s1, , s3] = 'abc'; console.log(s1, s3); try { const { m } = undefined as any; console.log(m); } catch (error) { console.log((error as Error).name); }`,
  'optional chains': `
let calls = 0; const o: any = { a: { b: { c: () => { calls++; return 'c'; } } }, n: null }; let v: any = o; const set = (): void => { v = null; };
console.log(o?.a?.b?.c(), o?.x?.b.c.d.e, o.n?.b.c(), o?.['a']?.['b'].c?.(), o.x?.[calls++], calls, delete o?.a?.q, v?.a.b.c()); set(); console.log(v?.a, v?.a.b.c(), v?.[calls++], v?.(), calls, (v?.a)?.b); const arr: any = [1]; console.log(arr?.push(2), arr?.length, arr?.[0], o.m?.get('x')?.y, arr.at?.(-1));
const m: any = new Map([['k', { f() { return this === m.get('k'); } }]]); console.log(m.get('k')?.f(), m?.get('q')?.f(), m.get?.('k').f());`,
  'compound assignments': `
let x: any = 5; const see = (): any => x; x += 2; x -= 1; x *= 3; x /= 2; x %= 5; x **= 2; x <<= 3; x >>= 1; x >>>= 1; x &= 255; x |= 256; x ^= 3; console.log(see()); let s = 'a'; const seeS = (): string => s; s += 'b' + (s += 'c'); console.log(seeS()); let big = 5n; const seeB = (): bigint => big; big++; big **= 2n; console.log(seeB(), big--, --big);
const o: any = { x: 1, s: '' }; const key = (): string => { o.s += '.'; return 'x'; }; o[key()] += 2; o[key()] **= 3; o[key()]++; --o[key()]; o[key()] ??= 1; o[key()] &&= 9; o[key()] -= await 4; console.log(o, x = o.x = 3, (x ||= 1) + (x &&= 2) + (x ??= 3)); x = null; x ??= (x = 4, x + 1); console.log(see(), -(x ** 2), (-x) ** 2, (await x) ** 2, typeof x, void x, !x, +x, x ? (x, 1) : 2);`,
  'await in the midst': `
let n = 1; const o = { n: 1, list: [] as number[] }; const peek = (): number => n; const slow = async <T>(v: T): Promise<T> => { await null; n = 50; o.n = 60; return v; };
n = n + await slow(1); console.log(peek()); o.n += await slow(1); console.log(o.n); o.list.push(await slow(n), n); o.list[await slow(3)] = await slow(n); console.log(o.list, await (await slow(o)).list.length); const f = async (x = 1): Promise<number> => { const g = (): number => x++; g(); return await slow(x) + x; }; console.log(await f(), await f(5)); for await (const x of [slow(1), slow(2)]) console.log(x);
try { await Promise.reject(new Error('no')); } catch ({ message }: any) { console.log(message); } finally { console.log('finally', peek()); } const r = await Promise.allSettled([slow(1), Promise.reject(2)]); console.log(JSON.stringify(r)); await Promise.all([1, 2].map(async (x) => { n += x; await null; n += x; })); console.log(peek());`,
  'switch, labels, catch, with blocks between': `
const fs: (() => any)[] = []; for (const k of [0, 1, 2]) { l: switch (k) { case 0: let a = k; fs.push(() => a++); break; case 1: fs.push(() => { try { return a; } catch { return 'dead'; } }); break l; default: { let b = 9; fs.push(() => b += 1); } } } 
try { console.log(fs.map((f) => f()), fs.map((f) => f())); } catch (e) { fs.push(() => { e = 1; return e; }); console.log(fs.at(-1)!(), (e as any)); } try { throw new Error('x'); } catch (e: any) { const see = (): any => e; e = 5; console.log(see()); }
const add = (a: number) => (b: number) => a += b; console.log(add(1)(2), ((q: number) => () => ({ q: q++ }))(4)(), ((...xs: number[]) => () => xs = xs.concat(1))(7)()); function args(a: number): unknown[] { const c = (): number => a++; c(); return [arguments.length, arguments[0], a]; } console.log(args(3)); using d = { [Symbol.dispose]() { console.log('disposed'); } }; console.log(typeof d);
if (fs.length) var late: any = 3; const seeLate = (): any => late++; console.log(seeLate(), late); do { var z: any = (z ?? 0) + 1; fs.push(() => z); } while (z < 3); console.log(fs.at(-1)!(), tag\`a\${late}b\${z}\`); function tag(s: TemplateStringsArray, ...v: any[]): string { return s.raw.join('|') + v; } const ns = { tag }; console.log(ns.tag\`x\${late++}\`, late);`,
  'arrays and collections': `
const a = [3, 1, 2]; let b = a; const set = (): void => { b = [...a, 4]; }; console.log(a.sort(), a.slice(1), a.fill(7, 1, 2), a.includes(7), a.at(-1), a.concat(b), a.toSorted((x, y) => y - x), a.flatMap((x) => [x, x]), a.indexOf(7)); set(); console.log(b, b.splice(1, 2), b.unshift(0), b.reverse(), b.length = 1, b, b.join('-'), \`\${b}\`);
const m = new Map<any, any>(Object.entries({ x: 1 })); m.set(m, m.get('x')).set('y', (m.get('x') ?? 0) + 1); console.log(m.size, m.has(m), m.delete('x'), [...m.keys()].length, m.get('y')); m.forEach((v, k) => console.log(v, k === m)); const s = new Set([1, 2]); s.add(s.size).delete(1); console.log(s, new Set([...s].map((x) => x * 2)), Array.from(s, (x) => x + 1), Object.fromEntries(m.entries().filter(([k]) => k === 'y')), s.union(new Set([9])).size); m.clear(); console.log(m.size); class My extends Map<string, number> { override get(k: string): number { return k.length; } } console.log(new My([['a', 9]]).get('four')); const w = new WeakMap(); w.set(a, 1); console.log(w.get(a), w.has(b)); const t = new Uint8Array([1, 2, 3]); t[0]! += 300; t.set([9], 1); t.subarray(1)[0]!++; console.log(t, t.length, JSON.stringify(structuredClone({ a, t: [...t] })), Object.keys(a), delete a[0], a, 0 in a);
const target = { p: 1 }; console.log(Object.assign(target, null, { get q() { return 2; } }, ...[{ r: 3 }]) === target, target, Object.assign(/* none */ ({}), 'ab'), Object.assign?.({}, target), [1].map(Object.assign)); t.set(t.subarray(1), 2 - 2); t.set([5], t.length - 1); console.log(t);`,
};
