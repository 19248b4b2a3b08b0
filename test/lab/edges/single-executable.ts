import { createRequire } from 'node:module';
import path from 'node:path';
import type { SessionHost } from 'winstation';
import { edge, winstation } from './harness.js';

interface Sea {
  isSea(): boolean;
}

// A program that is Node and its script in one file, with the package in a node_modules beside it.
edge({
  async main({ check, nothingLeft }) {
    const sea = createRequire(__filename)('node:sea') as Sea;
    check(sea.isSea(), 'this is not a single executable');
    const program = path.win32.basename(process.execPath);
    check(program === 'myapp.exe', `the program is ${process.execPath}`);
    const { localHost, currentSessionId } = winstation();
    const host: SessionHost = localHost();
    const sessions = await host.sessions({ details: true });
    check(sessions.length > 0, 'the program lists no session');
    check(Number.isInteger(currentSessionId()), 'the program has no session of its own');
    await nothingLeft(1);
  },
});
