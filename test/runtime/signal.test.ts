import { describe, expect, test } from 'vitest';
import { explore } from '../../src/testing.ts';
import { chan, context, go, run, runtime, select, signal, sync, time } from '../../src/index.ts';
import { startProgram } from '../support/child-program.ts';

describe('notifyContext', () => {
  test.each<NodeJS.Signals>(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR2'])('%s ends the context, and its cause names the signal', async (name) => {
    const program = startProgram(`await run(async () => {
      const [ctx, stop] = signal.notifyContext(context.background(), 'SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR2');
      console.log('ready');
      await ctx.done().receive();
      const cause = context.cause(ctx);
      console.log(ctx.err() === context.Canceled, cause instanceof signal.SignalError, cause.signal, cause.message);
      stop();
    });`);
    await program.hasPrinted('ready');
    program.send(name);
    expect(await program.end()).toEqual({ code: 0, signal: null, stderr: '', stdout: `ready\ntrue true ${name} ${name} signal received\n` });
  });

  test('waiting for a signal keeps the process alive, is no deadlock, and the dump names it', async () => {
    const program = startProgram(`await run(async () => {
      const [ctx] = signal.notifyContext(context.background(), 'SIGTERM', 'SIGINT');
      go(async function worker() { await ctx.done().receive(); });
      setTimeout(() => {}, 50);
      await gosched();
      console.log(runtime.stack());
      await ctx.done().receive();
    });`);
    await program.hasPrinted('waiting for signal SIGTERM, SIGINT, outside the program');
    program.send('SIGINT');
    expect(await program.end()).toMatchObject({ code: 0, signal: null });
  });

  test('once the signal has come, nothing outside wakes the program any more', async () => {
    const program = startProgram(`await run(async () => {
      const [ctx] = signal.notifyContext(context.background(), 'SIGINT');
      console.log('ready');
      await ctx.done().receive();
      await chan().receive();
    });`);
    await program.hasPrinted('ready');
    program.send('SIGINT');
    const end = await program.end();
    expect(end.code).toBe(1);
    expect(end.stderr).toContain('all goroutines are asleep - deadlock!');
  });

  test('until stop is called further signals change nothing; after it the next one ends the process', async () => {
    const program = startProgram(`await run(async () => {
      const [ctx, stop] = signal.notifyContext(context.background(), 'SIGINT');
      process.on('SIGUSR2', () => {
        stop();
        console.log('stopped', process.listenerCount('SIGINT'));
      });
      console.log('ready');
      await ctx.done().receive();
      console.log('ending');
      await time.sleep(time.Hour);
    });`);
    await program.hasPrinted('ready');
    program.send('SIGINT');
    await program.hasPrinted('ending');
    program.send('SIGINT');
    program.send('SIGUSR2');
    await program.hasPrinted('stopped 0');
    program.send('SIGINT');
    expect(await program.end()).toMatchObject({ code: null, signal: 'SIGINT' });
  });

  test('the end of its parent ends it, with the parent\'s cause, and gives the signals back', async () => {
    const program = startProgram(`await run(async () => {
      const [parent, cancel] = context.withCancelCause(context.background());
      const [ctx] = signal.notifyContext(parent, 'SIGTERM');
      cancel(new Error('closed for today'));
      console.log(ctx.err() === context.Canceled, context.cause(ctx).message, process.listenerCount('SIGTERM'));
      await time.sleep(time.Hour);
    });`);
    await program.hasPrinted('true closed for today 0');
    program.send('SIGTERM');
    expect(await program.end()).toMatchObject({ signal: 'SIGTERM' });
  });

  test('a parent that has ended leaves the signals alone', async () => {
    const program = startProgram(`await run(async () => {
      const [parent, cancel] = context.withCancel(context.background());
      cancel();
      const [ctx] = signal.notifyContext(parent, 'SIGTERM');
      console.log(ctx.err() === context.Canceled, process.listenerCount('SIGTERM'));
    });`);
    expect((await program.end()).stdout).toBe('true 0\n');
  });

  test('several at once all hear of it, and the last one to stop gives the signal back', async () => {
    const program = startProgram(`process.on('warning', (warning) => console.log(warning.name));
    await run(async () => {
      const contexts = Array.from({ length: 50 }, () => signal.notifyContext(context.background(), 'SIGINT'));
      console.log('ready');
      for (const [ctx] of contexts) await ctx.done().receive();
      const counts = contexts.map(([, stop]) => (stop(), process.listenerCount('SIGINT')));
      console.log(counts.indexOf(0));
    });`);
    await program.hasPrinted('ready');
    program.send('SIGINT');
    expect((await program.end()).stdout).toBe('ready\n49\n');
  });

  test('one that waits for another signal goes on', async () => {
    const program = startProgram(`await run(async () => {
      const [interrupted] = signal.notifyContext(context.background(), 'SIGINT');
      const [terminated] = signal.notifyContext(context.background(), 'SIGTERM');
      console.log('ready');
      const { case: first } = await select({ interrupted: interrupted.done(), terminated: terminated.done() });
      console.log(first, interrupted.err());
    });`);
    await program.hasPrinted('ready');
    program.send('SIGTERM');
    expect((await program.end()).stdout).toBe('ready\nterminated undefined\n');
  });

  test('after the end of the program nothing is left: neither a listener nor anything that keeps the process alive', async () => {
    const program = startProgram(`await run(async () => {
      signal.notifyContext(context.background(), 'SIGINT', 'SIGTERM');
    });
    console.log(process.listenerCount('SIGINT'), process.listenerCount('SIGTERM'));`);
    expect(await program.end()).toMatchObject({ code: 0, stdout: '0 0\n' });
  });

  test('a program that fails gives the signals back too', async () => {
    const program = startProgram(`await run(async () => {
      signal.notifyContext(context.background(), 'SIGINT');
      throw new Error('no');
    }).catch(() => console.log(process.listenerCount('SIGINT')));`);
    expect((await program.end()).stdout).toBe('0\n');
  });

  test('a signal that the program raises itself arrives like any other', async () => {
    const program = startProgram(`await run(async () => {
      const [ctx] = signal.notifyContext(context.background(), 'SIGTERM');
      signal.raise('SIGTERM');
      await ctx.done().receive();
      console.log(context.cause(ctx).message);
    });`);
    expect((await program.end()).stdout).toBe('SIGTERM signal received\n');
  });

  test.each<[string, NodeJS.Signals[], string]>([
    ['none', [], "name the signals to wait for, such as 'SIGINT' and 'SIGTERM'"],
    ['one that nobody can listen to', ['SIGKILL'], "SIGKILL ends or stops a process without asking it; 'SIGTERM' is the one that asks"],
    ['one that is none', ['SIGNOPE' as NodeJS.Signals], "this system has no signal 'SIGNOPE'; 'SIGINT' is one it has"],
  ])('%s is refused, with what to do instead', (_name, signals, message) => {
    expect(() => signal.notifyContext(context.background(), ...signals)).toThrow(new TypeError(`signal.notifyContext: ${message}`));
  });
});

describe('under explore', () => {
  test('no signal comes by itself, and the process is not listened to', async () => {
    const before = process.listenerCount('SIGINT');
    const report = await explore(async () => {
      const [ctx] = signal.notifyContext(context.background(), 'SIGINT');
      expect(process.listenerCount('SIGINT')).toBe(before);
      expect(runtime.stack()).not.toContain('outside the program');
      await ctx.done().receive();
    }, { schedules: 5 });
    expect(report.verdict).toBe('deadlock');
  });

  test('a shutdown is tried at every moment with a signal that the program raises', async () => {
    const finished = new Set<number>();
    const report = await explore(async () => {
      const [ctx, stop] = signal.notifyContext(context.background(), 'SIGINT', 'SIGTERM');
      const jobs = chan<number>();
      const wg = new sync.WaitGroup();
      let done = 0;
      wg.go(async () => {
        for await (const _job of jobs) done++;
      });
      go(() => signal.raise('SIGTERM'));
      for (let job = 0; job < 3; job++) {
        const { case: taken } = await select({ sent: select.send(jobs, job), stop: ctx.done() });
        if (taken === 'stop') break;
      }
      jobs.close();
      await wg.wait();
      await ctx.done().receive();
      expect(context.cause(ctx)).toMatchObject({ signal: 'SIGTERM' });
      stop();
      finished.add(done);
    }, { schedules: 200 });
    expect(report.findings).toEqual([]);
    expect(finished).toEqual(new Set([0, 1, 2, 3]));
  });

  test('a signal nobody listens for is a panic there: outside it would end the process', async () => {
    const report = await explore(() => {
      const [, stop] = signal.notifyContext(context.background(), 'SIGINT');
      stop();
      signal.raise('SIGINT');
    }, { schedules: 1 });
    expect(report.findings[0]?.message).toContain('SIGINT: nobody listens for it');
  });
});

test('a deadline of the parent ends it too', () => run(async () => {
  const [parent, cancel] = context.withTimeout(context.background(), 5 * time.Millisecond);
  const [ctx, stop] = signal.notifyContext(parent, 'SIGUSR2');
  await ctx.done().receive();
  expect(ctx.err()).toBe(context.DeadlineExceeded);
  expect(process.listenerCount('SIGUSR2')).toBe(0);
  stop();
  cancel();
}));
