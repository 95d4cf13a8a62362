// The goroutine has logged before the test learns that it is done.
import { go, sync, time } from 'concurrency-tutor';

/** What a test is given; it may log until it has finished. */
class TestHandle {
  readonly lines: string[] = [];
  finished = false;

  log(line: string): void {
    if (this.finished) throw new Error(`log after the test has finished: ${line}`);
    this.lines.push(line);
  }
}

async function runTest(body: (t: TestHandle) => Promise<void>): Promise<TestHandle> {
  const t = new TestHandle();
  await body(t);
  t.finished = true;
  return t;
}

async function testReconcile(t: TestHandle): Promise<void> {
  const updated = new sync.WaitGroup();
  updated.add();
  go(async function configWatcher() {
    await time.sleep(1);
    t.log('configuration updated');
    updated.done();
  });
  await updated.wait();
}

export default async function main(): Promise<void> {
  await runTest(testReconcile);
}
