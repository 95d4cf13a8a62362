import { describe, expect, test } from 'vitest';
import { context, defer, errgroup, go, gosched, select, signal, sync, time, type Context } from '../../../src/index.ts';
import { exploreProgram } from '../../../src/explore/index.ts';
import { loadText } from '../load-text.ts';

const kindsOf = async (program: () => unknown, schedules = 50): Promise<string[]> =>
  (await exploreProgram(program, { schedules })).report.findings.map(({ kind, detail }) => [kind, detail].filter((part) => part !== undefined).join('.'));

describe('a context that nobody ends is found', () => {
  test.each<[string, string[], () => unknown]>([
    ['made with withCancel', ['lost-cancel'], async () => { context.withCancel(context.background()); await gosched(); }],
    ['made with withCancelCause', ['lost-cancel'], async () => { context.withCancelCause(context.background()); await gosched(); }],
    ['made with withTimeout, which main does not live to see', ['lost-cancel'], async () => { context.withTimeout(context.background(), time.Second); await time.sleep(1); }],
    ['made with withDeadline', ['lost-cancel'], async () => { context.withDeadline(context.background(), time.now() + time.Second); await time.sleep(1); }],
    ['by a path that leaves before cancel', ['lost-cancel'], async () => {
      const work = async (ctx: Context): Promise<void> => {
        const [, cancel] = context.withCancel(ctx);
        await gosched();
        if (ctx.err() === undefined) return;
        cancel();
      };
      await work(context.background());
    }],
    ['by a goroutine that has ended', ['lost-cancel'], async () => {
      const wg = new sync.WaitGroup();
      wg.go(() => void context.withCancel(context.background()));
      await wg.wait();
    }],
    ['whose child alone is cancelled', ['lost-cancel'], async () => {
      const [ctx] = context.withCancel(context.background());
      const [, cancel] = context.withCancel(ctx);
      await gosched();
      cancel();
    }],
    ['beside a goroutine that waits for it for ever', ['leak.receive', 'lost-cancel'], async () => {
      const [ctx] = context.withCancel(context.background());
      go(() => ctx.done().receive());
      await gosched();
    }],
    ['of an errgroup that nobody waits for', ['lost-cancel.errgroup'], async () => {
      const [group] = errgroup.withContext(context.background());
      await group.go(() => gosched());
      await time.sleep(1);
    }],
    ['of signals that nobody stops', ['lost-cancel.signal'], async () => { signal.notifyContext(context.background(), 'SIGUSR2'); await gosched(); }],
  ])('%s', async (_name, kinds, program) => {
    expect(await kindsOf(program)).toEqual(kinds);
  });

  test('under the schedules that lose it only', async () => {
    const { report, outcomes } = await exploreProgram(async () => {
      const [, cancel] = context.withCancel(context.background());
      let first = '';
      const wg = new sync.WaitGroup();
      for (const name of ['a', 'b']) wg.go(() => { first ||= name; });
      await wg.wait();
      if (first === 'a') cancel();
    });
    expect(report.verdict).toBe('lost-cancel');
    expect(outcomes.map(({ verdict }) => verdict).sort()).toEqual(['lost-cancel', 'pass']);
  });

  test('once for each place that makes some, with its line', async () => {
    const program = await loadText([
      `import { context, gosched } from 'concurrency-tutor';`,
      `export default async () => {`,
      `  for (let i = 0; i < 3; i++) context.withCancel(context.background());`,
      `  const [ctx] = context.withTimeout(context.background(), 1000);`,
      `  context.withCancel(ctx);`,
      `  await gosched();`,
      `};`,
    ].join('\n'));
    const { report } = await exploreProgram(program, { schedules: 5 });
    expect(report.findings).toMatchObject([
      { kind: 'lost-cancel', goroutines: [{ name: 'main', at: { file: 'program.ts', line: 3 } }], message: expect.stringContaining('program.ts:3:39 (and 2 more') as string },
      { kind: 'lost-cancel', goroutines: [{ name: 'main', at: { file: 'program.ts', line: 4 } }] },
    ]);
  });
});

const module = async (...lines: string[]): Promise<string[]> => {
  const program = await loadText([`import { chan, context, defer, go, gosched, run, time } from 'concurrency-tutor';`, ...lines].join('\n'));
  return (await exploreProgram(program, { schedules: 20 })).report.findings.map(({ kind }) => kind);
};

describe('in a program whose source is known', () => {
  const open = `const [ctx, cancel] = context.withCancel(context.background());`;

  test.each<[string, string]>([
    ['is thrown away', `const [ctx] = context.withCancel(context.background()); await gosched();`],
    ['is not taken', `const ctx = context.withCancel(context.background())[0]; await gosched(); console.log(ctx.err());`],
    ['is never named', `context.withCancel(context.background()); await gosched();`],
    ['is skipped by an early return', `${open} await gosched(); if (ctx.err() === undefined) return; cancel();`],
    ['is deferred too late', `${open} await gosched(); if (ctx.err() === undefined) return; using _cancel = defer(cancel);`],
    ['is deferred too late, in a function', `${open} await gosched(); if (ctx.err() === undefined) return; using _cancel = defer(() => cancel());`],
    ['shares its name with a property', `${open} await gosched(); const other = { cancel: 1 }; console.log(other.cancel);`],
  ])('a cancel function that %s is lost', async (_name, body) => {
    expect(await module(`export default async () => {`, body, `};`)).toEqual(['lost-cancel']);
  });

  test.each<[string, string]>([
    ['in an object', `${open} await gosched(); const pool = { stop: cancel }; console.log(typeof pool.stop);`],
    ['in a field of that name', `${open} await gosched(); const pool = { cancel }; console.log(typeof pool.cancel);`],
    ['by another function', `${open} await gosched(); const stop = () => cancel(); console.log(typeof stop);`],
    ['by whoever is given it', `${open} await gosched(); const later = (f) => f; later(cancel);`],
    ['with its context', `const pair = context.withCancel(context.background()); await gosched(); console.log(pair.length);`],
  ])('one that is kept %s is not', async (_name, body) => {
    expect(await module(`export default async () => {`, body, `};`)).toEqual([]);
  });

  test('places that are not the author\'s are not judged', async () => {
    const program = await loadText(`import { context, gosched } from 'concurrency-tutor';\nexport default async () => { context.withCancel(context.background()); await gosched(); };`);
    expect((await exploreProgram(program, { schedules: 5, isJudged: ({ file }) => file !== 'program.ts' })).report.verdict).toBe('pass');
  });
});

describe('a context that is taken care of is not', () => {
  test.each<[string, () => unknown]>([
    ['by defer', async () => {
      const [ctx, cancel] = context.withCancel(context.background());
      using _cancel = defer(cancel);
      await time.sleep(1);
      return ctx.err();
    }],
    ['by its deadline, before main returns', async () => { const [ctx] = context.withTimeout(context.background(), 5); await ctx.done().receive(); }],
    ['by the end of what it was made from', async () => {
      const [ctx, cancel] = context.withCancel(context.background());
      context.withCancel(context.withValue(ctx, context.key<number>('n'), 1));
      await gosched();
      cancel();
    }],
    ['by a goroutine that calls cancel after main', async () => {
      const [ctx, cancel] = context.withCancel(context.background());
      go(async () => {
        await time.sleep(time.Hour);
        cancel();
      });
      return ctx.err();
    }],
    ['by a timer that calls cancel', () => {
      const [, cancel] = context.withCancel(context.background());
      time.afterFunc(time.Hour, cancel);
    }],
    ['by a daemon that would', async () => {
      const [, cancel] = context.withCancel(context.background());
      const stop = signalled();
      go.daemon(async () => {
        await stop.receive();
        cancel();
      });
      await gosched();
    }],
    ['by a goroutine that cancels when its context has expired after main', () => {
      const [ctx, cancel] = context.withTimeout(context.background(), 50);
      go(async () => {
        using _cancel = defer(cancel);
        await select({ done: ctx.done(), work: time.after(time.Second) });
      });
    }],
    ['by an errgroup that is waited for', async () => {
      const [group] = errgroup.withContext(context.background());
      await group.go(() => gosched());
      await group.wait();
    }],
    ['by stopping to wait for signals', async () => {
      const [, stop] = signal.notifyContext(context.background(), 'SIGUSR2');
      using _stop = defer(stop);
      await gosched();
    }],
    ['by a signal and then by stopping', async () => {
      const [ctx, stop] = signal.notifyContext(context.background(), 'SIGUSR2');
      using _stop = defer(stop);
      signal.raise('SIGUSR2');
      await ctx.done().receive();
    }],
    ['because nobody can: it has no cancel function', async () => {
      const abort = new AbortController();
      const ctx = context.withoutCancel(context.fromSignal(abort.signal));
      await gosched();
      return ctx.err();
    }],
  ])('%s', async (_name, program) => {
    expect(await kindsOf(program, 100)).toEqual([]);
  });
});

/** A channel on which nothing comes. */
function signalled(): { receive(): Promise<unknown> } {
  return time.after(Infinity);
}
