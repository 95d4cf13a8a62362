import { spawn } from 'node:child_process';

export interface ToolResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end. `undefined` when there is no such command. */
export async function runTool(command: string, args: readonly string[], cwd: string): Promise<ToolResult | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<ToolResult | undefined>();
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => { stdout += chunk; });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => { stderr += chunk; });
  child.on('error', (error: NodeJS.ErrnoException) => { if (error.code === 'ENOENT') resolve(undefined); else reject(error); });
  child.on('close', (code) => resolve({ code, stdout, stderr }));
  return promise;
}
