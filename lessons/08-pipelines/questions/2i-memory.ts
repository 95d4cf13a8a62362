// expect: output
// | enough memory: true
import { getHeapStatistics } from 'node:v8';
import { run, runtime } from 'concurrency-tutor';

/** Memory in use, divided by the most that there may be. */
function pressure(): number {
  const most = getHeapStatistics().heap_size_limit;
  return runtime.memStats().heapAlloc / most;
}

await run(async () => {
  console.log('enough memory:', pressure() < 0.8);
});
