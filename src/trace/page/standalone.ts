import { createHash } from 'node:crypto';
import { escaped } from './escaped.ts';

export interface Standalone {
  /** Plain text. */
  readonly title: string;
  readonly styles: string;
  readonly script: string;
  /** HTML. */
  readonly body: string;
}

/** A page that needs nothing else, no network and no other file: its policy lets nothing run but its own script. */
export function standalonePage({ title, styles, script, body }: Standalone): string {
  const policy = `default-src 'none'; style-src '${hashOf(styles)}'; script-src '${hashOf(script)}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<style>${styles}</style>
</head>
<body>
${body}
<script>${script}</script>
</body>
</html>
`;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
