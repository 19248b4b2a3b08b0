/**
 * The kinds of messages on the line of a channel, of which each channel of a process has one;
 * `../standin/terminal/channel_pipe.h` has the same. The first message of a line is the number of its channel.
 */
export const FROM_CLIENT = { piece: 1, pause: 2, goOn: 3, end: 4 } as const;
export const TO_CLIENT = { written: 1, paused: 2 } as const;

export function channelFrame(kind: keyof typeof FROM_CLIENT, bytes: Uint8Array = new Uint8Array()): Buffer {
  const frame = Buffer.allocUnsafe(5 + bytes.length);
  frame.writeUInt32LE(1 + bytes.length);
  frame.writeUInt8(FROM_CLIENT[kind], 4);
  frame.set(bytes, 5);
  return frame;
}
