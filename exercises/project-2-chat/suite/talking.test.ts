import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import { answer, at, client, first, got, inWords, judgeOrder, list, messagesOf, script, seconds, stored } from './plans.ts';
import type * as scenarios from './scenarios.ts';

const play = scenario<typeof scenarios>();

test('connect', async () => {
  const history = await play('converse', script({
    clients: [
      client('ann', 0, [{ at: 500, sendText: '{"do":' }, { at: 600, sendText: '[]' }, at(700, { do: 'join', room: '#tea', ref: 7 }), { at: 1000, hangUp: true }]),
      client('bob', 100, [at(800, { do: 'join', room: '#tea', ref: 1 })]),
    ],
    shutdownAt: 3000,
  }));
  judgeOrder(history);
  const [welcome] = got(history, 'ann', 'welcome');
  judge(welcome?.user.name === 'ann' && welcome.ref === 0, {
    did: `A client said hello with ref 0. The first thing it got was ${inWords(history.happenings.flatMap((one) => (one.what === 'got' && one.client === 'ann' ? [one.event] : []))[0])}.`,
    expected: '`welcome`, with the user and the `ref` of the command.',
    help: '`serve` reads the first text, checks the token, and answers.',
  });
  const refused = got(history, 'ann', 'refused').filter(({ why }) => why === 'malformed');
  judge(refused.length === 2, {
    did: `A client sent two texts that are no commands. It was told \`malformed\` ${refused.length} times.`,
    expected: 'Each is refused, and the connection goes on.',
    help: '`parse` gives `undefined` for what is no command.',
  });
  judge(answer(history, 'ann', 7)?.event === 'members', {
    did: `A client joined a room. The answer was ${inWords(answer(history, 'ann', 7))}.`,
    expected: '`members`, with the `ref` of the command.',
    help: 'Whoever joins is told who is there.',
  });
  const served = first(history, 'served', 'ann');
  judge(served !== undefined && served.at <= 1100, {
    did: `A client hung up at 1 s. \`serve\` returned at ${seconds(served?.at ?? 0)}.`,
    expected: '`serve` returns when the connection is over.',
    help: '`receive` gives `undefined` then. Does the goroutine that writes hear of it too?',
    lesson: 'goroutines',
  });
});

test('rooms', async () => {
  const [tea, go] = random.shuffle(['#tea', '#go', '#cats']) as [string, string];
  const history = await play('converse', script({
    clients: [
      client('ann', 0, [at(200, { do: 'join', room: tea }), at(900, { do: 'say', to: tea, text: 'in tea', ref: 1 }), at(1500, { do: 'say', to: go, text: 'not mine', ref: 2 })]),
      client('bob', 0, [at(300, { do: 'join', room: tea, ref: 1 }), at(310, { do: 'join', room: go, ref: 2 }), at(1000, { do: 'say', to: go, text: 'in go' }), at(2000, { do: 'leave', room: tea })]),
      client('cleo', 0, [at(400, { do: 'join', room: go }), at(2500, { do: 'say', to: go, text: 'go again' }), at(2600, { do: 'join', room: go, ref: 3 })]),
      client('cleo.phone', 0, [at(2700, { do: 'join', room: go }), at(2800, { do: 'leave', room: go })]),
    ],
    shutdownAt: 4000,
  }));
  judgeOrder(history);
  const outside = answer(history, 'ann', 2);
  judge(outside?.event === 'refused' && outside.why === 'not-a-member', {
    did: `A client spoke in a room that he had not joined. The answer was ${inWords(outside)}.`,
    expected: 'It is refused: `not-a-member`.',
    help: 'Look whether this connection is in the room before you carry out the command.',
  });
  const texts = (name: string): string[] => messagesOf(history, name, '*').map(({ text }) => text);
  const expected: Record<string, string[]> = { ann: ['in tea'], bob: ['in tea', 'in go', 'go again'], cleo: ['in go', 'go again'] };
  for (const [name, right] of Object.entries(expected)) {
    judge(texts(name).join() === right.join(), {
      did: `${name} got these messages: ${list(texts(name))}.`,
      expected: `${name} gets what is said in the rooms he is in: ${list(right)}.`,
      help: 'A message goes to the connections that are in its room when it has been stored, and to no others.',
    });
  }
  const members = answer(history, 'bob', 1);
  judge(members?.event === 'members' && members.members.join() === 'ann,bob', {
    did: `bob joined a room in which ann was. He was told: ${members?.event === 'members' ? list(members.members) : inWords(members)}.`,
    expected: 'The members of the room, he too, sorted by name.',
    help: 'Each user is named once, however many connections he has in the room.',
  });
  const comings: readonly (readonly [string, string])[] = [['ann', 'bob joined #1,bob left #1'], ['bob', 'cleo joined #2']];
  for (const [name, right] of comings) {
    const heard = history.happenings.flatMap((one) => (one.what === 'got' && one.client === name && (one.event.event === 'joined' || one.event.event === 'left')
      ? [`${one.event.user} ${one.event.event} ${one.event.room === tea ? '#1' : '#2'}`] : []));
    judge(heard.join() === right, {
      did: `bob joined and left the room #1, where ann was. Then cleo joined #2, where bob was, and her phone joined and left #2. ${name} was told: ${list(heard)}.`,
      expected: `Those in a room hear when another user comes with his first connection, and when he has gone with his last: ${list(right.split(','))}.`,
      help: 'Count the connections of each user in a room.',
    });
  }
});

test('broadcast', async () => {
  const speakers = random.shuffle(['ann', 'bob', 'cleo']);
  const history = await play('converse', script({
    clients: [
      ...speakers.map((name) => client(name, 0, [
        at(200, { do: 'join', room: '#go' }),
        ...[1, 2, 3].map((n) => at(1000, { do: 'say', to: '#go', text: `${name}-${n}`, ref: n })),
        at(1020, { do: 'say', to: '#go', text: `${name}-4`, ref: 4 }),
      ])),
      // He comes in the middle of it.
      client('dora', 0, [at(1021, { do: 'join', room: '#go', ref: 1 }), at(1022, { do: 'history', of: '#go', limit: 100, ref: 2 })]),
    ],
    shutdownAt: 3000,
  }));
  judgeOrder(history);
  const all = stored(history);
  judge(all.length === 12, {
    did: `Three clients said four things each. ${all.length} messages were stored.`,
    expected: 'Everything that is said is stored.',
    help: 'A message must not get lost between the connection and the storage.',
  });
  for (const name of speakers) {
    const ids = messagesOf(history, name, '#go').map(({ id }) => id);
    judge(ids.join() === all.map(({ id }) => id).join(), {
      did: `The messages ${list(all.map(({ id }) => id))} were stored. ${name} got ${list(ids)}.`,
      expected: 'Everybody in the room gets each message once, in the order in which they were stored.',
      help: 'One goroutine, or one lock, decides about the order; from there on it must not get lost.',
      lesson: 'channels',
    });
    const own = all.filter(({ from }) => from === name).map(({ text }) => text);
    judge(own.join() === [1, 2, 3, 4].map((n) => `${name}-${n}`).join(), {
      did: `${name} said 1, 2, 3, 4. It was stored in the order ${list(own.map((text) => text.slice(-1)))}.`,
      expected: 'What one connection says is stored in the order in which it was said.',
      help: 'Read the next command when this one is in the queue.',
      lesson: 'channels',
    });
    const acknowledged = got(history, name, 'stored').map(({ ref, id }) => `${ref}:${all.find((message) => message.id === id)?.text}`);
    judge(acknowledged.join() === [1, 2, 3, 4].map((n) => `${n}:${name}-${n}`).join(), {
      did: `${name} said four things. The answers were (ref:text) ${list(acknowledged)}.`,
      expected: 'For each, one `stored` with its `ref` and the id of its message.',
      help: 'Keep the connection and the `ref` beside each draft until it has been stored.',
    });
  }
  judgeNewcomer(history, all.map(({ id }) => id));
});

function judgeNewcomer(history: Parameters<typeof judgeOrder>[0], all: readonly number[]): void {
  const [members] = got(history, 'dora', 'members');
  const live = got(history, 'dora', 'message');
  const early = live.find(({ order }) => order < (members?.order ?? 0));
  judge(early === undefined, {
    did: 'A client that joined a room got a message of the room before it got the answer to its `join`.',
    expected: 'First `members`, then messages.',
    help: 'Put the answer into the outbox in the same step in which the connection becomes a member.',
  });
  const asked = answer(history, 'dora', 2);
  const known = new Set([...(asked?.event === 'history' ? asked.messages : []), ...live.map(({ message }) => message)].map(({ id }) => id));
  const missed = all.filter((id) => !known.has(id));
  judge(missed.length === 0, {
    did: `A client joined while others talked, and asked for the history then. The messages ${list(missed)} were in neither.`,
    expected: 'Who joins and then asks for the history misses nothing.',
    help: 'From the step in which it joins, the connection gets every message that is delivered. Look who is in the room when the message has been stored, not when it was said.',
  });
}

test('private', async () => {
  const history = await play('converse', script({
    clients: [
      client('ann', 0, [at(500, { do: 'say', to: '@bob', text: 'a secret', ref: 1 }), at(900, { do: 'say', to: '@dora', text: 'are you there', ref: 2 }), at(1500, { do: 'say', to: '@ann', text: 'a note to myself', ref: 3 })]),
      client('ann.phone', 0, []),
      client('bob', 0, []),
      client('bob.phone', 0, [at(1000, { do: 'say', to: '@ann', text: 'my answer' })]),
      client('cleo', 0, [at(1100, { do: 'history', of: '@bob', limit: 10, ref: 1 })]),
      client('dora', 2000, [at(2500, { do: 'history', of: '@ann', limit: 10, ref: 1 })]),
    ],
    shutdownAt: 4000,
  }));
  judgeOrder(history);
  const expected: Record<string, string[]> = {
    ann: ['a secret', 'are you there', 'my answer', 'a note to myself'], 'ann.phone': ['a secret', 'are you there', 'my answer', 'a note to myself'],
    bob: ['a secret', 'my answer'], 'bob.phone': ['a secret', 'my answer'], cleo: [], dora: [],
  };
  for (const [name, right] of Object.entries(expected)) {
    const texts = messagesOf(history, name, '*').map(({ text }) => text);
    judge(texts.join() === right.join(), {
      did: `The connection ${name} got these private messages: ${list(texts)}.`,
      expected: `It gets ${list(right)}: a private message goes to all connections of both users, once, and to nobody else.`,
      help: 'Keep for each user the set of his connections.',
    });
  }
  const later = answer(history, 'dora', 1);
  judge(later?.event === 'history' && later.messages.map(({ text }) => text).join() === 'are you there', {
    did: `ann wrote to dora, who was not there. dora came later and asked for the conversation. She got ${later?.event === 'history' ? list(later.messages.map(({ text }) => text)) : inWords(later)}.`,
    expected: 'A private message to somebody who is offline is stored, like any other.',
    help: 'Store first; then see who is there to get it.',
  });
  const curious = answer(history, 'cleo', 1);
  judge(curious?.event === 'history' && curious.messages.length === 0, {
    did: `cleo asked for her conversation with bob, and got ${curious?.event === 'history' ? list(curious.messages.map(({ text }) => text)) : inWords(curious)}.`,
    expected: 'She has had none with him. What others have said to him is not hers.',
    help: 'Tell the storage who asks.',
  });
});
