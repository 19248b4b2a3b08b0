import { DLL, EXPORTS } from '../../contract/iscsi/lacking.js';
import { installLacking, installOthers } from '../setup/standins.js';
import { runEdges } from './edges.js';
import type { Lab, SuiteResult } from './suite.js';

/**
 * A Windows without iscsidsc.dll, and with one that lacks an export, each in turn. The addon looks for a DLL and an export once in each
 * process, so each is a process of its own.
 */
export async function runLacking(lab: Lab): Promise<SuiteResult> {
  const results: SuiteResult[] = [];
  try {
    for (const missing of [DLL, ...EXPORTS]) {
      installLacking(DLL, missing === DLL ? undefined : missing);
      results.push(await runEdges(lab, [{ name: 'lacking-iscsi', args: [missing] }]));
    }
  } finally {
    installOthers();
  }
  return {
    name: 'lacking',
    passed: results.reduce((sum, it) => sum + it.passed, 0),
    failures: results.flatMap(it => it.failures),
  };
}
