import { guid } from '../../identity/guid.js';
import type { Guid } from '../../identity/guid-text.js';
import type { VssPhase } from '../component-types.js';
import type { HandlerName, Ticket } from '../contract.js';
import { backupTypeOf, contextOf } from '../words.js';
import type { VssEvent } from './types.js';

export const PHASES: Readonly<Record<HandlerName, VssPhase>> = {
  OnPrepareBackup: 'prepareBackup',
  OnPrepareSnapshot: 'prepareSnapshot',
  OnFreeze: 'freeze',
  OnThaw: 'thaw',
  OnPostSnapshot: 'postSnapshot',
  OnAbort: 'abort',
  OnBackupComplete: 'backupComplete',
  OnBackupShutdown: 'backupShutdown',
  OnPreRestore: 'preRestore',
  OnPostRestore: 'postRestore',
};
export const HANDLERS = Object.keys(PHASES) as readonly HandlerName[];

const idOf = (text: string): Guid | undefined => (text === guid.nil ? undefined : (text as Guid));

export const sessionOf = ({ sessionId }: Ticket): Guid | undefined =>
  sessionId.ok ? idOf(sessionId.value) : undefined;

const snapshotSetOf = ({ snapshotSetId }: Ticket) => ({ snapshotSetId: idOf(snapshotSetId) });
const backupOf = (ticket: Ticket) => ({ ...snapshotSetOf(ticket), volumes: Object.freeze([...ticket.volumes]) });

/** What a phase has besides. What Windows must not be asked in it is not there. */
function more(ticket: Ticket): object {
  switch (PHASES[ticket.handler]) {
    case 'prepareBackup':
    case 'prepareSnapshot':
      return {
        ...backupOf(ticket),
        context: contextOf(ticket.context),
        backupType: backupTypeOf(ticket.backupType),
        components:
          ticket.components &&
          Object.freeze(
            ticket.components.map(({ logicalPath, name }) =>
              Object.freeze({ logicalPath: logicalPath || undefined, name }),
            ),
          ),
      };
    case 'freeze':
    case 'postSnapshot':
      return backupOf(ticket);
    case 'backupShutdown':
      return snapshotSetOf(ticket);
    default:
      return {};
  }
}

export function eventOf(ticket: Ticket, signal: AbortSignal, deadline: Date): VssEvent {
  return Object.freeze({
    phase: PHASES[ticket.handler],
    sessionId: sessionOf(ticket),
    ...more(ticket),
    signal,
    deadline,
  });
}
