import { test } from 'vitest';
import { judge, random, scenario } from 'concurrency-tutor/suite';
import type * as scenarios from './scenarios.ts';

const play = scenario<typeof scenarios>();

function someNames(): string[] {
  return random.shuffle(['Ada', 'Barbara', 'Edsger', 'Tony', 'Leslie']).slice(0, random.integer(2, 5));
}

test('waits', async () => {
  const history = await play('start', { names: someNames() });
  judge(!history.endedBeforeSignal, {
    did: 'startAll was done before the signal.',
    expected: 'Every goroutine waits for the signal first.',
    help: 'Receive from `start` in each goroutine before it does anything.',
  });
});

test('everybody', async () => {
  const names = someNames();
  const { ran } = await play('start', { names });
  judge(ran.toSorted().join() === names.toSorted().join(), {
    did: `Of ${names.join(', ')} these had run: ${ran.join(', ') || 'nobody'}.`,
    expected: 'Everybody runs once after the signal, and startAll waits for them.',
    help: 'Count the goroutines with a wait group, and wait for it before you return.',
  });
});
