import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import type * as scenarios from './scenarios.ts';

const perform = scenario<typeof scenarios>('real');

test('server', async () => {
  const clients = random.integer(20, 25);
  const messages = random.integer(10, 15);
  const history = await perform('serveForReal', { clients, messages });
  const said = clients * messages;
  judge(history.stranger === 4401, {
    did: `Over a real WebSocket, a client came with a token that is not valid. It was closed with ${history.stranger}.`,
    expected: 'With 4401.',
    help: 'Read the part about authentication again.',
  });
  judge(history.kept >= said && history.kept <= said + clients, {
    did: `Over real WebSockets, ${clients} clients said ${said} things, and ${clients} last words at the shutdown. ${history.kept} messages were in the file afterwards.`,
    expected: 'All that was said before, and of the last words those that still came in.',
    help: 'What has been answered with `stored` is in the storage.',
  });
  judge(history.missing === 0 && history.repeated === 0 && history.disordered === 0, {
    did: `${clients} clients talked over real WebSockets. One of them missed ${history.missing} messages, got ${history.repeated} twice, and ${history.disordered} out of order.`,
    expected: 'Everybody gets everything, once, in order, up to the last message that was stored.',
    help: 'Between the storage and the network there is one outbox for each connection, which keeps the order. Close the socket when it is empty.',
    lesson: 'pipelines',
  });
  judge(history.unanswered === 0, {
    did: `${history.unanswered} messages were stored at the shutdown, and those who had said them were not told.`,
    expected: 'Who said something that was stored gets `stored`.',
    help: 'Answers go through the outbox, like everything else.',
  });
  judge(history.shutdown === 'returned' && history.closed && history.codes.join() === '1001', {
    did: `\`shutdown\` ${history.shutdown}. The storage was ${history.closed ? 'closed' : 'not closed'}, and the connections were closed with ${history.codes.join(', ')}.`,
    expected: 'It returns, the storage is closed, and each connection was closed with 1001.',
    help: 'Try it: run `main.ts`, open the page, press Ctrl+C.',
  });
});
