/** The rows of a frame, painted by Ink. */
import { Box, Text, useInput, usePaste } from 'ink';
import { keyNames } from './keys.ts';
import type { Size } from './state.ts';

export interface AppProps {
  readonly rows: readonly string[];
  readonly size: Size;
  readonly onKey: (key: string) => void;
}

export function App({ rows, size, onKey }: AppProps) {
  useInput((input, key) => keyNames(input, key).forEach(onKey));
  // Pasted text is not meant as keys: a pasted `q` must not leave.
  usePaste(() => undefined);
  return (
    <Box flexDirection="column" width={size.columns} height={size.rows} overflow="hidden">
      {/* A row has no identity but its place. A blank keeps an empty one from collapsing. */}
      {rows.map((row, index) => <Text key={index} wrap="truncate">{row === '' ? ' ' : row}</Text>)}
    </Box>
  );
}
