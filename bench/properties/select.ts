import { same, selectOf, settle, type Property } from './property.ts';

const ROUNDS = 4_000;
/** The value of chi-square with 3 degrees of freedom that chance exceeds once in 10,000 times. */
const UNLIKELY = 21.1;

/** Among cases that are ready, each is chosen with the same probability. */
export const selectIsFair: Property = {
  name: 'select fair',
  says: 'of four channels that are ready, each is chosen about equally often (chi-square)',
  check: async (kit) => kit.run(async () => {
    const { go, channel, send } = kit;
    const [a, b, c, d] = [channel(0), channel(0), channel(0), channel(0)];
    // The value says which channel it came by.
    [a, b, c, d].forEach((out, which) => go(async () => {
      for (;;) await send(out, which);
    }));
    const { next, value } = selectOf(kit)(a, b, c, d);
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < ROUNDS; i++) {
      // So that all four have a sender that waits.
      await new Promise((resolve) => { setImmediate(resolve); });
      const which = value(await next());
      counts[which] = (counts[which] ?? 0) + 1;
    }
    const expected = ROUNDS / 4;
    const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    if (!(chiSquare < UNLIKELY)) throw new Error(`chosen ${counts.join(', ')} times`);
  }),
};

/** A case that was not chosen has taken nothing. */
export const selectTakesOne: Property = {
  name: 'select takes one',
  says: 'a select that waited on four channels and got a value from one takes nothing from the others afterwards',
  check: async (kit) => kit.run(async () => {
    const { go, channel, send, receive, received } = kit;
    const [a, b, c, d] = [channel(0), channel(0), channel(0), channel(0)];
    let chosen = -1;
    const { next, value } = selectOf(kit)(a, b, c, d);
    go(async () => { chosen = value(await next()); });
    await settle();
    await send(a, 1);
    await settle();
    same('chosen', chosen, 1);
    let sent = 0;
    [b, c, d].forEach((out, which) => go(async () => {
      await send(out, 10 + which);
      sent++;
    }));
    await settle();
    same('senders that found a receiver where nobody receives', sent, 0);
    const got = [received(await receive(b)), received(await receive(c)), received(await receive(d))];
    same('values', got, [10, 11, 12]);
  }),
};

const LOST = 30_000;
const WORTH_MENTIONING = 60;

/** A select that took another case leaves nothing behind in a channel where nothing happens. */
export const selectLeavesNoTrace: Property = {
  name: 'select without trace',
  says: '30,000 selects that visit an idle channel and take another case leave the heap as it was',
  check: async (kit) => kit.run(async () => {
    const { go, channel, send } = kit;
    const [busy, b, c, idle] = [channel(0), channel(0), channel(0), channel(0)];
    go(async () => {
      for (let i = 0; ; i++) await send(busy, i);
    });
    const { next } = selectOf(kit)(busy, b, c, idle);
    const heap = async (): Promise<number> => {
      await settle();
      globalThis.gc?.();
      return process.memoryUsage().heapUsed;
    };
    for (let i = 0; i < LOST / 10; i++) await next();
    const before = await heap();
    for (let i = 0; i < LOST; i++) await next();
    const each = (await heap() - before) / LOST;
    if (each > WORTH_MENTIONING) throw new Error(`each leaves ${Math.round(each)} bytes`);
  }),
};
