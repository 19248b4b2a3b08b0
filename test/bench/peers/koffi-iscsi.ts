import { createRequire } from 'node:module';
import type { IscsiConnectionId, IscsiSessionId } from 'winstation/identity';
import type { IscsiConnection, IscsiSession } from 'winstation/iscsi';

type Foreign = { async(...args: unknown[]): void };

interface Koffi {
  load(file: string): { func(declaration: string): Foreign };
  struct(name: string, members: Record<string, unknown>): unknown;
  array(type: string, length: number): unknown;
  alloc(type: string, length: number): unknown;
  free(memory: unknown): void;
  decode(pointer: unknown, type: string, count: number): unknown[];
}

interface Id {
  readonly unique: number | bigint;
  readonly specific: number | bigint;
}

interface ConnectionRow {
  readonly id: Id;
  readonly initiatorAddress: string | null;
  readonly targetAddress: string | null;
  readonly initiatorPort: number;
  readonly targetPort: number;
  readonly cid: ArrayLike<number>;
}

interface SessionRow {
  readonly id: Id;
  readonly initiatorName: string | null;
  readonly targetNodeName: string | null;
  readonly targetName: string | null;
  readonly isid: ArrayLike<number>;
  readonly tsid: ArrayLike<number>;
  readonly count: number;
  readonly connections: unknown;
}

const idOf = ({ unique, specific }: Id): string => `${unique.toString(16)}-${specific.toString(16)}`;
const hexOf = (bytes: ArrayLike<number>): string => Array.from(bytes, it => it.toString(16).padStart(2, '0')).join('');

/** The same calls and the same finished objects as winstation's, written over koffi as its documentation tells. */
export function koffiIscsi(): () => Promise<readonly IscsiSession[]> {
  const koffi = createRequire(String(process.env.BENCH_KOFFI))('koffi') as Koffi;
  const iscsidsc = koffi.load('iscsidsc.dll');
  koffi.struct('ISCSI_UNIQUE_ID', { unique: 'uint64_t', specific: 'uint64_t' });
  koffi.struct('ISCSI_CONNECTION_INFOW', {
    id: 'ISCSI_UNIQUE_ID',
    initiatorAddress: 'char16_t *',
    targetAddress: 'char16_t *',
    initiatorPort: 'uint16_t',
    targetPort: 'uint16_t',
    cid: koffi.array('uint8_t', 2),
  });
  koffi.struct('ISCSI_SESSION_INFOW', {
    id: 'ISCSI_UNIQUE_ID',
    initiatorName: 'char16_t *',
    targetNodeName: 'char16_t *',
    targetName: 'char16_t *',
    isid: koffi.array('uint8_t', 6),
    tsid: koffi.array('uint8_t', 2),
    count: 'uint32_t',
    connections: 'void *',
  });
  const list = iscsidsc.func(
    'uint32_t __stdcall GetIScsiSessionListW(_Inout_ uint32_t *bytes, _Out_ uint32_t *count, void *sessions)',
  );
  const ask = (bytes: number[], count: number[], memory: unknown) =>
    new Promise<number>((resolve, reject) => {
      list.async(bytes, count, memory, (error: Error | null, code: number) => (error ? reject(error) : resolve(code)));
    });
  const connectionsOf = ({ connections, count }: SessionRow): readonly IscsiConnection[] =>
    Object.freeze(
      count === 0
        ? []
        : (koffi.decode(connections, 'ISCSI_CONNECTION_INFOW', count) as ConnectionRow[]).map(it =>
            Object.freeze({
              id: idOf(it.id) as IscsiConnectionId,
              cid: it.cid[0]! | (it.cid[1]! << 8),
              initiatorAddress: it.initiatorAddress ?? undefined,
              initiatorPort: it.initiatorPort,
              targetAddress: it.targetAddress ?? undefined,
              targetPort: it.targetPort,
            }),
          ),
    );

  return async () => {
    const bytes = [0];
    const count = [0];
    await ask(bytes, count, null);
    const memory = koffi.alloc('uint8_t', bytes[0]!);
    try {
      const code = await ask(bytes, count, memory);
      if (code !== 0) throw new Error(`GetIScsiSessionListW failed with ${code}`);
      const takenAt = new Date();
      return Object.freeze(
        (koffi.decode(memory, 'ISCSI_SESSION_INFOW', count[0]!) as SessionRow[]).map(row => {
          const connections = connectionsOf(row);
          const targetName = row.targetName ?? undefined;
          const targetNodeName = row.targetNodeName ?? undefined;
          return Object.freeze({
            id: idOf(row.id) as IscsiSessionId,
            target: targetName ?? targetNodeName,
            targetNodeName,
            targetName,
            initiatorNodeName: row.initiatorName ?? undefined,
            isid: hexOf(row.isid),
            tsid: hexOf(row.tsid),
            connections,
            connected: connections.length > 0,
            takenAt,
          });
        }),
      );
    } finally {
      koffi.free(memory);
    }
  };
}
