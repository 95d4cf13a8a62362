import { spawnSync } from 'node:child_process';
import os from 'node:os';

/** What the figures were measured on, in two sentences. */
export function machine(rounds: number, clock: 'wall' | 'cpu'): string {
  const [processor] = os.cpus();
  const go = spawnSync('go', ['version'], { encoding: 'utf8' });
  const goVersion = go.status === 0 ? /go\d[\d.]*/.exec(go.stdout)?.[0].replace('go', 'Go ') : undefined;
  const on = [`${os.cpus().length} × ${processor?.model.trim() || 'processor'}`, `Node ${process.versions.node}`, ...(goVersion === undefined ? [] : [goVersion]), `${os.type()} ${os.arch()}`];
  const load = os.loadavg()[0] ?? 0;
  return `Measured on ${on.join(', ')}; load ${load.toFixed(1)} at the end. ${rounds} round${rounds === 1 ? '' : 's'}, ${clock === 'cpu' ? 'processor time' : 'time by the clock on the wall'}.\n`;
}
