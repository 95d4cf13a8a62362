import { work } from '../prime.js';

process.on('message', (count) => {
  let found = 0;
  for (let n = 0; n < count; n++) found += work(n);
  process.send(found);
});
