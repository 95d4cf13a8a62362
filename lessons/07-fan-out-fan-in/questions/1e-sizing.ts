// expect: output
// | compute: 8
// | compute, but wait half of the time: 16
// | compute, but wait 9/10 of the time: 80
// | ask a database with 20 connections: 20
// | pictures of 50 MB each: 40
// | the same, on a machine with 64 GB: 80
// | compute, on this machine: as many as it has cores
import { run, runtime } from 'concurrency-tutor';

interface Machine {
  readonly cores: number;
  readonly memoryMB: number;
}

interface Work {
  readonly waitShare: number; // 0 is computing only
  readonly atOnceThere?: number; // what the other side can bear
  readonly perWorkerMB?: number;
}

/** A number to start measuring with. */
function workersFor(work: Work, { cores, memoryMB }: Machine): number {
  const { waitShare, atOnceThere, perWorkerMB } = work;
  const limits = [cores / (1 - waitShare)];
  if (atOnceThere !== undefined) limits.push(atOnceThere);
  // Half of the memory is left to everything else.
  if (perWorkerMB !== undefined) limits.push(memoryMB / 2 / perWorkerMB);
  return Math.max(1, Math.floor(Math.min(...limits) + 1e-9));
}

const small = { cores: 8, memoryMB: 4000 };
const large = { cores: 8, memoryMB: 64_000 };
const pictures = { waitShare: 0.9, perWorkerMB: 50 };

const rows: [string, Work, Machine][] = [
  ['compute', { waitShare: 0 }, small],
  ['compute, but wait half of the time', { waitShare: 0.5 }, small],
  ['compute, but wait 9/10 of the time', { waitShare: 0.9 }, small],
  ['ask a database with 20 connections',
    { waitShare: 0.99, atOnceThere: 20 }, small],
  ['pictures of 50 MB each', pictures, small],
  ['the same, on a machine with 64 GB', pictures, large],
];

await run(async () => {
  for (const [what, work, machine] of rows) {
    console.log(`${what}: ${workersFor(work, machine)}`);
  }
  const here = { cores: runtime.numCPU(), memoryMB: 4000 };
  const good = workersFor({ waitShare: 0 }, here) === here.cores;
  const words = good ? 'as many as it has cores' : 'a wrong number';
  console.log('compute, on this machine:', words);
});
