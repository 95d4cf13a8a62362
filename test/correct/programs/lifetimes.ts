// Goroutines that end later than one might think, or that are meant to stay. Nothing here is wrong.
import { atomic, chan, context, defer, go, gosched, select, sync, time, type Context, type ReceiveChannel } from 'concurrency-tutor';

/** A goroutine that serves for as long as the process lives, and says so. */
export async function declaredDaemon(): Promise<void> {
  const requests = chan<number>();
  const replies = chan<number>(1);
  go.daemon(async function serve() { for await (const request of requests) await replies.send(request + 1); });
  await requests.send(1);
  await replies.receive();
}

/** A daemon that is asleep when main returns. */
export async function sleepingDaemon(): Promise<void> {
  go.daemon(async function housekeeping() { for (;;) await time.sleep(60_000); });
  await time.sleep(1);
}

/** A daemon that spins over a ticker. */
export async function tickingDaemon(): Promise<void> {
  const beats = new atomic.Int32();
  go.daemon(async function beat() {
    for await (const _tick of time.newTicker(5).channel) beats.add(1);
  });
  await time.sleep(21);
}

/** A goroutine that main does not wait for, which ends by itself soon afterwards. */
export async function endsAfterMain(): Promise<void> {
  go(async function flush() {
    await time.sleep(50);
    await gosched();
  });
  await gosched();
}

/** The loser of a race has room for its answer and ends, although nobody will ever take it. */
export async function abandonedResult(): Promise<void> {
  const answers = chan<string>(2);
  for (const server of ['near', 'far']) {
    go(async function ask() {
      await time.sleep(server === 'near' ? 1 : 30);
      await answers.send(server);
    });
  }
  await answers.receive();
}

/** A result that is thrown away on purpose, by a timeout. */
export async function abandonedAfterTimeout(): Promise<void> {
  const result = chan<number>(1);
  go(async function slow() {
    await time.sleep(100);
    await result.send(1);
  });
  await select({ result, late: time.after(10) });
}

/** Workers are told to stop by closing what they read from. */
export async function stoppedByClosing(): Promise<void> {
  const jobs = chan<number>();
  const wg = new sync.WaitGroup();
  for (let worker = 0; worker < 3; worker++) {
    wg.go(async function work() { for await (const _job of jobs) await gosched(); });
  }
  for (let job = 0; job < 6; job++) await jobs.send(job);
  jobs.close();
  await wg.wait();
}

/** Main only says that they should stop, and returns; they see it afterwards. */
export async function toldToStopAtTheEnd(): Promise<void> {
  const stop = chan<void>();
  using _stop = defer(() => stop.close());
  for (let n = 0; n < 3; n++) {
    go(async function loop() {
      for (;;) {
        const event = await select({ stop, tick: time.after(5) });
        if (event.case === 'stop') return;
      }
    });
  }
  await time.sleep(12);
}

/** A spinning goroutine that looks at a flag which main sets as its last act. */
export async function spinsUntilTheFlag(): Promise<void> {
  const done = new atomic.Bool();
  using _done = defer(() => done.store(true));
  go(async function spin() { while (!done.load()) await gosched(); });
  await gosched();
}

/** A goroutine starts the next generation and ends; the last one ends, too. */
export async function generations(): Promise<void> {
  const last = chan<number>();
  const generation = async (n: number): Promise<void> => {
    if (n === 8) await last.send(n);
    else go(generation, n + 1);
  };
  go(generation, 0);
  await last.receive();
}

/** A watcher of a context that main cancels when it returns. */
export async function watcherOfACancelledContext(): Promise<void> {
  const [ctx, cancel] = context.withCancel(context.background());
  using _cancel = defer(cancel);
  const closed = chan<void>(1);
  go(async function watch() {
    await ctx.done().receive();
    await closed.send();
  });
  await gosched();
}

/** A parent that outlives its child, which cancels itself. */
export async function childContextEndsFirst(): Promise<void> {
  const [parent, cancelParent] = context.withCancel(context.background());
  using _parent = defer(cancelParent);
  const step = async (ctx: Context): Promise<void> => {
    const [child, cancel] = context.withTimeout(ctx, 1_000);
    using _cancel = defer(cancel);
    await select({ done: child.done(), work: time.after(1) });
  };
  for (let n = 0; n < 3; n++) await step(parent);
}

/** A child that is never cancelled itself, but ends with its parent. */
export async function childEndsWithItsParent(): Promise<void> {
  const [parent, cancel] = context.withCancel(context.background());
  const [child, cancelChild] = context.withCancel(parent);
  const ended = chan<void>();
  go(async function work() {
    await child.done().receive();
    ended.close();
  });
  await time.sleep(1);
  cancel();
  await ended.receive();
  cancelChild();
}

/** A timeout that simply runs out; its cancel function is called all the same. */
export async function deadlineRunsOut(): Promise<void> {
  const [ctx, cancel] = context.withTimeout(context.background(), 5);
  using _cancel = defer(cancel);
  await ctx.done().receive();
}

/** The cancel function is handed to whoever ends the work, and called there. */
export async function cancelHandedOn(): Promise<void> {
  const start = (): { readonly ctx: Context; readonly close: () => void } => {
    const [ctx, cancel] = context.withCancel(context.background());
    return { ctx, close: () => cancel() };
  };
  const session = start();
  go(async function serve() { await session.ctx.done().receive(); });
  await time.sleep(1);
  session.close();
}

/** A value that rides along in a context needs no end. */
export async function contextThatOnlyCarries(): Promise<void> {
  const user = context.key<string>('user');
  const ctx = context.withValue(context.background(), user, 'ada');
  const wg = new sync.WaitGroup();
  wg.go(function greet() { console.log(ctx.value(user)); });
  await wg.wait();
}

/** Clean-up after the end of a context, kept from running because the work was finished first. */
export async function cleanUpNotNeeded(): Promise<void> {
  const [ctx, cancel] = context.withCancel(context.background());
  using _cancel = defer(cancel);
  const stop = context.afterFunc(ctx, async function rollBack() { await gosched(); });
  await time.sleep(1);
  stop();
}

/** A context detached from its parent goes on after the parent has ended. */
export async function detachedContext(): Promise<void> {
  const [parent, cancel] = context.withCancel(context.background());
  const audit = context.withoutCancel(parent);
  cancel();
  const written = chan<void>(1);
  go(async function write(ctx: Context) {
    await select({ over: ctx.done(), write: time.after(1) });
    await written.send();
  }, audit);
  await written.receive();
}

/** A subscriber leaves, and the publisher notices it by the channel the subscriber closes. */
export async function subscriberLeaves(): Promise<void> {
  const events = chan<number>();
  const gone = chan<void>();
  const wg = new sync.WaitGroup();
  wg.go(async function publish(left: ReceiveChannel<void>) {
    for (let n = 0; ; n++) {
      const event = await select({ sent: select.send(events, n), left });
      if (event.case === 'left') return;
    }
  }, gone);
  for (let n = 0; n < 3; n++) await events.receive();
  gone.close();
  await wg.wait();
}
