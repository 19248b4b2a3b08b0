import { readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './setup/paths.js';

/** What the lab must know of a domain. One that it knows nothing of is tried with the contract suite, and on x86 when its turn comes. */
interface DomainFacts {
  /** The suites that try this domain alone, besides its contract. */
  readonly suites?: readonly string[];
  /** Whether Windows lays its structures out in another way for 32-bit programs, so that x86 is tried every time. */
  readonly differsOnX86?: boolean;
  /** Whether a 32-bit program on a 64-bit Windows is refused before anything is asked. An edge of x86 shows that. */
  readonly refusesX86?: boolean;
}

const FACTS: Readonly<Record<string, DomainFacts>> = {
  // Its structures hold pointers, and are otherwise the same; the compiler has the offsets of both. Its contract is the longest.
  terminal: { suites: ['sent', 'old'] },
  iscsi: { suites: ['lacking'], differsOnX86: true },
  logon: { differsOnX86: true },
  vss: { suites: ['lacking'], refusesX86: true },
};

/** The domains are the folders of the contract suite that have tests: one without is what they share. */
export const domainNames = (): string[] => {
  const contract = path.join(root, 'test/contract');
  return readdirSync(contract, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && hasTests(path.join(contract, entry.name)))
    .map(entry => entry.name)
    .sort();
};

const hasTests = (folder: string): boolean => readdirSync(folder).some(name => name.endsWith('.test.ts'));

export const factsOf = (domain: string): DomainFacts => FACTS[domain] ?? {};

/** Whether a domain can be tried by a program of that architecture. */
export const runsOn = (domain: string, arch: string): boolean => arch !== 'x86' || !factsOf(domain).refusesX86;
