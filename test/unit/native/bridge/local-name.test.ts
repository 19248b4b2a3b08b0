import type os from 'node:os';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { NoAddonError } from '../../../../lib/errors/no-addon.js';
import { localName } from '../../../../lib/native/bridge/local-name.js';

const { hostname } = vi.hoisted(() => ({ hostname: vi.fn<() => string>() }));
vi.mock('node:os', async importOriginal => ({ ...(await importOriginal<typeof os>()), hostname }));

describe("this machine's name", () => {
  beforeEach(() => {
    hostname.mockReset();
  });

  it('is what the system calls it', () => {
    hostname.mockReturnValue('ws01');
    expect(localName()).toBe('ws01');
  });

  it('may be withheld by a host that knows rights; the error names the right', () => {
    const refused = new Error('Requires sys access to "hostname", run again with the --allow-sys flag\n  at here');
    hostname.mockImplementation(() => {
      throw refused;
    });
    const error = caught(localName);
    expect(error).toBeInstanceOf(NoAddonError);
    expect(error).toMatchObject({ code: 'ERR_WINSTATION_NO_ADDON', cause: refused });
    expect(String(error)).toContain('--allow-sys=hostname');
    expect(String(error)).not.toContain('at here');
  });
});

function caught(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}
