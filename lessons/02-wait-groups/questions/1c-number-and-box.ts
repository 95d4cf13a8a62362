// expect: output
// | number: 10
// | box: 11
import { run } from 'concurrency-tutor';

function addToNumber(count: number): void {
  count = count + 1; // changes the copy that belongs to this call
}

function addToBox(box: { count: number }): void {
  box.count = box.count + 1; // changes the one box that everybody holds
}

await run(async () => {
  const count = 10;
  addToNumber(count);
  console.log(`number: ${count}`);

  const box = { count: 10 };
  addToBox(box);
  console.log(`box: ${box.count}`);
});
