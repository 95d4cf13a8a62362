/** The learner's own editor. */
import { spawn } from 'node:child_process';

/** Opens a file in the editor that VISUAL or EDITOR names and waits until it is closed. Gives a sentence when that does not work. */
export async function openEditor(file: string, env: Readonly<Record<string, string | undefined>>): Promise<string | undefined> {
  const words = (env['VISUAL'] ?? env['EDITOR'] ?? '').trim().split(/\s+/);
  const [command = '', ...args] = words;
  if (command === '') return `Set EDITOR to the name of your editor, or open ${file} yourself; r checks it.`;
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const child = spawn(command, [...args, file], { stdio: 'inherit' });
  child.on('error', (error) => resolve(`${command} could not be started: ${error.message}. Open ${file} yourself; r checks it.`));
  child.on('exit', (code) => resolve(code === 0 ? undefined : `${command} ended with exit code ${code ?? 'none'}.`));
  return promise;
}

export function hasEditor(env: Readonly<Record<string, string | undefined>>): boolean {
  return (env['VISUAL'] ?? env['EDITOR'] ?? '').trim() !== '';
}
