// expect: leak
import {
  run, go, gosched, nilChan, type SendChannel,
} from 'concurrency-tutor';

/** In Go: a struct with a field `Bell chan<- string`, never set. */
const house: { bell: SendChannel<string> } = { bell: nilChan<string>() };

await run(async () => {
  go(async () => {
    await house.bell.send('ding');
    console.log('somebody is coming');
  });
  await gosched();
  console.log('main goes out');
});
