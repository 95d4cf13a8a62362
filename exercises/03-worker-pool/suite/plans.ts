/** Making the inputs of the scenarios, and putting what came of them into words. */
import { random } from 'concurrency-tutor/suite';
import type { Settled } from './log.ts';
import type { Plan, Script, Step } from './scenarios.ts';

const names = [
  'archive', 'backup', 'convert', 'deploy', 'export', 'filter', 'gather', 'hash', 'index', 'join', 'label', 'mail',
  'notify', 'order', 'print', 'query', 'resize', 'scan', 'thumbnail', 'upload', 'verify', 'watermark',
];

/** As many plans as wanted, with names in a random order. Each returns a result after a second unless told otherwise. */
export function plans(count: number, details: (index: number) => Partial<Omit<Plan, 'name'>>): Plan[] {
  const shuffled = random.shuffle(names);
  return Array.from({ length: count }, (_, index) => plan(shuffled[index] ?? `task-${index}`, details(index)));
}

export function plan(name: string, details: Partial<Omit<Plan, 'name'>> = {}): Plan {
  return { name, priority: 1, takes: 1000, ends: 'returns', whenCancelled: 'stops', cleanUp: 0, ...details };
}

/** A task for every worker, so that whatever comes later has to wait. */
export function blockers(workers: number, details: (index: number) => Partial<Omit<Plan, 'name'>>): Plan[] {
  return Array.from({ length: workers }, (_, index) => plan(`blocker-${index + 1}`, details(index)));
}

export function submitAt(at: number, list: readonly Plan[]): Step[] {
  return list.map((one) => ({ at, do: 'submit', plan: one }));
}

/** A script that goes on until everything in it can have run one after the other. */
export function script(workers: number, outcomes: Script['outcomes'], steps: readonly Step[]): Script {
  const sorted = [...steps].sort((a, b) => a.at - b.at);
  const work = sorted.reduce((sum, step) => sum + (step.do === 'submit' ? step.plan.takes : 0), 0);
  return { workers, outcomes, steps: sorted, until: (sorted.at(-1)?.at ?? 0) + work + 10_000 };
}

export function seconds(milliseconds: number): string {
  return `${milliseconds / 1000} s`;
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

export function inWords(outcome: Settled | undefined): string {
  if (outcome === undefined) return 'nothing';
  return 'shown' in outcome ? `${outcome.status} (${outcome.shown})` : outcome.status;
}
