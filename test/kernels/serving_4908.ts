// Non-blocking / testing library
// A goroutine in the background logs through the test handle while the test is finishing, which ends the handle's life.
// found: race
import { go, sync, time } from 'concurrency-tutor';

/** What a test is given; it may log until it has finished. */
class TestHandle {
  readonly lines: string[] = [];
  finished = false;

  log(line: string): void {
    if (this.finished) throw new Error(`log after the test has finished: ${line}`); // RACE
    this.lines.push(line);
  }
}

async function runTest(body: (t: TestHandle) => Promise<void>): Promise<TestHandle> {
  const t = new TestHandle();
  await body(t);
  t.finished = true; // RACE
  return t;
}

async function testReconcile(t: TestHandle): Promise<void> {
  const updated = new sync.WaitGroup();
  updated.add();
  go(async function configWatcher() {
    await time.sleep(1);
    updated.done();
    t.log('configuration updated');
  });
  await updated.wait();
}

export default async function main(): Promise<void> {
  await runTest(testReconcile);
}
