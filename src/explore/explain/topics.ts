/** Where the course explains what a finding is about. */
export interface Lesson {
  /** The lesson's slug. */
  readonly lesson: string;
  /** A pitfall of it: `3.P2`. */
  readonly pitfall: string;
}

const at = (lesson: string, pitfall: string): Lesson => ({ lesson, pitfall });

/**
 * Every topic code, and what explains it. Codes are stable: reports and other people's tools may keep them. A code is a finding's kind,
 * or its kind and detail.
 */
export const topics = {
  'panic': at('goroutines', '1.P5'),
  'panic.send-on-closed': at('channels', '3.P3'),
  'panic.close-of-closed': at('pipelines', '8.P2'),
  'panic.close-of-nil': at('channels', '3.P4'),
  'panic.waitgroup-misuse': at('wait-groups', '2.P4'),
  'panic.lock-misuse': at('goroutines', '1.P2'),
  'panic.callback': at('goroutines', '1.P5'),
  'panic.unhandled-rejection': at('goroutines', '1.P5'),
  'error': at('goroutines', '1.P5'),
  'error.exit': at('goroutines', '1.P3'),
  'error.callback': at('goroutines', '1.P5'),
  'error.unhandled-rejection': at('goroutines', '1.P5'),
  'race': at('goroutines', '1.P2'),
  'race.parallel-only': at('goroutines', '1.P2'),
  'race.concurrent-map-write': at('worker-pools', '9.P6'),
  'race.waitgroup-misuse': at('wait-groups', '2.P3'),
  'unawaited': at('goroutines', '1.P3'),
  'uncontrolled': at('select', '6.P6'),
  'uncontrolled.io': at('select', '6.P6'),
  'uncontrolled.external': at('select', '6.P6'),
  'deadlock': at('channels', '3.P1'),
  'deadlock.nil-channel': at('channels', '3.P4'),
  'deadlock.receive': at('channels', '3.P2'),
  'deadlock.send': at('channels', '3.P1'),
  'deadlock.select': at('select', '6.P3'),
  'deadlock.empty-select': at('select', '6.P7'),
  'deadlock.wait-group': at('wait-groups', '2.P1'),
  'deadlock.lock': at('goroutines', '1.P2'),
  'deadlock.lock-cycle': at('buffering', '4.P3'),
  'deadlock.cond': at('select', '6.P1'),
  'deadlock.group': at('worker-pools', '9.P3'),
  'leak': at('goroutines', '1.P6'),
  'leak.nil-channel': at('channels', '3.P4'),
  'leak.receive': at('fan-out-fan-in', '7.P1'),
  'leak.send': at('channels', '3.P5'),
  'leak.select': at('select', '6.P1'),
  'leak.empty-select': at('select', '6.P7'),
  'leak.wait-group': at('wait-groups', '2.P1'),
  'leak.lock': at('goroutines', '1.P2'),
  'leak.lock-cycle': at('buffering', '4.P3'),
  'leak.cond': at('goroutines', '1.P6'),
  'leak.group': at('worker-pools', '9.P2'),
  'livelock': at('select', '6.P2'),
  'livelock.starvation': at('select', '6.PX1'),
  'livelock.busy-loop': at('context', '10.P7'),
  'never-ends': at('goroutines', '1.P6'),
  'lost-cancel': at('context', '10.P1'),
  'lost-cancel.errgroup': at('context', '10.P1'),
  'lost-cancel.signal': at('context', '10.P1'),
} as const satisfies Readonly<Record<string, Lesson>>;

/** The code of what is wrong: kind and detail where the table knows both, else the kind alone. */
export function topicOf(kind: string, detail: string | undefined): string {
  const refined = `${kind}.${detail ?? ''}`;
  return refined in topics ? refined : kind;
}

/** Where the course explains a topic. */
export function lessonFor(topic: string): Lesson | undefined {
  return (topics as Readonly<Record<string, Lesson>>)[topic];
}
