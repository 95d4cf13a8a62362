import type { Terminal } from '@xterm/headless';

const cell = { width: 8.4, height: 18 };
const margin = 12;
/** The sixteen basic colours, calm on a dark ground. */
const palette = [
  '#2b303b', '#e06c75', '#98c379', '#e5c07b', '#61afef', '#c678dd', '#56b6c2', '#c8ccd4',
  '#7f8896', '#ff7b86', '#b5e08f', '#ffd68a', '#7cc4ff', '#d894ef', '#6fd0dc', '#ffffff',
];

interface Style {
  readonly colour: string;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly inverse: boolean;
}

/** What a terminal shows now, as a picture. */
export function terminalSvg(terminal: Terminal): string {
  const width = terminal.cols * cell.width + 2 * margin;
  const height = terminal.rows * cell.height + 2 * margin;
  const rows = Array.from({ length: terminal.rows }, (_, row) => rowSvg(terminal, row));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">`,
    `<rect width="100%" height="100%" rx="8" fill="#1c1f26"/>`,
    ...rows,
    '</svg>',
    '',
  ].join('\n');
}

function rowSvg(terminal: Terminal, row: number): string {
  const runs = runsOf(terminal, row);
  const y = margin + row * cell.height + 13;
  return runs.map(({ text, column, style }) => {
    const x = (margin + column * cell.width).toFixed(1);
    const length = (text.length * cell.width).toFixed(1);
    const ground = style.inverse ? `<rect x="${x}" y="${y - 13}" width="${length}" height="${cell.height}" fill="${style.colour}"/>` : '';
    const fill = style.inverse ? '#1c1f26' : style.colour;
    return `${ground}<text x="${x}" y="${y}" textLength="${length}" xml:space="preserve" fill="${fill}"${style.bold ? ' font-weight="bold"' : ''}${style.dim ? ' opacity="0.65"' : ''}>${escape(text)}</text>`;
  }).join('');
}

interface Run {
  text: string;
  readonly column: number;
  readonly style: Style;
}

/** Neighbouring cells that look alike, without those that are blank. */
function runsOf(terminal: Terminal, row: number): Run[] {
  const line = terminal.buffer.active.getLine(terminal.buffer.active.viewportY + row);
  const runs: Run[] = [];
  for (let column = 0; column < terminal.cols; column++) {
    const one = line?.getCell(column);
    if (!one || one.getWidth() === 0) continue;
    const style: Style = {
      colour: one.isFgPalette() ? (palette[one.getFgColor()] ?? '#c8ccd4') : '#c8ccd4',
      bold: one.isBold() !== 0,
      dim: one.isDim() !== 0,
      inverse: one.isInverse() !== 0,
    };
    const last = runs.at(-1);
    const text = one.getChars() || ' ';
    if (last && JSON.stringify(last.style) === JSON.stringify(style)) last.text += text;
    else runs.push({ text, column, style });
  }
  return runs.filter(({ text, style }) => text.trim() !== '' || style.inverse);
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
