/** Pictures of a benchmark, ready to use. You need not change this file. */
import type { Row } from './benchmark.ts';

/** One bar for each measurement, as text for a terminal of so many columns. The scale is logarithmic: what is ten times faster is longer by the same piece. */
export function plotText(rows: readonly Row[], columns = 80): string {
  const [low, high] = powersOf(rows);
  const names = Math.max(...rows.map(({ name }) => name.length));
  const room = Math.max(10, columns - names - 14);
  const scale = `${' '.repeat(names + 3)}${short(10 ** low)}${short(10 ** high).padStart(room - short(10 ** low).length)}`;
  return [scale, ...groups(rows).flatMap(({ workers, rows: group }) => [
    `${workers} ${workers === 1 ? 'worker' : 'workers'}`,
    ...group.map(({ name, perSecond }) => `  ${name.padEnd(names)} ${bar((Math.log10(Math.max(1, perSecond)) - low) / (high - low), room)} ${short(perSecond)}`),
  ])].join('\n');
}

/** The same as an SVG document: a line for each contender, workers to the right, changes per second upwards, on a logarithmic scale. */
export function plotSvg(rows: readonly Row[], title: string): string {
  const counts = groups(rows).map(({ workers }) => workers);
  const names = [...new Set(rows.map(({ name }) => name))];
  const [low, high] = powersOf(rows);
  const x = (workers: number): number => 70 + (counts.length === 1 ? 0.5 : counts.indexOf(workers) / (counts.length - 1)) * 420;
  const y = (perSecond: number): number => 300 - ((Math.log10(Math.max(1, perSecond)) - low) / (high - low)) * 240;
  const grid = Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index)).flatMap((value) => [
    `<line x1="70" y1="${y(value).toFixed(1)}" x2="490" y2="${y(value).toFixed(1)}" stroke="#ddd"/>`, `<text x="62" y="${(y(value) + 4).toFixed(1)}" text-anchor="end">${short(value)}</text>`]);
  const axis = counts.map((workers) => `<text x="${x(workers).toFixed(1)}" y="320" text-anchor="middle">${workers}</text>`);
  const lines = names.flatMap((name, index) => {
    const points = rows.filter((row) => row.name === name).map((row) => `${x(row.workers).toFixed(1)},${y(row.perSecond).toFixed(1)}`);
    const color = colors[index % colors.length] ?? 'black';
    return [
      `<polyline points="${points.join(' ')}" fill="none" stroke="${color}" stroke-width="2"/>`,
      ...points.map((point) => `<circle cx="${point.split(',')[0]}" cy="${point.split(',')[1]}" r="3" fill="${color}"/>`),
      `<text x="505" y="${80 + index * 20}" fill="${color}">${escaped(name)}</text>`,
    ];
  });
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" width="680" height="360" viewBox="0 0 680 360" font-family="sans-serif" font-size="12">',
    '<rect width="680" height="360" fill="white"/>', `<text x="70" y="30" font-size="15">${escaped(title)}</text>`,
    ...grid, ...axis, '<text x="280" y="345" text-anchor="middle">workers</text>', '<text x="70" y="52">changes per second</text>', ...lines, '</svg>', '',
  ].join('\n');
}

/** The powers of ten that all measurements lie between. */
function powersOf(rows: readonly Row[]): readonly [low: number, high: number] {
  const powers = rows.map(({ perSecond }) => Math.log10(Math.max(1, perSecond)));
  const low = Math.floor(Math.min(...powers));
  return [low, Math.max(low + 1, Math.ceil(Math.max(...powers)))];
}

const colors = ['#0b62a4', '#c2410c', '#15803d', '#7e22ce', '#be123c', '#0f766e'];

function groups(rows: readonly Row[]): { readonly workers: number; readonly rows: readonly Row[] }[] {
  return [...new Set(rows.map(({ workers }) => workers))].map((workers) => ({ workers, rows: rows.filter((row) => row.workers === workers) }));
}

function bar(part: number, room: number): string {
  const eighths = Math.max(1, Math.round(part * room * 8));
  return '█'.repeat(Math.floor(eighths / 8)) + ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'][eighths % 8];
}

function short(perSecond: number): string {
  if (perSecond >= 1e6) return `${(perSecond / 1e6).toFixed(perSecond < 1e7 && perSecond !== 1e6 ? 1 : 0)}M`;
  if (perSecond >= 1e3) return `${(perSecond / 1e3).toFixed(perSecond < 1e4 && perSecond !== 1e3 ? 1 : 0)}k`;
  return perSecond.toFixed(0);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
