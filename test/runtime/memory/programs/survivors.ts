/** Goroutines that outlive their programs, each in its own way. */
import { chan, go, gosched, run, select, signal, sync, time } from '../../../../src/index.ts';
import { becomesFast, tell, turn } from './harness.ts';

let settled = 0;
const settles = (): void => void settled++;
const figures: Record<string, number> = {};

/** Whether, once the program is over, its survivors have had their say and nothing is left of them, operations are fast again. */
async function recovers(name: string, main: () => Promise<void>): Promise<void> {
  await run(main);
  for (let times = 0; times < 5; times++) await turn();
  figures[name] = await becomesFast();
}

await recovers('parked', async () => {
  const nobody = chan<number>();
  go(() => nobody.receive().then(settles));
  await gosched();
});
await recovers('notBegun', async () => { go(settles); });
await recovers('yielding', async () => {
  go(async () => {
    for (;;) await gosched();
  });
  await gosched();
});
await recovers('polling', async () => {
  const nobody = chan<number>();
  go(async () => {
    for (;;) await select({ nobody, default: true });
  });
  await gosched();
});
await recovers('busy', async () => {
  const room = chan<number>(1);
  go(async () => {
    for (;;) {
      await room.send(1);
      await room.receive();
    }
  });
  await turn();
});
await recovers('ending', async () => {
  go(async () => { await turn(); });
  await turn();
});

/** What a survivor asks for could be had at once; it gets it never. */
const operations: Record<string, () => Promise<unknown>> = {
  send: () => chan<number>(1).send(1),
  receive: () => {
    const closed = chan<number>();
    closed.close();
    return closed.receive();
  },
  select: () => select({ sent: select.send(chan<number>(1), 1) }),
  default: () => select({ default: true }),
  lock: () => new sync.Mutex().lock(),
  wait: () => new sync.WaitGroup().wait(),
  sleep: () => time.sleep(0),
  gosched: () => gosched(),
};
let asked = 0;
for (const [name, operation] of Object.entries(operations)) {
  await recovers(name, async () => {
    go(async () => {
      await turn();
      await turn();
      asked++;
      await operation();
      settles();
    });
    await turn();
  });
}

/** The same for what goes on beside a goroutine that waits, and for the second chain of one. */
await recovers('besideOneThatWaits', async () => {
  const nobody = chan<number>();
  go(async () => {
    void nobody.receive().then(settles);
    await turn();
    await turn();
    asked++;
    await chan<number>(1).send(1);
    settles();
  });
  await turn();
});
await recovers('twoChains', async () => {
  const chain = async (): Promise<void> => {
    await turn();
    await turn();
    asked++;
    await chan<number>(1).send(1);
    settles();
  };
  go(async () => { await Promise.all([chain(), chain()]); });
  await turn();
});
await recovers('aChainOfMain', async () => {
  const nobody = chan<number>();
  void nobody.receive().then(settles);
  void (async () => {
    await turn();
    await turn();
    asked++;
    await chan<number>(1).send(1);
    settles();
  })();
});

// A timer of its own, or a goroutine, does not start either.
await run(async () => {
  go(async () => {
    await turn();
    await turn();
    asked++;
    time.afterFunc(1, settles);
    go(settles);
    signal.notifyContext((await import('../../../../src/index.ts')).context.background(), 'SIGTERM');
  });
  time.afterFunc(1, settles);
  await turn();
});
await new Promise((resolve) => { setTimeout(resolve, 30); });
tell({ ...figures, asked, settled, listeners: process.listenerCount('SIGTERM') });
