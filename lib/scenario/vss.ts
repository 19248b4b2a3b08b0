/** VSS of the local host: its service, its volumes and the writers of other programs. */
export interface ScenarioVss {
  /** State of the service `VSS`. Default: it runs when it is asked. Stopped, it cannot be started. */
  readonly service?:
    | 'stopped'
    | 'startPending'
    | 'stopPending'
    | 'running'
    | 'continuePending'
    | 'pausePending'
    | 'paused';
  /** Writers are switched off, as in safe mode. Default: false. */
  readonly inactive?: boolean;
  /** `'late'`: a session has no id before it is prepared. `'none'`: it never has one, as before Windows 7. Default: `'at once'`. */
  readonly sessionIds?: 'at once' | 'late' | 'none';
  /** The volumes that there are. Default: every drive letter is one. */
  readonly volumes?: readonly string[];
  /** The writers of other programs. */
  readonly writers?: readonly ScenarioVssWriter[];
}

/** A writer of another program. */
export interface ScenarioVssWriter {
  /** Its class, a GUID. */
  readonly id?: string;
  /** Its name. */
  readonly name: string;
  /** Which one of several. */
  readonly instanceName?: string;
  /** Whose data it has. Default: `'userData'`. */
  readonly usage?: 'bootableSystemState' | 'systemService' | 'userData' | 'other';
  /** What kind of data it has. Default: `'other'`. */
  readonly source?: 'transacted' | 'nonTransacted' | 'other';
  /** What it can have backed up. */
  readonly components?: readonly ScenarioVssComponent[];
}

/** What a writer can have backed up as one thing. */
export interface ScenarioVssComponent {
  /** How its files belong together. */
  readonly type: 'database' | 'fileGroup';
  /** Its name. */
  readonly name: string;
  /** What it lies under. */
  readonly logicalPath?: string;
  /** A text for people. */
  readonly caption?: string;
  /** May it be chosen by itself? Default: false. */
  readonly selectable?: boolean;
  /** What it consists of. */
  readonly files?: readonly ScenarioVssFiles[];
}

/** Files of a component. */
export interface ScenarioVssFiles {
  /** A folder. */
  readonly path: string;
  /** Names in it. */
  readonly spec: string;
  /** The folders below it, too. Default: false. */
  readonly recursive?: boolean;
}
