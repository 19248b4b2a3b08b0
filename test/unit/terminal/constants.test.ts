import { describe, expect, it } from 'vitest';
import * as everything from '../../../lib/exports.js';

const { constants, ERROR_CODES } = everything;

describe('constants', () => {
  it('have the numbers of the headers', () => {
    expect(constants).toMatchObject({
      WTS_SESSION_LOCK: 7,
      WTS_SESSION_DESKTOP_READY: 15,
      WTS_EVENT_FLUSH: 2 ** 31,
      WTS_EVENT_ALL: 2 ** 31 - 1,
      NOTIFY_FOR_THIS_SESSION: 0,
      NOTIFY_FOR_ALL_SESSIONS: 1,
      WM_WTSSESSION_CHANGE: 689,
      WTS_WSD_FASTREBOOT: 16,
      WTS_SECURITY_DISCONNECT: 512,
      WTS_LISTENER_UPDATE: 16,
      WTS_CHANNEL_OPTION_DYNAMIC_PRI_REAL: 6,
      REMOTECONTROL_KBDALT_HOTKEY: 4,
      WTS_PROCESS_INFO_LEVEL_1: 1,
      DOMAIN_LENGTH: 17,
      WTS_LISTENER_NAME_LENGTH: 32,
      WTS_CURRENT_SESSION: 4_294_967_295,
      WTS_ANY_SESSION: 4_294_967_294,
    });
    expect(constants.WTS_TYPE_CLASS).toMatchObject({
      WTSTypeCloudAuthServerNonce: 3,
      WTSTypeSerializedUserCredential: 4,
    });
    expect(Object.values(constants.WTS_CONFIG_CLASS)).toEqual([...Array(20).keys()]);
    expect(Object.values(constants.WTS_INFO_CLASS)).toEqual([...Array(32).keys()]);
    expect(Object.values(constants.WTS_CONNECTSTATE_CLASS)).toEqual([...Array(10).keys()]);
    expect(Object.values(constants.WTS_VIRTUAL_CLASS)).toEqual([0, 1]);
  });

  it('are numbers or groups of them, and frozen', () => {
    expect(Object.isFrozen(constants)).toBe(true);
    expect(Object.isFrozen(ERROR_CODES)).toBe(true);
    for (const [name, value] of Object.entries(constants)) {
      expect(name).toMatch(/^[A-Z0-9_]+$/);
      if (typeof value === 'object') {
        expect(Object.isFrozen(value)).toBe(true);
        for (const it of Object.values(value)) expect(Number.isInteger(it)).toBe(true);
      } else expect(Number.isInteger(value)).toBe(true);
    }
  });

  it('are all in one place: whatever else the package exports by such a name is the same', () => {
    const others = Object.entries(everything).filter(([name]) => /^(WTS|MB|ID)[A-Z]*_?[A-Z_]*$/.test(name));
    expect(others.length).toBeGreaterThan(30);
    for (const [name, value] of others)
      expect([name, (constants as Record<string, unknown>)[name]]).toEqual([name, value]);
  });

  it('leave out what is the library’s own', () => {
    expect(Object.keys(everything)).not.toContain('SERVICE_STATES');
    expect(Object.keys(everything)).not.toContain('SERVICE_NEWS');
  });
});
