/** How far a grading is: a bar with an estimate where a person looks, a plain line per verdict elsewhere. */
import type { GradeEvent, GradeRecord } from '../../classroom/index.ts';
import { count, shown } from '../../report/index.ts';
import { progressLine } from '../course/progress-line.ts';
import type { CommandIo } from '../io.ts';

const width = 24;

export interface GradeProgress {
  show(event: GradeEvent): void;
  end(): void;
}

export function gradeProgress(io: CommandIo, nameOf: (student: string) => string): GradeProgress {
  const line = progressLine(io);
  const isBar = 'isTTY' in io.stderr && io.stderr.isTTY && !io.plain;
  const start = io.now().getTime();
  return {
    show(event) {
      switch (event.kind) {
        case 'planned':
          if (!io.quiet) io.warn(`${count(event.total, 'submission')} to judge${event.kept === 0 ? '' : `, ${event.kept} unchanged`}.`);
          if (event.total > 0) line.show(bar(0, event.total, undefined, io));
          break;
        case 'decided':
          if (isBar) line.show(bar(event.done, event.total, remaining(event, io.now().getTime() - start), io));
          else if (!io.quiet) io.warn(`${event.done}/${event.total} ${shown(nameOf(event.record.student))} ${event.record.exercise}: ${outcomeOf(event.record)}`);
          break;
        default: event satisfies never;
      }
    },
    end: () => line.show(''),
  };
}

function bar(done: number, total: number, left: string | undefined, io: CommandIo): string {
  const full = Math.round((done / total) * width);
  const [filled, empty] = io.unicode ? ['█', '░'] : ['#', '-'];
  return `${filled.repeat(full)}${empty.repeat(width - full)} ${done}/${total}${left === undefined ? '' : `, ${left}`}`;
}

/** What the rest takes if it goes on as it has gone so far. */
export function remaining({ done, total }: { readonly done: number; readonly total: number }, elapsed: number): string | undefined {
  if (done === 0 || done === total) return undefined;
  const seconds = Math.ceil((elapsed / done) * (total - done) / 1000);
  if (seconds < 60) return `about ${seconds} s left`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `about ${minutes} min left` : `about ${Math.round(minutes / 60)} h left`;
}

function outcomeOf({ outcome }: GradeRecord): string {
  switch (outcome.kind) {
    case 'missing': return 'nothing handed in';
    case 'failed': return `no verdict: ${outcome.message}`;
    case 'judged': {
      const { verdict, score, max } = outcome.judgement;
      return verdict.kind === 'error' ? `no verdict: ${verdict.cause.message}` : `${verdict.kind === 'pass' ? 'passed' : 'failed'}, ${score} of ${count(max, 'point')}`;
    }
  }
}
