/** GitHub's own parser of workflows. It imports JSON in a way that Node does not allow, so it is bundled first. */
import { build } from 'esbuild';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { temporaryFolder } from './temporary-folder.ts';

type Parser = typeof import('@actions/workflow-parser');

/** What it objects to in a workflow. */
export async function workflowObjections(content: string): Promise<readonly string[]> {
  const { parseWorkflow, convertWorkflowTemplate, NoOperationTraceWriter } = await (parser ??= load());
  const { context, value } = parseWorkflow({ name: 'workflow.yml', content }, new NoOperationTraceWriter());
  if (value !== undefined) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => message);
}

let parser: Promise<Parser> | undefined;

async function load(): Promise<Parser> {
  await using folder = await temporaryFolder();
  const outfile = join(folder.path, 'parser.mjs');
  await build({ stdin: { contents: "export * from '@actions/workflow-parser';", resolveDir: import.meta.dirname }, bundle: true, format: 'esm', platform: 'node', outfile, logLevel: 'silent' });
  return await import(pathToFileURL(outfile).href) as Parser;
}
