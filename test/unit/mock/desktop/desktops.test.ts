import { expect, it } from 'vitest';
import { createWorld } from 'winstation/mock';

const HINT = { type: 'video', x: 0, y: 0, width: 4, height: 3 } as const;

it('closes a window with its hint, by its handle as either kind of number', () => {
  const world = createWorld();
  const { setRenderHint } = world.modules['winstation/desktop'];
  setRenderHint(7n, HINT);
  setRenderHint(8n, HINT);
  world.desktop.closeWindow(7);
  expect(world.desktop.renderHints).toEqual([{ window: 8n, type: 'video', left: 0, top: 0, right: 4, bottom: 3 }]);
  expect(Object.isFrozen(world.desktop.renderHints[0])).toBe(true);
  world.desktop.closeWindow(8n);
  expect(world.desktop.renderHints).toEqual([]);
});

it('refuses what is no answer to whether consent is asked for', () => {
  expect(() => createWorld().desktop.askForConsent('yes' as never)).toThrow(TypeError);
});
