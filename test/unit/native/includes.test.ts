import { describe, expect, it } from 'vitest';

interface Includes {
  includeFaults(path: string, text: string): string[];
}
const load = () => import(new URL('../../../scripts/check-includes.mjs', import.meta.url).href) as Promise<Includes>;

describe('the rooms of native/', () => {
  it.each([
    ['base/lock.h', '#include "base/system.h"'],
    ['windows/user32.h', '#include "base/library.h"'],
    ['bridge/values.h', '#include <node_api.h>'],
    ['terminal/rows.cc', '#include "identity/sid.h"\n#include "windows/wtsapi32.h"\n#include "bridge/pack.h"'],
    ['iscsi/handlers.cc', '#include "iscsi/questions.h"\n#include <tuple>'],
    ['addon.cc', '#include "terminal/part.h"\n#include <node_api.h>'],
    ['base/system.h', '#include <windows.h>'],
  ])('%s may have %j', async (path, text) => {
    expect((await load()).includeFaults(path, text)).toEqual([]);
  });

  it.each([
    ['base/owned.h', '#include "windows/wtsapi32.h"', 'base knows no windows'],
    ['windows/owned.h', '#include "bridge/counters.h"', 'windows knows no bridge'],
    ['bridge/process.cc', '  #  include "windows/user32.h"', 'bridge knows no windows'],
    ['bridge/part.cc', '#include "terminal/part.h"', 'bridge knows no terminal'],
    ['identity/sid.h', '#include "bridge/pack.h"', 'identity knows no bridge'],
    ['iscsi/handlers.cc', '#include "terminal/server.h"', 'iscsi knows no terminal'],
    ['terminal/calls.h', '#include <node_api.h>', 'a domain knows nothing of Node-API'],
    ['windows/user32.h', '#include <windows.h>', 'base/system.h is the one way to it'],
    ['terminal/rows.cc', '#include "rows.h"', 'without its room'],
  ])('%s may not have %j', async (path, text, why) => {
    const faults = (await load()).includeFaults(path, text);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(why);
  });
});
