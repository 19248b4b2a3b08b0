import type { BackendContract } from '../backend-contract.js';
import { createDesktop } from '../desktop/create.js';
import * as ofDesktop from '../desktop/exports.js';
import type { DesktopModule } from '../desktop/types.js';
import * as others from '../exports.js';
import { guid } from '../identity/guid.js';
import type * as identity from '../identity/identity.js';
import { iscsiConnectionId } from '../identity/iscsi-connection-id.js';
import { iscsiSessionId } from '../identity/iscsi-session-id.js';
import { luid } from '../identity/luid.js';
import { serviceWindowStation } from '../identity/service-window-station.js';
import { sessionMoniker } from '../identity/session-moniker.js';
import { wtsSessionId } from '../identity/wts-session-id.js';
import { createIscsi } from '../iscsi/create.js';
import * as ofIscsi from '../iscsi/exports.js';
import type { IscsiModule } from '../iscsi/types.js';
import { createLogon } from '../logon/create.js';
import * as ofLogon from '../logon/exports.js';
import type { LogonModule } from '../logon/types.js';
import { createMoniker } from '../moniker/create.js';
import * as ofMoniker from '../moniker/exports.js';
import type { MonikerModule } from '../moniker/types.js';
import { terminalSessions } from '../terminal-sessions.js';
import { createVss } from '../vss/create.js';
import * as ofVss from '../vss/exports.js';
import type { VssModule } from '../vss/types.js';
import { createWinstation } from '../winstation.js';
import type { Winstation } from '../winstation-types.js';

/**
 * Every module of the package over one world, by what one imports. Each has every export of the package's own, so it replaces that
 * one whole.
 */
export interface Modules {
  /** The main module: what `world.module` is, too. */
  readonly winstation: Winstation & typeof others;
  /** The iSCSI initiator of the world's machine. */
  readonly 'winstation/iscsi': IscsiModule & typeof ofIscsi;
  /** The window stations and desktops of the world's machine. */
  readonly 'winstation/desktop': DesktopModule & typeof ofDesktop;
  /** The logon sessions of the world's machine. */
  readonly 'winstation/logon': LogonModule & typeof ofLogon;
  /** COM servers in the sessions of the world's machine. */
  readonly 'winstation/moniker': MonikerModule & typeof ofMoniker;
  /** Backups, restores and writers of the world's machine. */
  readonly 'winstation/vss': VssModule & typeof ofVss;
  /** The values: the same as without a world. */
  readonly 'winstation/identity': typeof identity;
}

export function modulesOver(backend: () => BackendContract): Modules {
  return Object.freeze({
    winstation: Object.freeze({ ...others, ...createWinstation(backend) }),
    'winstation/iscsi': Object.freeze({ ...ofIscsi, ...createIscsi(backend) }),
    'winstation/desktop': Object.freeze({ ...ofDesktop, ...createDesktop(backend) }),
    'winstation/logon': Object.freeze({ ...ofLogon, ...createLogon(backend, terminalSessions) }),
    'winstation/moniker': Object.freeze({ ...ofMoniker, ...createMoniker(backend, terminalSessions) }),
    'winstation/vss': Object.freeze({ ...ofVss, ...createVss(backend) }),
    'winstation/identity': Object.freeze({
      guid,
      iscsiConnectionId,
      iscsiSessionId,
      luid,
      serviceWindowStation,
      sessionMoniker,
      wtsSessionId,
    }),
  });
}
