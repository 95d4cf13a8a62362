import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import { answer, at, client, first, got, inWords, judgeOrder, list, messagesOf, script, seconds, stored, userOf } from './plans.ts';
import type { History } from './script.ts';
import type * as scenarios from './scenarios.ts';

const play = scenario<typeof scenarios>();

test('authentication', async () => {
  const base = script({
    authentication: { takes: { slow: 3000, ann: 10 }, throws: 'broken' },
    clients: [
      { name: 'stranger', connectsAt: 0, actions: [at(100, { do: 'hello', token: 'forged' })] },
      { name: 'rude', connectsAt: 0, actions: [at(100, { do: 'join', room: '#go' })] },
      { name: 'silent', connectsAt: 0, actions: [] },
      client('slow', 0, []),
      client('broken', 0, []),
      client('ann', 200, [at(400, { do: 'join', room: '#go', ref: 1 })]),
      { name: 'gone', connectsAt: 300, actions: [{ at: 500, hangUp: true }] },
    ],
    shutdownAt: 8000,
  });
  const history = await play('converse', base);
  judgeOrder(history);
  for (const [name, by] of [['ann', 400], ['slow', 3300]] as const) {
    const [welcome] = got(history, name, 'welcome');
    judge(welcome !== undefined && welcome.time <= by && first(history, 'closed', name)?.code === 1001, {
      did: `The token of ${name} is good${name === 'slow' ? ', and its check takes 3 s' : ', while that of another is being checked for 3 s'}. The welcome came ${welcome === undefined ? 'never' : `at ${seconds(welcome.time)}`}; the connection ended with ${first(history, 'closed', name)?.code ?? 'no code'}.`,
      expected: 'A check takes as long as it takes, and holds up nobody else.',
      help: 'Check the token in the goroutine of its connection, with no lock held.',
      lesson: 'goroutines',
    });
  }
  for (const [name, code, what, time] of [
    ['stranger', 4401, 'A client said hello with a token that is not valid', 300], ['rude', 4401, 'The first command of a client was no hello', 300],
    ['broken', 1011, 'The check of a token failed', 300],
  ] as const) {
    const closed = first(history, 'closed', name);
    judge(closed?.code === code && closed.at <= time, {
      did: `${what}. Its connection was closed with ${closed?.code ?? 'no code'}.`,
      expected: `At once, with ${code}.`,
      help: 'Nobody gets any further without a user.',
    });
    const served = first(history, 'served', name);
    judge(served !== undefined && served.at <= time + 100, {
      did: `${what}. \`serve\` returned at ${seconds(served?.at ?? 0)}.`,
      expected: 'When the socket is closed, `serve` returns.',
      help: 'Look at what `serve` still waits for.',
    });
  }
  const closed = first(history, 'closed', 'silent');
  judge(closed?.code === 4408 && closed.at >= 4900 && closed.at <= 5100, {
    did: `A client connected and said nothing. Its connection was closed with ${closed?.code ?? 'no code'} after ${seconds(closed?.at ?? 0)}.`,
    expected: 'After 5 s, as `limits.hello` says, with 4408.',
    help: 'A timer that closes the socket wakes up who waits in `receive`. Stop it when the hello has come.',
    lesson: 'context',
  });
});

test('presence', async () => {
  const comers = random.shuffle(['bob', 'bob.phone', 'cleo', 'dora']);
  const history = await play('converse', script({
    clients: [
      client('ann', 0, []),
      ...comers.map((name) => client(name, 1000, [...(name === 'bob' ? [{ at: 1030, hangUp: true } as const] : []), ...(name === 'cleo' ? [{ at: 2000, hangUp: true } as const] : [])])),
      client('bob.tablet', 2500, []),
      client('eve', 1030, [{ at: 3000, hangUp: true }]),
    ],
    shutdownAt: 5000,
  }));
  judgeOrder(history);
  const end = first(history, 'shutdown')?.order ?? Infinity;
  for (const name of ['ann', 'bob.phone', 'dora', 'bob.tablet']) judgePresence(history, name, end);
  const news = got(history, 'ann', 'presence').filter(({ order, user }) => order < end && user === 'bob');
  judge(news.length <= 3 && news.at(-1)?.online === true, {
    did: `bob came with two connections, one of them went, and a third came. ann was told: ${list(news.map(({ online }) => (online ? 'online' : 'offline')))}.`,
    expected: 'A user is online as long as he has one connection.',
    help: 'Tell others when the first connection comes and when the last has gone.',
  });
});

/** Who is online can be told from the welcome and what came after. */
function judgePresence(history: History, name: string, end: number): void {
  const [welcome] = got(history, name, 'welcome');
  const online = new Set(welcome?.online);
  judge(online.has(userOf(name)) && welcome?.online.join() === [...online].sort().join(), {
    did: `${name} was welcomed. Online were, as he was told: ${list(welcome?.online ?? [])}.`,
    expected: 'Everybody who is online, he too, each once, sorted by name.',
    help: 'Make the list in the step in which the connection is added.',
  });
  for (const news of got(history, name, 'presence').filter(({ order }) => order < end)) {
    judge(welcome !== undefined && news.order > welcome.order, {
      did: `${name} was told that ${news.user} is ${news.online ? 'online' : 'offline'} before he was welcomed.`,
      expected: '`welcome` is the first thing a client gets.',
      help: 'Add the connection and put the welcome into its outbox in one step.',
    });
    judge(online.has(news.user) !== news.online, {
      did: `${name} was told that ${news.user} is ${news.online ? 'online' : 'offline'}. He knew that already, from ${online.size > 0 ? 'the welcome or an earlier `presence`' : 'before'}.`,
      expected: 'A `presence` tells of a change since the welcome, once.',
      help: 'Whether it is the first connection of a user, and who is to be told of it, is decided in one step, for everybody.',
      lesson: 'channels',
    });
    if (news.online) online.add(news.user);
    else online.delete(news.user);
  }
  const right = ['ann', 'bob', 'dora'];
  judge([...online].sort().join() === right.join(), {
    did: `In the end ${list(right)} were online. What ${name} was told adds up to ${list([...online].sort())}.`,
    expected: 'The welcome and the changes since then give who is online, at any time.',
    help: 'Between the list in the welcome and the first `presence` no change may get lost: decide both in one step.',
    lesson: 'channels',
  });
}

test('permissions', async () => {
  const history = await play('converse', script({
    roles: { guest: 'guest', mod: 'moderator' },
    clients: [
      client('guest', 0, [at(100, { do: 'join', room: '#go', ref: 1 }), at(300, { do: 'say', to: '#go', text: 'hello', ref: 2 }), at(400, { do: 'say', to: '@ann', text: 'psst', ref: 3 }), at(500, { do: 'history', of: '#go', limit: 5, ref: 4 }), at(600, { do: 'typing', room: '#go', ref: 5 })]),
      client('ann', 0, [at(100, { do: 'join', room: '#go' }), at(1000, { do: 'kick', room: '#go', user: 'bob', ref: 1 }), at(2500, { do: 'say', to: '#go', text: 'is he gone' })]),
      client('bob', 0, [at(100, { do: 'join', room: '#go' }), at(2100, { do: 'say', to: '#go', text: 'I am still here', ref: 1 }), at(3000, { do: 'join', room: '#go', ref: 2 })]),
      client('bob.phone', 0, [at(150, { do: 'join', room: '#go' })]),
      client('mod', 0, [at(2000, { do: 'kick', room: '#go', user: 'bob', ref: 1 })]),
    ],
    shutdownAt: 4000,
  }));
  judgeOrder(history);
  for (const [name, ref, what] of [['guest', 2, 'A guest spoke in a room'], ['guest', 3, 'A guest wrote to somebody'], ['guest', 5, 'A guest was typing'], ['ann', 1, 'A member sent somebody out of a room']] as const) {
    const event = answer(history, name, ref);
    judge(event?.event === 'refused' && event.why === 'not-allowed', {
      did: `${what}. The answer was ${inWords(event)}.`,
      expected: 'It is refused: `not-allowed`.',
      help: 'The role comes with the user. Look at it before you carry out a command.',
    });
  }
  for (const [ref, what] of [[1, 'members'], [4, 'history']] as const) {
    const event = answer(history, 'guest', ref);
    judge(event?.event === what, {
      did: `A guest asked for something that guests may do. The answer was ${inWords(event)}.`,
      expected: `Guests may join and read: \`${what}\`.`,
      help: 'Only speaking, typing and sending others out are not for guests.',
    });
  }
  for (const name of ['ann', 'bob', 'bob.phone', 'guest']) {
    const left = got(history, name, 'left').filter(({ user }) => user === 'bob');
    judge(left.length === 1 && (left[0]?.time ?? 0) >= 1990 && (left[0]?.time ?? 0) <= 2090, {
      did: `A moderator sent bob out of a room. The connection ${name} was told \`left\` ${left.length} times.`,
      expected: 'Everybody in the room hears it once, the connections of the one who was sent out too.',
      help: 'All connections of that user leave the room, in one step.',
    });
  }
  const after = answer(history, 'bob', 1);
  judge(after?.event === 'refused' && after.why === 'not-a-member' && messagesOf(history, 'bob', '#go').length === 0 && messagesOf(history, 'bob.phone', '#go').length === 0, {
    did: `bob was sent out of a room. He spoke there, and the answer was ${inWords(after)}. His two connections got ${messagesOf(history, 'bob', '#go').length + messagesOf(history, 'bob.phone', '#go').length} messages of it.`,
    expected: 'He is not in the room any more, with none of his connections.',
    help: 'Take the room from the connection and the connection from the room.',
  });
  const again = answer(history, 'bob', 2);
  judge(again?.event === 'members' && again.members.includes('bob') && !again.members.includes('mod'), {
    did: `bob was sent out, and joined again. He was told: ${again?.event === 'members' ? list(again.members) : inWords(again)}.`,
    expected: 'He may come again; those in the room are the members.',
    help: 'Sending somebody out is no ban, and needs no membership.',
  });
});

test('spam', async () => {
  const history = await play('converse', script({
    limits: { burst: 3, every: 1000 },
    clients: [
      client('ann', 0, [
        at(100, { do: 'join', room: '#go' }),
        ...[1, 2, 3, 4].map((n) => at(2000, { do: 'say', to: n === 2 ? '@bob' : '#go', text: `${n}`, ref: n } as const)),
        at(2100, { do: 'typing', room: '#go' }), at(2110, { do: 'read', room: '#go', id: 1 }), at(2120, { do: 'history', of: '#go', limit: 3, ref: 5 }),
        at(3100, { do: 'say', to: '#go', text: '6', ref: 6 }), { at: 3200, hangUp: true },
      ]),
      client('ann.phone', 0, [at(200, { do: 'join', room: '#go' }), at(2200, { do: 'say', to: '#go', text: '7', ref: 7 })]),
      client('ann.tablet', 3300, [at(3400, { do: 'join', room: '#go' }), at(3500, { do: 'say', to: '#go', text: '8', ref: 8 }), ...[10, 11, 12, 13].map((n) => at(10_000, { do: 'say', to: '#go', text: `${n}`, ref: n } as const))]),
      client('bob', 0, [at(100, { do: 'join', room: '#go' }), at(2050, { do: 'say', to: '#go', text: 'mine', ref: 1 })]),
    ],
    shutdownAt: 12_000,
  }));
  judgeOrder(history);
  const outcomes: readonly (readonly [string, number, 'stored' | 'refused', string])[] = [
    ['ann', 1, 'stored', 'the first of four at once'], ['ann', 2, 'stored', 'the second, a private one'], ['ann', 3, 'stored', 'the third'], ['ann', 4, 'refused', 'the fourth'],
    ['ann.phone', 7, 'refused', 'one over another connection of the same user, right afterwards'], ['ann', 6, 'stored', 'one a second later'],
    ['ann.tablet', 8, 'refused', 'another, over a connection that is new'], ['bob', 1, 'stored', 'one by another user'],
    ['ann.tablet', 12, 'stored', 'the third after a rest'], ['ann.tablet', 13, 'refused', 'the fourth after a rest'],
  ];
  for (const [name, ref, right, what] of outcomes) {
    const event = answer(history, name, ref);
    judge(event?.event === right && (event.event !== 'refused' || event.why === 'too-fast'), {
      did: `A user may send 3 messages at once, and then one each second. For ${what}, the answer was ${inWords(event)}.`,
      expected: right === 'stored' ? '`stored`.' : '`refused` with `too-fast`.',
      help: 'A token bucket for each user. It does not begin anew with a new connection, and it fills up again with time.',
      lesson: 'rate-limiting',
    });
  }
  const fourth = answer(history, 'ann', 4);
  const wait = fourth?.event === 'refused' ? fourth.retryAfter ?? 0 : 0;
  judge(wait > 900 && wait <= 1000, {
    did: `A user had used up his messages a moment before. He was told to try again after ${seconds(wait)}.`,
    expected: 'After 1 s: then the next message is welcome.',
    help: 'The bucket knows when it will have one again.',
    lesson: 'rate-limiting',
  });
  const asked = answer(history, 'ann', 5);
  judge(asked?.event === 'history', {
    did: `A user who had sent too many messages asked for the history. The answer was ${inWords(asked)}.`,
    expected: 'Only messages are limited.',
    help: 'Ask the bucket only when somebody says something.',
  });
});

test('slow-client', async () => {
  const history = await play('converse', script({
    limits: { outbox: 10, burst: 100 },
    clients: [
      client('ann', 0, [at(100, { do: 'join', room: '#go' }), ...Array.from({ length: 30 }, (_, n) => at(2000 + 50 * n, { do: 'say', to: '#go', text: `${n}`, ref: n + 1 } as const))]),
      client('bob', 0, [at(150, { do: 'join', room: '#go' })]),
      client('stuck', 0, [at(200, { do: 'join', room: '#go' })], { stuckFrom: 1000 }),
    ],
    shutdownAt: 8000,
  }));
  judgeOrder(history);
  for (const name of ['ann', 'bob']) {
    const messages = got(history, name, 'message');
    const last = messages.at(-1);
    judge(messages.length === 30 && (last?.time ?? 0) <= 3650, {
      did: `One client in a room stopped reading. ${name} got ${messages.length} of 30 messages, the last at ${seconds(last?.time ?? 0)}; it was said at 3.45 s.`,
      expected: 'Nobody waits for somebody who does not read.',
      help: 'Put events into an outbox without waiting: `trySend`. A goroutine of the connection sends them.',
      lesson: 'channels',
    });
  }
  const closed = first(history, 'closed', 'stuck');
  judge(closed?.code === 1013 && closed.at <= 3000, {
    did: `A client stopped reading at 1 s; from 2 s on there were 20 messages a second for it. Its connection was closed with ${closed?.code ?? 'no code'} at ${seconds(closed?.at ?? 0)}.`,
    expected: 'When 10 events wait for it, as `limits.outbox` says, it is closed with 1013.',
    help: 'When the outbox is full, close the socket: that wakes up who sends, and who reads.',
    lesson: 'channels',
  });
  judge(closed.at >= 2400, {
    did: `A client stopped reading at 1 s. From 2 s on there was a message for it each 50 ms. Its connection was closed at ${seconds(closed.at)}.`,
    expected: 'As many events as `limits.outbox` says may wait: 10.',
    help: 'Give the outbox that capacity.',
    lesson: 'channels',
  });
  const left = got(history, 'bob', 'left').filter(({ user }) => user === 'stuck');
  const offline = got(history, 'bob', 'presence').filter(({ user, online }) => user === 'stuck' && !online);
  judge(left.length === 1 && offline.length === 1, {
    did: `A connection was closed because its client did not read. Others heard \`left\` ${left.length} times, and that its user is offline ${offline.length} times.`,
    expected: 'Once each: it is over like any other connection.',
    help: 'Let `serve` clear away, whatever the reason for the end.',
  });
});

test('typing', async () => {
  const history = await play('converse', script({
    limits: { typing: 2000 },
    clients: [
      client('ann', 0, [at(100, { do: 'join', room: '#go' }), at(1000, { do: 'typing', room: '#go' }), at(2500, { do: 'typing', room: '#go' }),
        at(8000, { do: 'typing', room: '#go' }), at(9000, { do: 'say', to: '#go', text: 'done' }), at(13_000, { do: 'typing', room: '#go' }), at(13_500, { do: 'leave', room: '#go' })]),
      client('bob', 0, [at(200, { do: 'join', room: '#go' }), at(600, { do: 'typing', room: '#tea', ref: 1 })]),
      client('cleo', 0, []),
      client('dora', 0, [at(200, { do: 'join', room: '#go' }), at(20_000, { do: 'typing', room: '#go' }), { at: 20_500, hangUp: true }]),
    ],
    shutdownAt: 30_000,
  }));
  judgeOrder(history);
  const signs = got(history, 'bob', 'typing');
  const right = ['ann types at 1 s', 'ann stops at 4.5 s', 'ann types at 8 s', 'ann stops at 9 s', 'ann types at 13 s', 'ann stops at 13.5 s', 'dora types at 20 s', 'dora stops at 20.5 s'];
  const shown = signs.map(({ user, typing, time }) => `${user} ${typing ? 'types' : 'stops'} at ${seconds(Math.round(time / 100) * 100)}`);
  judge(shown.join() === right.join(), {
    did: `ann typed at 1 s and 2.5 s; typed at 8 s and spoke at 9 s; typed at 13 s and left at 13.5 s. dora typed at 20 s and hung up at 20.5 s. bob was told: ${shown.length === 0 ? 'nothing' : shown.join('; ')}.`,
    expected: `Each change once: ${right.join('; ')}. Somebody counts as typing for 2 s after his last key.`,
    help: 'Each `typing` puts off the end. A timer that comes too late, or too early, must do nothing: look at the state when it rings.',
    lesson: 'context',
  });
  const others = [...got(history, 'ann', 'typing').filter(({ user }) => user === 'ann'), ...got(history, 'cleo', 'typing')];
  judge(others.length === 0, {
    did: `${others.length} times, somebody was told of typing who was outside the room, or had typed himself.`,
    expected: 'Only the others in the room are told.',
    help: 'Look at who gets the event.',
  });
  const outside = answer(history, 'bob', 1);
  judge(outside?.event === 'refused' && outside.why === 'not-a-member', {
    did: `A client typed in a room that it was not in. The answer was ${inWords(outside)}.`,
    expected: 'It is refused: `not-a-member`.',
    help: 'This holds for every command about a room but `join`, `leave` and `kick`.',
  });
});

test('receipts', async () => {
  const history = await play('converse', script({
    clients: [
      client('ann', 0, [at(100, { do: 'join', room: '#go' }), ...[1, 2, 3].map((n) => at(100 + 100 * n, { do: 'say', to: '#go', text: `${n}` } as const))]),
      client('bob', 0, [at(150, { do: 'join', room: '#go' }), at(1000, { do: 'read', room: '#go', id: 2 }), at(1100, { do: 'read', room: '#go', id: 1 }), at(1200, { do: 'read', room: '#go', id: 2 }), at(1500, { do: 'read', room: '#go', id: 3 })]),
      client('bob.phone', 0, [at(160, { do: 'join', room: '#go' }), at(1500, { do: 'read', room: '#go', id: 2 })]),
      client('cleo', 0, [at(1300, { do: 'read', room: '#go', id: 3, ref: 1 }), at(2000, { do: 'join', room: '#go', ref: 2 })]),
    ],
    shutdownAt: 3000,
  }));
  judgeOrder(history);
  judge(stored(history).length === 3, { did: `${stored(history).length} of 3 messages were stored.`, expected: 'All.', help: 'First make messages work.' });
  const receipts = got(history, 'ann', 'read').map(({ user, id }) => `${user} ${id}`);
  judge(receipts.join() === 'bob 2,bob 3', {
    did: `bob had read up to message 2, then 1, 2 and 3; his phone said 2 meanwhile. ann was told: ${list(receipts)}.`,
    expected: 'Only progress is told: bob 2, bob 3. Nobody unreads a message.',
    help: 'Keep for each user in a room how far he has read. Compare and change it in one step.',
    lesson: 'channels',
  });
  const own = got(history, 'bob', 'read').length + got(history, 'cleo', 'read').length;
  judge(own === 0, {
    did: `${own} times, somebody was told of a receipt who was outside the room, or had sent it himself.`,
    expected: 'Only the others in the room are told.',
    help: 'Look at who gets the event.',
  });
  const outside = answer(history, 'cleo', 1);
  judge(outside?.event === 'refused' && outside.why === 'not-a-member', {
    did: `A client sent a receipt for a room that it was not in. The answer was ${inWords(outside)}.`,
    expected: 'It is refused: `not-a-member`.',
    help: 'Look whether the connection is in the room.',
  });
  const members = answer(history, 'cleo', 2);
  judge(members?.event === 'members' && members.read['bob'] === 3, {
    did: `A client joined later. It was told that bob had read up to ${members?.event === 'members' ? members.read['bob'] ?? 'nothing' : inWords(members)}.`,
    expected: 'Up to message 3: `read` of `members` says it for everybody in the room who has sent a receipt.',
    help: 'The answer to `join` holds the receipts of the room.',
  });
});
