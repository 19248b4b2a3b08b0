import type { SimulatedWorld } from '../../../lib/mock/create-world.js';
import type { ProviderCall } from '../../../lib/mock/index.js';

/** What is wrong about what the protocol provider hears. `clients`: how many remote ones have come. */
export function connectionMistakes(
  calls: readonly ProviderCall[],
  world: SimulatedWorld,
  clients: number,
): readonly string[] {
  const mistakes: string[] = [];
  /** The number that each connection has heard last. */
  const heard = new Map<string, number | undefined>();
  let before = 0;
  for (const { call, id, time } of calls) {
    const { sessionUniqueGuid: guid, sessionId } = id;
    const isFirst = !heard.has(guid);
    if (isFirst !== (call === 'AuthenticateClientToSession')) mistakes.push(`${call} of ${guid} is out of order`);
    if (call === 'LogonNotify' && heard.get(guid) !== sessionId)
      mistakes.push(`a logon to ${sessionId} before its number`);
    heard.set(guid, call === 'AuthenticateClientToSession' ? undefined : sessionId);
    if (time.getTime() < before) mistakes.push('a call before the last one');
    before = time.getTime();
  }
  if (heard.size !== clients) mistakes.push(`${heard.size} connections of ${clients} clients`);
  const numbers = [...heard.values()];
  for (const { id, client } of world.terminal.local.state.sessions.values()) {
    if (client && !numbers.includes(id)) mistakes.push(`no connection has heard that it is shown session ${id}`);
  }
  return mistakes;
}
