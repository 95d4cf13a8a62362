import { expect, test } from 'vitest';
import { chan, context, go, run, select, sync, type Channel, type ReceiveChannel, type SendChannel } from '../../src/index.ts';

/** Says so at compile time when a type is another than expected. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
const same = <_A, _B>(_holds: Same<_A, _B>): void => {};

test('the ends of a channel cannot be widened or used the other way', () => {
  const ch = chan<number>(1);
  const send: SendChannel<number> = ch;
  const receive: ReceiveChannel<number> = ch;
  // @ts-expect-error a send end is no channel
  const wide: Channel<number> = send;
  // @ts-expect-error a receive end is no channel
  const wider: Channel<number> = receive;
  // @ts-expect-error nobody receives from a send end
  void (() => send.receive());
  // @ts-expect-error nobody sends on a receive end
  void (() => receive.send(1));
  // @ts-expect-error receivers do not close
  void (() => receive.close());
  // @ts-expect-error a channel of numbers carries no text
  void (() => send.send('x'));
  // @ts-expect-error a channel of texts is no channel of numbers
  const other: ReceiveChannel<string> = ch;
  expect([wide, wider, other]).toEqual([ch, ch, ch]);
});

test('receiveOk tells value and end apart', () => run(async () => {
  const ch = chan<number>(1);
  await ch.send(1);
  const [value, ok] = await ch.receiveOk();
  if (ok) same<typeof value, number>(true);
  else same<typeof value, undefined>(true);
  same<Awaited<ReturnType<typeof ch.receive>>, number | undefined>(true);
  expect(ok).toBe(true);
}));

test('the answer of select is a union that case and ok tell apart', () => run(async () => {
  const [ctx] = context.withCancel(context.background());
  const texts = chan<string>(1);
  await texts.send('x');
  const numbers: ReceiveChannel<number> | null = null as ReceiveChannel<number> | null;
  const event = await select({ texts, numbers, sent: select.send(chan<boolean>(), true), stop: ctx.done() });
  switch (event.case) {
    case 'texts':
      if (event.ok) same<typeof event.value, string>(true);
      else same<typeof event.value, undefined>(true);
      break;
    case 'numbers':
      if (event.ok) same<typeof event.value, number>(true);
      break;
    case 'sent':
      // @ts-expect-error a send gives no value
      void event.value;
      break;
    case 'stop':
      break;
    default:
      event satisfies never;
  }
  // @ts-expect-error there is no such case
  expect(event.case === 'nothing').toBe(false);
  // @ts-expect-error undefined is no case: null is
  expect(() => select({ off: undefined })).toThrow(/write null for a case that is off/);
  // @ts-expect-error a send end is not received from
  expect(() => select({ wrong: chan<number>().sendOnly() })).toThrow(/not a channel/);
  // @ts-expect-error the value is of another type than the channel
  select.send(chan<number>(), 'x');
}));

test('a key of a context has the type of its value, and go that of its arguments', () => run(() => {
  const user = context.key<{ readonly name: string }>('user');
  const ctx = context.withValue(context.background(), user, { name: 'Ada' });
  same<ReturnType<typeof ctx.value<{ readonly name: string }>>, { readonly name: string } | undefined>(true);
  // @ts-expect-error another type of value
  context.withValue(ctx, user, 5);
  const work = (_n: number, _text: string): void => {};
  go(work, 1, 'x');
  // @ts-expect-error an argument is missing
  go(work, 1);
  // @ts-expect-error an argument of another type
  new sync.WaitGroup().go(work, 'x', 1);
  expect(ctx.value(user)?.name).toBe('Ada');
}));
