/** The call is right, but not now: what it needs was not done before, or may be done once only. The code is Node's. */
export function invalidState(message: string): Error {
  return Object.assign(new Error(message), { code: 'ERR_INVALID_STATE' });
}
