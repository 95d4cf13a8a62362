/** Programs that show each kind and detail of finding: the body of main, what the finding is, and the texts that must explain it. */
export interface Sample {
  readonly kind: string;
  readonly detail?: string;
  readonly main: string;
}

export const samples: Readonly<Record<string, Sample>> = {
  'a receive that nobody answers': { kind: 'deadlock', detail: 'receive', main: `
    const results = chan<number>();
    await results.receive();` },
  'a receiver whose sender has ended': { kind: 'deadlock', detail: 'receive', main: `
    const jobs = chan<number>();
    go(async function produce() { await jobs.send(1); });
    for await (const job of jobs) console.log(job);` },
  'a send that nobody answers': { kind: 'deadlock', detail: 'send', main: `
    const results = chan<number>();
    await results.send(1);` },
  'two that wait for each other': { kind: 'deadlock', detail: 'receive', main: `
    const [jobs, results] = [chan<number>(), chan<number>()];
    go(async function worker() { await jobs.receive(); await results.send(1); });
    await results.receive();` },
  'a nil channel': { kind: 'deadlock', detail: 'nil-channel', main: `
    const jobs = nilChan<number>();
    await jobs.receive();` },
  'a wait group that is never done': { kind: 'deadlock', detail: 'wait-group', main: `
    const all = new sync.WaitGroup();
    all.add(2);
    go(async function worker() { all.done(); });
    await all.wait();` },
  'a wait group whose member is stuck': { kind: 'deadlock', detail: 'wait-group', main: `
    const all = new sync.WaitGroup();
    const jobs = chan<number>();
    all.go(async function worker() { for await (const job of jobs) console.log(job); });
    await jobs.send(1);
    await all.wait();` },
  'a lock that its holder left locked': { kind: 'deadlock', detail: 'lock', main: `
    const mu = new sync.Mutex();
    const ready = chan<void>();
    go(async function hasty() { await mu.lock(); ready.close(); });
    await ready.receive();
    await mu.lock();` },
  'a lock taken twice': { kind: 'deadlock', detail: 'lock-cycle', main: `
    const mu = new sync.Mutex();
    await mu.lock();
    await mu.lock();` },
  'two locks in opposite order': { kind: 'deadlock', detail: 'lock-cycle', main: `
    class Account { readonly mu = new sync.Mutex(); }
    const [alice, bob] = [new Account(), new Account()];
    const both = new sync.WaitGroup();
    both.go(async function there() { await alice.mu.lock(); await time.sleep(5); await bob.mu.lock(); });
    both.go(async function back() { await bob.mu.lock(); await time.sleep(5); await alice.mu.lock(); });
    await both.wait();` },
  'a reader behind a writer that waits for it': { kind: 'deadlock', detail: 'lock-cycle', main: `
    const table = new sync.RWMutex();
    await table.rLock();
    go(async function writer() { await table.lock(); });
    await time.sleep(5);
    await table.rLock();` },
  'a select that nobody answers': { kind: 'deadlock', detail: 'select', main: `
    const [jobs, stop] = [chan<number>(), chan<never>()];
    await select({ jobs, stop });` },
  'an empty select': { kind: 'deadlock', detail: 'empty-select', main: `
    await select({});` },
  'a condition that nobody signals': { kind: 'deadlock', detail: 'cond', main: `
    const mu = new sync.Mutex();
    const full = new sync.Cond(mu);
    await mu.lock();
    await full.wait();` },
  'senders left behind': { kind: 'leak', detail: 'send', main: `
    const answers = chan<number>();
    for (let n = 0; n < 3; n++) go(async function ask() { await answers.send(n); });
    await answers.receive();` },
  'a receiver left behind': { kind: 'leak', detail: 'receive', main: `
    const jobs = chan<number>();
    go(async function worker() { for await (const job of jobs) console.log(job); });
    await jobs.send(1);` },
  'a select left behind': { kind: 'leak', detail: 'select', main: `
    const [jobs, stop] = [chan<number>(), chan<never>()];
    go(async function worker() { for (;;) await select({ jobs, stop }); });
    await jobs.send(1);` },
  'a send on a closed channel': { kind: 'panic', detail: 'send-on-closed', main: `
    const results = chan<number>(1);
    const done = chan<void>();
    go(async function closer() { results.close(); done.close(); });
    await done.receive();
    await results.send(1);` },
  'a channel closed twice': { kind: 'panic', detail: 'close-of-closed', main: `
    const results = chan<number>();
    results.close();
    results.close();` },
  'a nil channel closed': { kind: 'panic', detail: 'close-of-nil', main: `
    nilChan<number>().close();` },
  'one done too many': { kind: 'panic', detail: 'waitgroup-misuse', main: `
    const all = new sync.WaitGroup();
    all.done();` },
  'an unlock too many': { kind: 'panic', detail: 'lock-misuse', main: `
    const mu = new sync.Mutex();
    mu.unlock();` },
  'a panic in a goroutine': { kind: 'panic', main: `
    go(async function worker() { panic('boom'); });
    await time.sleep(5);` },
  'an error in main': { kind: 'error', main: `
    throw new RangeError('too far');` },
  'an exit': { kind: 'error', detail: 'exit', main: `
    process.exit(3);` },
  'a promise that nobody awaits': { kind: 'error', detail: 'unhandled-rejection', main: `
    void Promise.reject(new Error('dropped'));
    await time.sleep(5);` },
  'a callback that throws': { kind: 'error', detail: 'callback', main: `
    queueMicrotask(() => { throw new Error('late'); });
    await time.sleep(5);` },
  'an operation without await': { kind: 'unawaited', main: `
    const [first, second] = [chan<number>(), chan<number>(1)];
    void first.send(1);
    await second.send(2);` },
  'a promise that nothing settles': { kind: 'uncontrolled', main: `
    await new Promise(() => {});` },
  'a closed channel in a loop': { kind: 'livelock', main: `
    const jobs = chan<number>();
    jobs.close();
    for (;;) await jobs.receive();` },
  'a poller left behind': { kind: 'never-ends', main: `
    go(async function poll() { for (;;) await time.sleep(10); });
    await time.sleep(25);` },
  'a context that nobody cancels': { kind: 'lost-cancel', main: `
    const [ctx] = context.withCancel(context.background());
    await select({ stop: ctx.done(), default: true });` },
  'a context of an errgroup that nobody waits for': { kind: 'lost-cancel', detail: 'errgroup', main: `
    const [group, ctx] = errgroup.withContext(context.background());
    await group.go(async () => { ctx.err(); });
    await time.sleep(5);` },
  'a counter without a lock': { kind: 'race', main: `
    let total = 0;
    const all = new sync.WaitGroup();
    for (let n = 0; n < 2; n++) all.go(async function add() { const before = total; await gosched(); total = before + 1; });
    await all.wait();` },
  'a counter that one thread cannot lose': { kind: 'race', detail: 'parallel-only', main: `
    let total = 0;
    const all = new sync.WaitGroup();
    for (let n = 0; n < 2; n++) all.go(async function add() { total++; });
    await all.wait();` },
  'a map that two change': { kind: 'race', detail: 'concurrent-map-write', main: `
    const ages = new Map<string, number>();
    const all = new sync.WaitGroup();
    for (const name of ['ann', 'bob']) all.go(async function note() { ages.set(name, 1); });
    await all.wait();` },
  'an add inside the goroutine': { kind: 'race', detail: 'waitgroup-misuse', main: `
    const all = new sync.WaitGroup();
    go(async function late() { all.add(); await gosched(); all.done(); });
    await all.wait();
    await time.sleep(5);` },
  'a nil channel left behind': { kind: 'leak', detail: 'nil-channel', main: `
    let jobs = nilChan<number>();
    go(async function worker() { await jobs.receive(); });
    await time.sleep(5);` },
  'an empty select left behind': { kind: 'leak', detail: 'empty-select', main: `
    go(async function idle() { await select({}); });
    await time.sleep(5);` },
  'a wait group left behind': { kind: 'leak', detail: 'wait-group', main: `
    const all = new sync.WaitGroup();
    all.add();
    go(async function closer() { await all.wait(); });
    await time.sleep(5);` },
  'a lock left behind': { kind: 'leak', detail: 'lock', main: `
    const mu = new sync.Mutex();
    await mu.lock();
    go(async function late() { await mu.lock(); });
    await time.sleep(5);` },
  'a condition left behind': { kind: 'leak', detail: 'cond', main: `
    const full = new sync.Cond(new sync.Mutex());
    full.signal();
    go(async function waiter() { await full.locker.lock(); await full.wait(); });
    await time.sleep(5);` },
  'a full errgroup': { kind: 'deadlock', detail: 'lock-cycle', main: `
    const group = new errgroup.Group();
    group.setLimit(1);
    await group.go(async function outer() { await group.go(async function inner() {}); });
    await group.wait();` },
  'an errgroup whose member is stuck': { kind: 'deadlock', detail: 'wait-group', main: `
    const [group, ctx] = errgroup.withContext(context.background());
    const jobs = chan<number>();
    await group.go(async function worker() { await jobs.receive(); });
    await group.wait();
    ctx.err();` },
  'a panic of a promise that nobody awaits': { kind: 'panic', detail: 'unhandled-rejection', main: `
    void (async () => { panic('dropped'); })();
    await time.sleep(5);` },
  'a signal that is listened to for ever': { kind: 'lost-cancel', detail: 'signal', main: `
    const [ctx] = signal.notifyContext(context.background(), 'SIGTERM');
    await select({ stop: ctx.done(), default: true });` },
};
