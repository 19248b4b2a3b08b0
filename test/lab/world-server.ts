import { createServer, type Server, type Socket } from 'node:net';
import type { ShapedAnswer } from './door.js';
import { encodeAnswer } from './wire/answer.js';
import { ByteReader, Frames } from './wire/bytes.js';
import { type ControlReply, type ControlRequest, frameJson, KINDS, readJson } from './wire/control.js';
import { DESCRIPTIONS } from './wire/descriptions.js';
import { checkQuestion, type Question, readQuestion } from './wire/question.js';
import { type CreateWorld, type Outstanding, Room } from './world-room.js';

/**
 * The process in which the worlds of the lab live. Each test process has its own, found by the token in its environment;
 * its stand-ins ask here, and its tests drive the world from here.
 */
export class WorldServer {
  readonly #server: Server;
  readonly #rooms = new Map<string, Room>();
  readonly #create: CreateWorld;
  readonly #sockets = new Set<Socket>();

  constructor(create: CreateWorld) {
    this.#create = create;
    this.#server = createServer(socket => this.#greet(socket));
  }

  listen(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', () => {
        const address = this.#server.address();
        if (address === null || typeof address === 'string') reject(new Error('The world server has no port.'));
        else resolve(address.port);
      });
    });
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }

  /** The world of a token and what was seen of its process. */
  room(token: string): Room {
    let room = this.#rooms.get(token);
    if (!room) {
      room = new Room(this.#create);
      this.#rooms.set(token, room);
    }
    return room;
  }

  /** What is left of the processes whose token begins so. */
  remains(prefix: string): { token: string; out: Outstanding; complaints: string[] }[] {
    return [...this.#rooms]
      .filter(([token]) => token === prefix || token.startsWith(`${prefix}-`))
      .map(([token, room]) => ({ token, out: room.remains(), complaints: room.complaints }));
  }

  #greet(socket: Socket): void {
    const frames = new Frames();
    let take: ((body: Buffer) => void) | undefined;
    this.#sockets.add(socket);
    socket.setNoDelay();
    // A process that ends leaves its connections in any state.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('data', chunk => {
      for (const body of frames.push(chunk)) {
        if (take) take(body);
        else {
          const reader = new ByteReader(body);
          if (reader.u8() !== KINDS.hello) {
            socket.destroy();
            return;
          }
          const purpose = reader.ascii();
          const room = this.room(reader.ascii());
          if (purpose === 'control') take = control(socket, room);
          else if (purpose === 'notices') take = notices(socket, room);
          else if (purpose === 'channel') take = channel(socket, room);
          else if (purpose === 'writer') take = writer(socket, room);
          else if (purpose === 'program') take = program(socket, room);
          else take = calls(socket, room);
        }
      }
    });
  }
}

function calls(socket: Socket, room: Room): (body: Buffer) => void {
  const reply = (question: Question, answer: ShapedAnswer): void => {
    if (socket.destroyed) return;
    try {
      socket.write(encodeAnswer(question, answer).framed());
    } catch (error) {
      room.complain(error);
      socket.destroy();
    }
  };
  return body => {
    const reader = new ByteReader(body);
    const kind = reader.u8();
    if (kind !== KINDS.ask) return room.note(kind, reader);
    try {
      const question = checkQuestion(readQuestion(reader), DESCRIPTIONS, room.callerPid);
      const answer = room.ask(question);
      if (answer instanceof Promise) answer.then(late => reply(question, late), room.complain);
      else reply(question, answer);
    } catch (error) {
      // Without an answer the stand-in's call fails; what went wrong here is told in the summary.
      room.complain(error);
      socket.destroy();
    }
  };
}

/** A connection that goes the other way: after the greeting the process only listens. */
function notices(socket: Socket, room: Room): (body: Buffer) => void {
  const end = room.notices.listen(frame => {
    if (!socket.destroyed) socket.write(frame);
  });
  socket.once('close', end);
  return () => room.complain(new Error('a line for notices was spoken on'));
}

/** The line of a virtual channel: its number comes first. */
function channel(socket: Socket, room: Room): (body: Buffer) => void {
  let take: ((body: Buffer) => void) | undefined;
  const send = (frame: Buffer): void => {
    if (!socket.destroyed) socket.write(frame);
  };
  return body => {
    if (take) take(body);
    else take = room.channels.connect(room.world, body.readUInt32LE(), send);
  };
}

/** A simulated RPC thread of VSS: the number of its writer comes first, then it answers what it is asked. */
function writer(socket: Socket, room: Room): (body: Buffer) => void {
  let line: { take(body: Buffer): void; end(): void } | undefined;
  const send = (frame: Buffer): void => {
    if (!socket.destroyed) socket.write(frame);
  };
  const forget = room.onHangUp(() => socket.destroy());
  socket.once('close', () => {
    forget();
    line?.end();
  });
  return body => {
    if (line) line.take(body);
    else line = room.vss.writers.connect(body.readUInt32LE(), send, () => socket.end());
  };
}

/** A program that the lab has started in place of another. */
function program(socket: Socket, room: Room): (body: Buffer) => void {
  const line = room.programLine(frame => {
    if (!socket.destroyed) socket.write(frame);
  });
  socket.once('close', () => room.programGone(line));
  return body => line.take(new ByteReader(body));
}

function control(socket: Socket, room: Room): (body: Buffer) => void {
  const answer = async ({ id, method, args }: ControlRequest): Promise<ControlReply> => {
    try {
      return { id, ok: true, value: await room.control(method, args) };
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      return { id, ok: false, error: { name, message } };
    }
  };
  return body => {
    void answer(readJson(body) as ControlRequest).then(reply => {
      if (!socket.destroyed) socket.write(frameJson(reply));
    });
  };
}
