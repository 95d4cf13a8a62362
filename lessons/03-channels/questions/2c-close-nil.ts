// expect: panic "close of nil channel"
import { run, nilChan } from 'concurrency-tutor';

await run(async () => {
  const numbers = nilChan<number>();
  numbers.close();
});
