// Each round of the loop has a variable of its own.
import { go, sync, time } from 'concurrency-tutor';

async function validate(constraint: string): Promise<void> {
  await time.sleep(constraint.length);
}

export default async function main(): Promise<void> {
  const wg = new sync.WaitGroup();
  for (const constraint of ['positive', 'unique', 'known']) {
    wg.add();
    go(async function check() {
      await validate(constraint);
      wg.done();
    });
  }
  await wg.wait();
}
