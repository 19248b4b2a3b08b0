import { DLL, EXPORTS } from '../../contract/iscsi/lacking.js';
import { runsOn } from '../domains.js';
import { VSS_DLL, VSS_EXPORTS } from '../edges/vss.js';
import { machine } from '../setup/machine.js';
import { installLacking, installOthers } from '../setup/standins.js';
import { runEdges } from './edges.js';
import type { Lab, SuiteResult } from './suite.js';

/** By domain: the DLL, its exports that the addon asks for, and the edge that tries without them. */
const LACKING = {
  iscsi: { dll: DLL, exports: EXPORTS, edge: 'lacking-iscsi' },
  vss: { dll: VSS_DLL, exports: VSS_EXPORTS, edge: 'lacking-vss' },
} as const;

/**
 * A Windows without a DLL of a domain, and with one that lacks an export, each in turn. The addon looks for a DLL and an export once in each
 * process, so each is a process of its own.
 */
export async function runLacking(lab: Lab): Promise<SuiteResult> {
  const results: SuiteResult[] = [];
  try {
    for (const [domain, { dll, exports, edge }] of Object.entries(LACKING)) {
      if (!lab.domains.includes(domain) || !runsOn(domain, machine.arch)) continue;
      for (const missing of [dll, ...exports]) {
        installLacking(dll, missing === dll ? undefined : missing);
        results.push(await runEdges(lab, [{ name: edge, args: [missing] }]));
      }
      installOthers();
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
