/** Ordinary `async` code, loaded both as it is and as generators, to see what the difference is. */

type Op = () => PromiseLike<unknown>;

async function nested(depth: number, op: Op): Promise<unknown> {
  if (depth === 0) return await op();
  return await nested(depth - 1, op);
}

/** Waits `times` times, each time at the bottom of `depth` calls. */
export async function callAndWait(depth: number, op: Op, times: number): Promise<void> {
  for (let i = 0; i < times; i++) await nested(depth, op);
}

async function waitRepeatedly(depth: number, op: Op, times: number): Promise<void> {
  if (depth > 0) {
    await waitRepeatedly(depth - 1, op, times);
    return;
  }
  for (let i = 0; i < times; i++) await op();
}

/** Waits `times` times at the bottom of calls that were made once. */
export async function waitDeep(depth: number, op: Op, times: number): Promise<void> {
  await waitRepeatedly(depth, op, times);
}

const nothing = Promise.resolve();

/** In which order things happen between functions that wait for nothing much. */
export async function order(log: string[], op: Op = () => nothing): Promise<void> {
  const one = async (name: string): Promise<void> => {
    log.push(`${name}1`);
    await op();
    log.push(`${name}2`);
    await op();
    log.push(`${name}3`);
  };
  const a = one('a');
  const microtask = Promise.resolve().then(() => { log.push('m'); });
  const b = one('b');
  await a;
  await b;
  await microtask;
}

async function thrower(op: Op): Promise<void> {
  await op();
  throw new Error('here');
}

async function middle(op: Op): Promise<void> {
  await thrower(op);
}

/** The names of the functions in the stack of an error thrown after a wait. */
export async function stackAfterWait(op: Op): Promise<string> {
  try {
    await middle(op);
  } catch (error) {
    return (error as Error).stack?.split('\n').slice(1).map((line) => line.trim().split(' ').slice(1, 3).join(' ').replace(/\(?(data|file):.*/, '')).join(', ') ?? '';
  }
  return '';
}

/** Two calls at once. */
export async function both(op: Op): Promise<unknown[]> {
  const call = async (): Promise<unknown> => await op();
  return await Promise.all([call(), call()]);
}

/** What `read` gives before and after a wait. */
export async function aroundWait(read: () => unknown, op: Op): Promise<unknown[]> {
  const before = read();
  await op();
  return [before, read()];
}

/** Whether what a call gives is a promise to the rest of the world. */
export async function isPromise(op: Op): Promise<boolean[]> {
  const call = async (): Promise<unknown> => await op();
  const result = call();
  const verdict = [result instanceof Promise, typeof result.then === 'function', typeof (result as { finally?: unknown }).finally === 'function'];
  await result;
  return verdict;
}
