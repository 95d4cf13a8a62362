// Non-blocking / anonymous function
// Goroutines started in a loop read the loop's one variable, which the loop goes on overwriting.
// found: race
import { go, sync, time } from 'concurrency-tutor';

async function validate(constraint: string): Promise<void> {
  await time.sleep(constraint.length);
}

export default async function main(): Promise<void> {
  const wg = new sync.WaitGroup();
  let constraint: string;
  for (constraint of ['positive', 'unique', 'known']) { // RACE
    wg.add();
    go(async function check() {
      await validate(constraint); // RACE
      wg.done();
    });
  }
  await wg.wait();
}
