/** A CSV file that a person wrote: rows by column name, with their lines, and errors that name file and line. */
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { UsageError } from '../../errors.ts';
import { messageOf } from '../../system-error.ts';

export interface TableRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}

/** `name` is the file as the person wrote it. */
export async function readTable(path: string, name: string, delimiters: readonly string[] = [',', ';', '\t']): Promise<Table> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UsageError('no-such-file', `${name} cannot be read: ${messageOf(error)}.`, 'Give a CSV file that exists.', { cause: error });
  });
  const [head = ''] = text.split('\n', 1);
  // Spreadsheets write semicolons where the comma is the decimal sign.
  const delimiter = delimiters.toSorted((a, b) => head.split(b).length - head.split(a).length)[0] ?? ',';
  try {
    const records = parse(text, { bom: true, delimiter, skip_empty_lines: true, trim: true, info: true, columns: false }) as unknown as readonly { readonly record: string[]; readonly info: { readonly lines: number } }[];
    const [first, ...others] = records;
    const columns = first?.record ?? [];
    return { columns, rows: others.map(({ record, info }) => ({ line: info.lines, cells: Object.fromEntries(columns.map((column, index) => [column, record[index] ?? ''])) })) };
  } catch (error) {
    const line = (error as { readonly lines?: number }).lines;
    throw new UsageError('bad-csv', `${name}${line === undefined ? '' : `:${line}`}: ${messageOf(error)}.`, 'Correct the line, or export the file again.', { cause: error });
  }
}

/** The column with this name, whatever its case. */
export function columnNamed({ columns }: Table, name: string): string | undefined {
  return columns.find((column) => column.toLowerCase() === name.toLowerCase());
}
