/** What `doctor` found, as a person reads it. */
import type { DoctorDocument } from './documents.ts';
import { glyphsOf, paintOf, type ReportStyle } from './style.ts';
import { hanging, shown } from './text.ts';

export function renderDoctor(document: DoctorDocument, style: ReportStyle): string {
  const { version, node, platform, check, grade } = document;
  return [
    `concurrency-tutor ${version}, Node ${node}, ${platform}`,
    '',
    ...hanging('check   ', `${check.level}: your own code runs in a process of its own, within limits.`, style.width),
    ...hanging('grade   ', grade.level === 'sandboxed' ? 'sandboxed: other people\'s code runs in a box that the system holds shut.' : `${grade.level}: other people's code would run with your rights; \`grade\` asks for --allow-weak-isolation.`, style.width),
    '',
    'The walls of `grade`:',
    ...document.walls.flatMap((wall) => wallLines(wall, style)),
    ...problemLines(document, style),
    '',
    'Tools:',
    ...document.tools.flatMap(({ name, path, purpose }) => hanging(`  ${mark(path === undefined ? 'missing' : 'holds', style)} ${name.padEnd(13)} `, path === undefined ? `not found; ${purpose}` : `${shown(path)}: ${purpose}`, style.width)),
  ].join('\n');
}

type WallState = DoctorDocument['walls'][number]['state'];

function wallLines({ name, promise, state }: DoctorDocument['walls'][number], style: ReportStyle): string[] {
  return hanging(`  ${mark(state, style)} ${name.padEnd(12)} `, `${promise}${said[state]}`, style.width);
}

const said: Readonly<Record<WallState, string>> = { holds: ' Tried: it holds.', there: '', 'does not hold': ' Tried: it does NOT hold.', missing: ' Not here.' };

function mark(state: WallState, style: ReportStyle): string {
  const paint = paintOf(style);
  const glyphs = glyphsOf(style);
  switch (state) {
    case 'holds':
    case 'there': return paint.green(glyphs.pass);
    case 'does not hold': return paint.red(glyphs.fail);
    case 'missing': return paint.yellow(glyphs.skipped);
    default: return state satisfies never;
  }
}

function problemLines({ problem }: DoctorDocument, style: ReportStyle): string[] {
  if (problem === undefined) return [];
  return ['', ...hanging('', shown(problem.message), style.width), ...hanging('', problem.help, style.width)];
}
