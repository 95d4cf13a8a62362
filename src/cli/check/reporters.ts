/** Which reports `check` gives, and where they go. Only words: what makes the reports is loaded when they are made. */
import { UsageError } from '../../errors.ts';

export const reporterNames = ['terminal', 'json', 'junit', 'github', 'tap', 'classroom50', 'github-classroom', 'gradescope', 'exercism'] as const;
export type ReporterName = (typeof reporterNames)[number];

export interface ReportOrder {
  readonly name: ReporterName;
  /** Without it, the report goes to standard output, or where the platform collects it. */
  readonly file?: string;
}

/** Reads `name` or `name=file`; `undefined` when there is no such reporter. */
export function parseReporter(text: string): ReportOrder | undefined {
  const equals = text.indexOf('=');
  const name = reporterNames.find((one) => one === (equals < 0 ? text : text.slice(0, equals)));
  if (name === undefined || equals === text.length - 1) return undefined;
  return equals < 0 ? { name } : { name, file: text.slice(equals + 1) };
}

export interface ReporterOptions {
  readonly reporter?: readonly ReportOrder[];
  readonly json?: boolean;
  readonly junit?: string;
}

/** Reports that people read in a log; several may stand in one. */
const forPeople: ReadonlySet<ReporterName> = new Set(['terminal', 'github']);

/** The reports that were asked for; people are told something unless a document for machines goes to standard output. Throws a UsageError when two would be mixed up. */
export function reportOrders({ reporter = [], json, junit }: ReporterOptions, env: Readonly<Record<string, string | undefined>>): readonly ReportOrder[] {
  const asked: readonly ReportOrder[] = [...reporter, ...(json === true ? [{ name: 'json' } as const] : []), ...(junit === undefined ? [] : [{ name: 'junit', file: junit } as const])];
  const printed = asked.filter((order) => order.file === undefined && !(order.name === 'github-classroom' && hasValue(env['GITHUB_OUTPUT'])));
  const documents = printed.filter(({ name }) => !forPeople.has(name));
  if (documents.length > 1 || (documents.length > 0 && printed.length > documents.length)) {
    throw new UsageError('reports-mixed', `The reports ${printed.map(({ name }) => name).join(' and ')} cannot both go to standard output.`, `Give all but one a file, such as --reporter ${documents[0]?.name ?? 'json'}=report.`);
  }
  if (documents.length > 0 || asked.some(({ name }) => name === 'terminal')) return asked;
  return [{ name: 'terminal' }, ...asked];
}

function hasValue(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}
