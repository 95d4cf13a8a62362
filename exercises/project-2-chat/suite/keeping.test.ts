import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import { answer, at, client, first, got, inWords, judgeOrder, list, messagesOf, script, seconds, stored } from './plans.ts';
import type { History } from './script.ts';
import type * as scenarios from './scenarios.ts';

const play = scenario<typeof scenarios>();

test('persistence', async () => {
  const names = ['ann', 'bob'];
  const count = random.integer(10, 14);
  const history = await play('converse', script({
    limits: { burst: 20 },
    storage: { takes: 300, fails: [2] },
    clients: names.map((name) => client(name, 0, [
      at(200, { do: 'join', room: '#go' }),
      ...Array.from({ length: count }, (_, n) => at(1000 + 50 * n, { do: 'say', to: '#go', text: `${name}-${n}`, ref: n } as const)),
    ])),
    shutdownAt: 4000,
  }));
  judgeOrder(history);
  for (const name of names) judgeStored(history, name, count);
  const failed = names.reduce((sum, name) => sum + got(history, name, 'refused').filter(({ why }) => why === 'storage').length, 0);
  const kept = stored(history).length;
  const lost = history.happenings.reduce((sum, one) => sum + (one.what === 'append' && one.call === 2 ? one.count : 0), 0);
  judge(kept + failed === 2 * count && failed === lost && failed > 0, {
    did: `The storage failed once, with ${lost} messages. Of ${2 * count} messages, ${kept} were stored, and for ${failed} the speaker was told that the storage had failed.`,
    expected: 'Who said something hears what became of it: `stored`, or `refused` with `storage`. And the next messages are stored again.',
    help: 'Catch what `append` throws, tell the speakers of this call, and go on.',
  });
  const calls = history.happenings.filter(({ what }) => what === 'append').length;
  const last = history.happenings.findLast(({ what }) => what === 'appended')?.at ?? 0;
  judge(last <= 1000 + 50 * count + 900, {
    did: `${2 * count} messages were said within ${seconds(50 * count)}. Storing takes 0.3 s a call. The last was stored after ${seconds(last - 1000)}, in ${calls} calls.`,
    expected: 'What comes while the storage is busy is stored together, in the next call.',
    help: 'Collect drafts in a list. When `append` comes back, give it the whole list.',
    lesson: 'select',
  });
});

function judgeStored(history: History, name: string, count: number): void {
  const { happenings } = history;
  const appended = new Map<number, number>();
  for (const [order, one] of happenings.entries()) if (one.what === 'appended') for (const { id } of one.messages) appended.set(id, order);
  for (const [order, one] of happenings.entries()) {
    if (one.what !== 'got' || one.client !== name) continue;
    const id = one.event.event === 'message' ? one.event.message.id : one.event.event === 'stored' ? one.event.id : undefined;
    if (id === undefined) continue;
    const when = appended.get(id);
    judge(when !== undefined && when < order, {
      did: `A client was told of the message ${id} before the storage had it.`,
      expected: 'First stored, then delivered and answered.',
      help: 'Deliver when `append` has come back.',
    });
  }
  const ids = stored(history).map(({ id }) => id);
  const live = messagesOf(history, name, '#go').map(({ id }) => id);
  judge(live.join() === ids.join(), {
    did: `The messages ${list(ids)} were stored. ${name} got ${list(live)}.`,
    expected: 'Everybody in the room gets each stored message once, in the order of the ids, and no others.',
    help: 'What could not be stored is not delivered.',
  });
  const answers = Array.from({ length: count }, (_, ref) => answer(history, name, ref === 0 ? -1 : ref)).slice(1).filter((event) => event === undefined).length;
  judge(answers === 0, {
    did: `${name} said ${count} things, and got no answer to ${answers} of them.`,
    expected: 'One answer for each.',
    help: 'Keep the connection and the `ref` beside each draft until you know what became of it.',
  });
}

test('history', async () => {
  const history = await play('converse', script({
    storage: { takes: 10, queries: 1000 },
    clients: [
      client('ann', 0, [
        at(100, { do: 'join', room: '#go' }), at(110, { do: 'join', room: '#tea' }),
        ...[1, 2, 3, 4, 5, 6].map((n) => at(100 + 100 * n, { do: 'say', to: n === 3 ? '#tea' : '#go', text: `text ${n}` } as const)),
        at(2100, { do: 'say', to: '#go', text: 'meanwhile', ref: 9 }),
      ]),
      client('bob', 0, [
        at(1500, { do: 'history', of: '#go', limit: 10, ref: 1 }), at(1600, { do: 'join', room: '#go' }),
        at(2000, { do: 'history', of: '#go', limit: 2, ref: 2 }), at(3500, { do: 'history', of: '#go', before: 5, limit: 3, ref: 3 }),
      ]),
    ],
    shutdownAt: 8000,
  }));
  const failing = await play('converse', script({
    storage: { queriesFail: true },
    clients: [client('ann', 0, [at(100, { do: 'join', room: '#go' }), at(200, { do: 'history', of: '#go', limit: 10, ref: 1 }), at(500, { do: 'say', to: '#go', text: 'still here', ref: 2 })])],
    shutdownAt: 2000,
  }));
  judgeOrder(history);
  const outside = answer(history, 'bob', 1);
  judge(outside?.event === 'refused' && outside.why === 'not-a-member', {
    did: `A client asked for the history of a room that it was not in. The answer was ${inWords(outside)}.`,
    expected: 'It is refused: `not-a-member`.',
    help: 'The history of a room is for those who are in it.',
  });
  for (const [ref, right] of [[2, [5, 6]], [3, [1, 2, 4]]] as const) {
    const event = answer(history, 'bob', ref);
    const ids = event?.event === 'history' ? event.messages.map(({ id }) => id) : [];
    judge(ids.join() === right.join() || (ref === 2 && ids.join() === '6,7'), {
      did: `A client asked for ${ref === 2 ? 'the newest two messages of a room' : 'three messages before the message 5'}. The answer was ${inWords(event)} with the messages ${list(ids)}.`,
      expected: `The messages ${list(right)}, the oldest first.`,
      help: 'Hand `before` and `limit` on to the storage.',
    });
  }
  const meanwhile = got(history, 'bob', 'message').find(({ message }) => message.text === 'meanwhile');
  const answered = got(history, 'ann', 'stored').find(({ ref }) => ref === 9);
  judge(meanwhile !== undefined && meanwhile.time <= 2300 && answered !== undefined && answered.time <= 2300, {
    did: `The storage took 1 s for one client's query. Something that another said at 2.1 s was stored at ${seconds(answered?.time ?? 0)}, and came to the first at ${seconds(meanwhile?.time ?? 0)}.`,
    expected: 'A query holds up nobody, not even what is delivered to the one who asked.',
    help: 'Let the goroutine that reads the commands of this connection wait for the storage, with no lock held, and none of those that others need.',
    lesson: 'channels',
  });
  const broken = answer(failing, 'ann', 1);
  judge(broken?.event === 'refused' && broken.why === 'storage' && answer(failing, 'ann', 2)?.event === 'stored', {
    did: `The storage failed in a query. The answer was ${inWords(broken)}; something said afterwards got ${inWords(answer(failing, 'ann', 2))}.`,
    expected: '`refused` with `storage`, and everything goes on.',
    help: 'Catch what the storage throws.',
  });
});

test('files', async () => {
  const data = Buffer.from('x'.repeat(random.integer(500, 1500))).toString('base64');
  const large = Buffer.from('y'.repeat(3001)).toString('base64');
  const largest = Buffer.from('z'.repeat(3000)).toString('base64');
  const history = await play('converse', script({
    clients: [
      client('ann', 0, [
        at(100, { do: 'join', room: '#go' }), at(300, { do: 'say', to: '#go', text: 'look', file: { name: 'cat.txt', data }, ref: 1 }),
        at(400, { do: 'say', to: '#go', text: 'too much', file: { name: 'large.txt', data: large }, ref: 2 }),
        at(500, { do: 'say', to: '@bob', text: 'for you', file: { name: 'largest.txt', data: largest }, ref: 3 }),
      ]),
      client('bob', 0, [at(100, { do: 'join', room: '#go' }), at(1000, { do: 'fetch', id: 1, ref: 1 }), at(1100, { do: 'fetch', id: 2, ref: 2 }), at(1200, { do: 'fetch', id: 77, ref: 3 })]),
      client('cleo', 0, [at(1000, { do: 'fetch', id: 1, ref: 1 }), at(1100, { do: 'fetch', id: 2, ref: 2 })]),
    ],
    shutdownAt: 3000,
  }));
  judgeOrder(history);
  const [message] = messagesOf(history, 'bob', '#go');
  judge(message?.file?.name === 'cat.txt', {
    did: `A client shared a file in a room. Another got ${message === undefined ? 'no message' : `a message with ${message.file === undefined ? 'no file' : `the file ${message.file.name}`}`}.`,
    expected: 'The message, with the name and the size of the file.',
    help: 'The file belongs into the draft.',
  });
  const tooLarge = answer(history, 'ann', 2);
  judge(tooLarge?.event === 'refused' && tooLarge.why === 'too-large', {
    did: `Files may have 3,000 bytes. One of 3,001 was answered with ${inWords(tooLarge)}.`,
    expected: 'It is refused: `too-large`.',
    help: '`sizeOf` counts the bytes. Compare before you queue the draft.',
  });
  for (const [ref, what, right] of [[1, 'a file of his room', data], [2, 'a file that was sent to him', largest]] as const) {
    const event = answer(history, 'bob', ref);
    judge(event?.event === 'file' && event.file.data === right, {
      did: `A client fetched ${what}. The answer was ${inWords(event)}.`,
      expected: 'The file, as it was shared.',
      help: '`storage.file` gives the message and the file; who may have it depends on where the message went.',
    });
  }
  const nothing = answer(history, 'bob', 3);
  judge(nothing?.event === 'refused' && nothing.why === 'unknown', {
    did: `A client fetched the file of a message that does not exist. The answer was ${inWords(nothing)}.`,
    expected: 'It is refused: `unknown`.',
    help: 'The storage gives `undefined`.',
  });
  for (const [ref, what] of [[1, 'of a room that it was not in'], [2, 'that was sent to somebody else']] as const) {
    const event = answer(history, 'cleo', ref);
    judge(event?.event === 'refused' && event.why === 'not-allowed', {
      did: `A client fetched a file ${what}. The answer was ${inWords(event)}.`,
      expected: 'It is refused: `not-allowed`.',
      help: 'Files are for those who could read the message: the connections in its room, or the two users of a private message.',
    });
  }
});

test('shutdown', async () => {
  const at0 = random.integer(195, 205) * 10;
  const history = await play('converse', script({
    storage: { takes: 200 },
    clients: [
      ...['ann', 'bob'].map((name) => client(name, 0, [
        at(100, { do: 'join', room: '#go' }),
        ...[1, 2, 3].map((n) => at(at0 - 40 + 20 * n, { do: 'say', to: '#go', text: `${name}-${n}`, ref: n } as const)),
      ])),
      client('cleo', 0, [at(100, { do: 'join', room: '#go' })]),
      { name: 'silent', connectsAt: at0 - 1000, actions: [] },
      client('late', at0 + 50, []),
    ],
    shutdownAt: at0,
  }));
  judgeShutdown(history);
  const returned = first(history, 'shutdown returned');
  judge(returned?.threw === undefined && returned !== undefined && returned.at <= at0 + 1500, {
    did: `\`shutdown\` was called at ${seconds(at0)} and ${returned?.threw === undefined ? `returned at ${seconds(returned?.at ?? 0)}` : `threw ${returned.threw}`}. Somebody had connected and not said hello.`,
    expected: 'It returns as soon as everything is stored and delivered. Who has not said hello is sent away at once.',
    help: 'Close the sockets of those who are not authenticated when the shutdown begins.',
  });
  const late = first(history, 'closed', 'late');
  judge(late?.code === 1001 && got(history, 'late', 'welcome').length === 0, {
    did: `A client connected after \`shutdown\` had been called. ${got(history, 'late', 'welcome').length > 0 ? 'It was welcomed.' : `Its connection was closed with ${late?.code ?? 'no code'}.`}`,
    expected: 'No welcome; it is closed with 1001, going away.',
    help: '`serve` asks first whether the server is still open.',
  });
});

function judgeShutdown(history: History): void {
  judgeOrder(history);
  const ids = stored(history).map(({ id }) => id);
  for (const name of ['ann', 'bob', 'cleo']) {
    const live = messagesOf(history, name, '#go').map(({ id }) => id);
    judge(live.join() === ids.join(), {
      did: `The server shut down while others talked. The messages ${list(ids)} were stored; ${name} got ${list(live)}.`,
      expected: 'What is stored is delivered before the connections are closed.',
      help: 'First wait for the storage, then let the outboxes run empty, then close.',
      lesson: 'pipelines',
    });
    const unanswered = stored(history).filter(({ from, id }) => from === name && !got(history, name, 'stored').some((one) => one.id === id)).map(({ id }) => id);
    judge(unanswered.length === 0, {
      did: `The server shut down. ${name} had said the messages ${list(unanswered)}; they were stored, and he was not told.`,
      expected: 'Who said something that was stored gets `stored`.',
      help: 'The answers go through the outbox; close it when the last one is in it.',
    });
    const closed = first(history, 'closed', name);
    judge(closed?.code === 1001, {
      did: `The server shut down. The connection of ${name} was closed with ${closed?.code ?? 'no code'}.`,
      expected: '1001, going away.',
      help: 'The goroutine that writes knows when everything has been sent. Let it close the socket.',
    });
  }
  for (const name of ['ann', 'bob']) {
    // Half of them were said before.
    const before = ['1'].map((n) => `${name}-${n}`).filter((text) => !stored(history).some((message) => message.text === text));
    judge(before.length === 0, {
      did: `${name} said something 20 ms before the shutdown. It was lost.`,
      expected: 'What was said before the shutdown is stored.',
      help: 'Do not drop what waits to be stored.',
    });
  }
  const closes = history.happenings.flatMap((one, order) => (one.what === 'storage closed' ? [{ ...one, order }] : []));
  const [close] = closes;
  judge(closes.length === 1 && close?.busy === 0, {
    did: `The storage was closed ${closes.length} times${close !== undefined && close.busy > 0 ? ', while it was busy' : ''}.`,
    expected: 'It is closed once, when nothing is going on in it.',
    help: 'Close it at the very end, in one place.',
  });
}

test('deadline', async () => {
  const history = await play('converse', script({
    storage: { takes: 100 },
    clients: [
      client('ann', 0, [at(100, { do: 'join', room: '#go' }), at(1950, { do: 'say', to: '#go', text: 'last words', ref: 1 })]),
      client('stuck', 0, [at(100, { do: 'join', room: '#go' })], { stuckFrom: 1000 }),
    ],
    shutdownAt: 2000, within: 3000,
  }));
  judgeOrder(history);
  const returned = first(history, 'shutdown returned');
  judge(returned?.threw === 'context.DeadlineExceeded' && returned.at >= 4900 && returned.at <= 5500, {
    did: `\`shutdown\` had 3 s, and a client did not read. It ${returned?.threw === undefined ? 'returned' : `threw ${returned.threw}`} after ${seconds((returned?.at ?? 0) - 2000)}.`,
    expected: 'When the context ends, the rest of the connections is closed, and `shutdown` throws the error of the context.',
    help: 'Wait in a `select`: for the end, and for the context. Then close the sockets, and wait for the end again.',
    lesson: 'context',
  });
  const closed = first(history, 'closed', 'ann');
  judge(messagesOf(history, 'ann', '#go').length === 1 && closed !== undefined && closed.at <= 2500, {
    did: `One client did not read. Another got ${messagesOf(history, 'ann', '#go').length} of 1 messages, and its connection was closed at ${seconds(closed?.at ?? 0)}.`,
    expected: 'The others do not wait for it: they get everything and are closed at once.',
    help: 'Each connection has a goroutine that writes. None waits for another.',
    lesson: 'goroutines',
  });
  judge(stored(history).length === 1, {
    did: 'Something was said before the shutdown, whose deadline passed. It was not stored.',
    expected: 'What was said is stored, in any case.',
    help: 'The deadline is for the connections, not for the storage.',
  });
});
