import { expect, test } from 'vitest';
import { chan, nilChan, Panic, run, select, type Channel } from '../../src/index.ts';
import { blocks } from './schedules.ts';

const closed = (): Channel<number> => {
  const ch = chan<number>();
  ch.close();
  return ch;
};

test.each<[string, () => Promise<unknown>]>([
  ['a send to a nil channel', () => nilChan<number>().send(7)],
  ['a receive from a nil channel', () => nilChan<number>().receive()],
  ['a receive from a channel that is not ready', () => chan<number>().receive()],
  ['a send to a channel that is not ready', () => chan<number>().send(7)],
  ['a select without cases', () => select({})],
  ['a select that receives from a nil channel', () => select({ ch: nilChan<number>() })],
  ['a select that sends to a nil channel', () => select({ sent: select.send(nilChan<number>(), 7) })],
  ['a select with nil channels only', () => select({ ch: nilChan<number>(), sent: select.send(nilChan<number>(), 7), off: null })],
  ['a select over a channel that is not ready', () => select({ ch: chan<number>() })],
  ['a select that could only meet itself', () => { const ch = chan<number>(); return select({ sent: select.send(ch, 1), ch }); }],
])('test/chan/select3: %s blocks', async (_name, operation) => {
  await blocks(operation);
});

test.each<[string, () => Promise<unknown>, unknown]>([
  ['a send into free room', () => chan<number>(1).send(7), undefined],
  ['a receive from a closed channel', () => closed().receive(), undefined],
  ['a receive from a closed channel that asks', () => closed().receiveOk(), [undefined, false]],
  ['a select with a default only', () => select({ default: true }), { case: 'default' }],
  ['a select that receives from a nil channel, with a default', () => select({ ch: nilChan(), default: true }), { case: 'default' }],
  ['a select that sends to a nil channel, with a default', () => select({ sent: select.send(nilChan<number>(), 7), default: true }), { case: 'default' }],
  ['a select that can send', () => select({ sent: select.send(chan<number>(1), 7), default: true }), { case: 'sent' }],
  ['a select that can receive', () => { const ch = chan<number>(1); ch.trySend(7); return select({ ch, default: true }); }, { case: 'ch', ok: true, value: 7 }],
  ['a select over a closed channel', () => select({ ch: closed() }), { case: 'ch', ok: false, value: undefined }],
])('test/chan/select3: %s does not block', async (_name, operation, result) => {
  expect(await run(operation)).toEqual(result);
});

test.each<[string, () => unknown]>([
  ['a send to a closed channel', () => closed().send(7)],
  ['a send without blocking to a closed channel', () => closed().trySend(7)],
  ['a select that sends to a closed channel', () => select({ sent: select.send(closed(), 7) })],
  ['a select that sends to a closed channel, with a default', () => select({ sent: select.send(closed(), 7), default: true })],
])('test/chan/select3: %s panics', async (_name, operation) => {
  await expect(run(async () => { await operation(); })).rejects.toEqual(new Panic('send on closed channel'));
});
