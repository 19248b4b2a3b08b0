import path from 'node:path';
import { edge, winstation } from './harness.js';

// Electron and packed programs are not called node.exe, and the addon's Node-API functions come from them.
edge({
  async main({ check, nothingLeft }) {
    const { localHost, currentSessionId } = winstation();
    check(path.win32.basename(process.execPath) === 'electron.exe', `the host is ${process.execPath}`);
    const sessions = await localHost().sessions({ details: true });
    check(sessions.length > 0, 'the renamed host lists no session');
    check(Number.isInteger(currentSessionId()), 'the renamed host has no session of its own');
    await nothingLeft(1);
  },
});
