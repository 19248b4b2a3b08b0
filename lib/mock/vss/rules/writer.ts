import { VSS_CODES as V } from '../../../vss/codes.js';
import type { Infrastructure } from '../infrastructure.js';
import type { MockWriter } from '../mock-writer.js';
import type { WriterRules } from './made.js';

export interface WriterMade {
  readonly infrastructure: Infrastructure;
  readonly writer: MockWriter;
}

const DONE = { value: undefined };

export const WRITER_RULES: WriterRules<WriterMade> = {
  CoInitializeSecurity: (_, { infrastructure }) => {
    if (infrastructure.securityIsSet) return V.RPC_E_TOO_LATE;
    infrastructure.securityIsSet = true;
    return DONE;
  },
  CreateWriterEx: () => DONE,
  'IVssWriterImpl.Initialize': (_, { infrastructure }) => ({ value: { inactive: infrastructure.inactive > 0 } }),
  'IVssWriterImpl.Subscribe': (_, { infrastructure, writer }) => {
    if (infrastructure.own.includes(writer)) return V.VSS_E_WRITER_ALREADY_SUBSCRIBED;
    infrastructure.own.push(writer);
    infrastructure.leaveProcess();
    return DONE;
  },
  'CVssWriterEx.OnIdentify': () => DONE,
  'IVssWriterImpl.SetWriterFailureEx': () => DONE,
  'IVssWriterImpl.Unsubscribe': (_, { infrastructure, writer }) => {
    const at = infrastructure.own.indexOf(writer);
    if (at < 0) return V.VSS_E_BAD_STATE;
    infrastructure.own.splice(at, 1);
    return DONE;
  },
  'IVssWriterImpl.Uninitialize': () => DONE,
};
