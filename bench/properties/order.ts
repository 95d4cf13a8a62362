import { same, settle, type Property } from './property.ts';

/** Receivers are served in the order in which they came. */
export const receiversInOrder: Property = {
  name: 'receivers FIFO',
  says: 'who has waited longest receives first',
  check: async ({ run, go, channel, send, receive, received }) => run(async () => {
    const values = channel(0);
    const got: string[] = [];
    for (let i = 0; i < 5; i++) {
      go(async () => { got.push(`${i}:${received(await receive(values))}`); });
      await settle();
    }
    for (let i = 0; i < 5; i++) await send(values, i);
    await settle();
    same('receiver:value', got, ['0:0', '1:1', '2:2', '3:3', '4:4']);
  }),
};

/** Senders are served in the order in which they came. */
export const sendersInOrder: Property = {
  name: 'senders FIFO',
  says: 'who has waited longest sends first, and a receiver that comes later does not overtake',
  check: async ({ run, go, channel, send, receive, received }) => run(async () => {
    const values = channel(0);
    const sent: number[] = [];
    for (let i = 0; i < 5; i++) {
      go(async () => {
        await send(values, i);
        sent.push(i);
      });
      await settle();
    }
    same('sent before anybody received', sent, []);
    const got: number[] = [];
    for (let i = 0; i < 5; i++) got.push(received(await receive(values)));
    await settle();
    same('values', got, [0, 1, 2, 3, 4]);
    same('sent', sent, [0, 1, 2, 3, 4]);
  }),
};

/** A buffer takes what it can hold without a receiver, and no more. */
export const bufferHolds: Property = {
  name: 'capacity',
  says: 'a channel of capacity 3 takes three values when nobody receives, and the fourth sender waits',
  check: async ({ run, go, channel, send }) => run(async () => {
    const values = channel(3);
    let sent = 0;
    go(async () => {
      for (let i = 0; i < 5; i++) {
        await send(values, i);
        sent++;
      }
    });
    await settle();
    same('values taken', sent, 3);
  }),
};

const WAITERS = 20_000;

/** Many waiters on one channel are all served, in a time that does not grow with the square of their number. */
export const manyWaiters: Property = {
  name: '20,000 waiters',
  says: '20,000 receivers can wait on one channel, and all are served',
  check: async ({ run, go, channel, send, receive, received }) => run(async () => {
    const values = channel(0);
    let sum = 0;
    for (let i = 0; i < WAITERS; i++) {
      go(async () => {
        const value = received(await receive(values));
        sum += value;
      });
    }
    await settle();
    for (let i = 0; i < WAITERS; i++) await send(values, i);
    await settle();
    same('sum', sum, (WAITERS * (WAITERS - 1)) / 2);
  }),
};
