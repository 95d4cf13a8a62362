/** What an attack is, and where it meets what it is after. */

export interface Attack {
  readonly name: string;
  /**
   * What it deserves. `no points`: it has not done the work. `the points`: it has, and does harm besides. `either`: it may or may not get
   * on, but does no harm. `contradicted`: it does the work only while it is looked at. `no verdict`: it may spoil its own judgement, and gets nothing.
   */
  readonly deserves: 'no points' | 'the points' | 'either' | 'contradicted' | 'no verdict';
  /** The body of `work(question)`; `honest(question)` does the work. */
  readonly body: string;
  /** Before it. */
  readonly top?: string;
  /** Other files of the submission, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** Takes the judge's whole patience. */
  readonly isSlow?: boolean;
}

/** What attacks aim at. Their texts name it as `$SUITE` and so on. */
export interface Targets {
  /** The folder of the hidden suite. */
  readonly SUITE: string;
  /** A folder with the work of another student and a gradebook. */
  readonly OTHERS: string;
  /** A port on the host's loopback. */
  readonly PORT: string;
  /** The judge's process. */
  readonly JUDGE: string;
  /** The repository. */
  readonly ROOT: string;
  /** Names the processes it leaves, to look for them. */
  readonly MARK: string;
}

/** The work itself, for attacks that do it. */
const honest = `const honest = ({ kind, n }) => { const answer = n * 7919 + 104729; return kind === 'record' ? { answer, all: [answer] } : answer; };`;

export function sourceOf({ top = '', body }: Attack): string {
  return `// @ts-nocheck\n${top}\n${body.includes('honest(') || top.includes('honest(') ? honest : ''}\nexport async function work(question) {\n${body}\n}\n`;
}

export function aimed(text: string, targets: Targets): string {
  return text.replaceAll(/\$(SUITE|OTHERS|PORT|JUDGE|ROOT|MARK)\b/g, (_, name: keyof Targets) => targets[name]);
}

/** Short forms for tables. */
type Row = readonly [name: string, body: string, top?: string];
export const cheats = (rows: readonly Row[]): Attack[] => rows.map((row) => made('no points', row));
export const harms = (rows: readonly Row[]): Attack[] => rows.map((row) => made('the points', row));
export const either = (rows: readonly Row[]): Attack[] => rows.map((row) => made('either', row));

function made(deserves: Attack['deserves'], [name, body, top]: Row): Attack {
  return { name, deserves, body, ...(top === undefined ? {} : { top }) };
}
