/** Plays keys and results to the reducer, without a terminal. */
import { stripVTControlCharacters } from 'node:util';
import type { Course } from '../../src/course/model.ts';
import { emptyState, type State as Saved } from '../../src/progress/index.ts';
import { frame } from '../../src/tui/frame.ts';
import { begin, type Event, reduce } from '../../src/tui/reduce.ts';
import type { State } from '../../src/tui/state.ts';
import type { Effect } from '../../src/tui/step.ts';
import { sampleCourse } from './sample-course.ts';

export interface PlayOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly saved?: Saved;
  readonly course?: Course;
  readonly lesson?: string;
}

export class Play {
  state: State;
  /** Everything the outside was asked to do, in order. */
  readonly effects: Effect[] = [];

  constructor({ columns = 80, rows = 24, saved = emptyState(), course = sampleCourse, lesson }: PlayOptions = {}) {
    const first = begin({
      course, saved, size: { columns, rows }, fileOf: (exercise) => `exercises/${exercise.slug}/${exercise.files[0] ?? ''}`, copyOf: (item) => `practice/${item.id}.ts`,
      ...(lesson === undefined ? {} : { lesson: { id: lesson } }),
    });
    this.state = first.state;
    this.effects.push(...first.effects);
  }

  event(event: Event): this {
    const { state, effects } = reduce(this.state, event);
    this.state = state;
    this.effects.push(...effects);
    return this;
  }

  /** Key names with blanks between them. */
  press(keys: string): this {
    for (const key of keys.split(' ').filter((each) => each !== '')) this.event({ kind: 'key', key });
    return this;
  }

  rows(): string[] {
    return frame(this.state).map((row) => stripVTControlCharacters(row));
  }

  text(): string {
    return this.rows().join('\n');
  }

  get crumb(): string {
    return (this.rows()[0] ?? '').trim().split('   ')[0] ?? '';
  }

  get footer(): string {
    return this.rows().at(-1) ?? '';
  }

  effectsOf<Kind extends Effect['kind']>(kind: Kind): Extract<Effect, { kind: Kind }>[] {
    return this.effects.filter((effect): effect is Extract<Effect, { kind: Kind }> => effect.kind === kind);
  }
}
