const { EventEmitter } = require('node:events');

/**
 * What of Electron the main process uses, for tests: one window, and the messages between it and its page.
 *
 * @returns {{
 *   electron: any,
 *   app: { readonly hasQuit: boolean },
 *   said: [channel: string, value: any][],
 *   last(channel: string): any,
 *   window(): any,
 *   invoke(channel: string, value: unknown, frame?: object): Promise<void>,
 *   channels(): string[],
 * }}
 */
function fakeElectron() {
  const handlers = new Map();
  const said = [];
  /** @type {any} */
  let win;

  class FakeWindow extends EventEmitter {
    isShown = true;
    #isDestroyed = false;
    webContents = Object.assign(new EventEmitter(), {
      mainFrame: {},
      send: (channel, value) => said.push([channel, structuredClone(value)]),
    });

    constructor() {
      super();
      win = this;
    }

    hide() {
      this.isShown = false;
    }

    show() {
      this.isShown = true;
    }

    isDestroyed() {
      return this.#isDestroyed;
    }

    // A handle of 64 bits, the lowest byte first.
    getNativeWindowHandle() {
      return Buffer.from([2, 1, 0, 0, 0, 0, 0, 0]);
    }

    async loadFile() {
      this.webContents.emit('did-finish-load');
    }

    close() {
      this.#isDestroyed = true;
      this.emit('closed');
      app.emit('window-all-closed');
    }
  }

  const app = Object.assign(new EventEmitter(), {
    hasQuit: false,
    whenReady: async () => {},
    quit() {
      app.hasQuit = true;
    },
  });
  const ipcMain = {
    handle: (channel, handler) => handlers.set(channel, handler),
    removeHandler: channel => handlers.delete(channel),
  };
  return {
    electron: { app, BrowserWindow: FakeWindow, ipcMain },
    app,
    /** What was sent to the page: channels with their values. */
    said,
    last: channel => said.findLast(([it]) => it === channel)?.[1],
    window: () => win,
    /** The page asks the main process. `frame`: another one than its own. */
    invoke: (channel, value, frame = win.webContents.mainFrame) =>
      handlers.get(channel)({ senderFrame: frame }, structuredClone(value)),
    channels: () => [...handlers.keys()],
  };
}

module.exports = { fakeElectron };
