// What GitHub itself says of a workflow: its own parser knows every key, every context and every expression, and needs no network.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../run.mjs';

/** The parser imports JSON as only bundlers do, so that Node can't load it as it is. */
async function loadParser() {
  const outfile = join(root, 'node_modules/.cache/winstation/workflow-parser.cjs');
  const stdin = { contents: "export * from '@actions/workflow-parser';", resolveDir: root };
  await build({ stdin, outfile, bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' });
  return createRequire(import.meta.url)(outfile);
}

/** A function that answers the faults of a workflow as texts with their line. */
export async function loadSchema() {
  const { parseWorkflow, convertWorkflowTemplate, NoOperationTraceWriter } = await loadParser();
  return async (name, content) => {
    const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
    // Needs, limits and the like are looked at by the second step.
    if (value && context.errors.getErrors().length === 0) await convertWorkflowTemplate(context, value);
    return context.errors.getErrors().map(({ message }) => message);
  };
}
