export type { Scenario, ScenarioInput } from '../terminal/capture/scenario.js';
export type { RecordedEvent, RecordedFailure, RecordedGap, Recording } from '../terminal/watch/recording.js';
export { createWorld } from './create-world.js';
export type { DesktopControl, WorldRenderHint } from './desktop/control-types.js';
export type { IscsiControl, WorldLogin, WorldTarget } from './iscsi/control-types.js';
export type { LogonControl, WorldLogonSession } from './logon/control-types.js';
export type { Modules } from './modules.js';
export type { MonikerControl, WorldComServer } from './moniker/control-types.js';
export type { PolicySettings } from './terminal/acts-control-types.js';
export type { ClientChannel, ClientChannelOptions, SessionClient } from './terminal/channels/types.js';
export type { ProviderCall } from './terminal/connections.js';
export type { ClientChoice, LogonOptions, ProcessOptions } from './terminal/control-types.js';
export type { Happening } from './terminal/happenings.js';
export type { AnswerWord, ShownMessage } from './terminal/messages.js';
export type { DropLimits } from './terminal/notice-faults.js';
export type { ProgramOutput, ProgramScript, ProgramStart, StartedInWorld } from './terminal/programs/program-state.js';
export type { ServiceName, World, WorldHost } from './types.js';
export type {
  VssControl,
  WorldBackup,
  WorldRestore,
  WorldVssEvent,
  WorldVssSession,
  WorldWriter,
} from './vss/control-types.js';
export type { ClockChoice } from './world/clock/types.js';
export type { Fault } from './world/fault.js';
export type { FaultLimits } from './world/faults.js';
export type { BufferShape } from './world/raw-call.js';
export type { Call } from './world/record.js';
export type { WorldOptions } from './world/simulation.js';
