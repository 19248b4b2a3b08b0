import { shownArgs } from '../../base/call.js';
import { WIN32_CODES as E } from '../../errors/codes.js';
import type { Activity } from './activity.js';
import type { CallTable, KnownCall, NamedArgs } from './call-table.js';
import type { WorldClock } from './clock/types.js';
import type { Domain } from './domain.js';
import { type Fault, faultThat } from './fault.js';
import type { Verdict } from './faults.js';
import type { Machines } from './machine.js';
import type { AskOptions, Outcome, RawAnswer } from './raw-call.js';
import type { CallRecord } from './record.js';

export interface HandlerOptions {
  readonly calls: CallTable;
  readonly record: CallRecord;
  readonly clock: WorldClock;
  readonly activity: Activity;
  readonly machines: Machines;
}

const NO_FAULT: Verdict = { delay: 0, held: [] };

/** A raw call under way. */
interface Asked {
  readonly call: KnownCall;
  readonly host: string | undefined;
  readonly args: NamedArgs;
  readonly on: unknown;
  readonly verdict: Verdict;
}

/**
 * Answers raw calls, each in the same steps: is the export there; record; which faults meet it; wait for those that hold it;
 * is the host reached; does the service answer; the domain's rule.
 */
export class Handler {
  readonly #options: HandlerOptions;
  readonly #domains = new Map<string, Domain>();
  readonly #removed = new Map<string, number>();

  constructor(options: HandlerOptions) {
    this.#options = options;
  }

  add(domain: Domain): void {
    this.#options.calls.add(domain.calls);
    for (const name of Object.keys(domain.calls)) this.#domains.set(name, domain);
  }

  /** This Windows lacks the export until the fault ends. */
  remove(syscall: string): Fault {
    const { name } = this.#options.calls.named(syscall);
    this.#removed.set(name, (this.#removed.get(name) ?? 0) + 1);
    return faultThat(() => {
      const left = this.#removed.get(name)! - 1;
      if (left > 0) this.#removed.set(name, left);
      else this.#removed.delete(name);
    });
  }

  ask(
    host: string | undefined,
    name: string,
    args: NamedArgs,
    { held = true, on }: AskOptions = {},
  ): RawAnswer | Promise<RawAnswer> {
    const { activity, calls, clock, machines, record } = this.#options;
    activity.happened();
    clock.fireDue();
    if (this.#removed.has(name)) return failure(name, E.ERROR_PROC_NOT_FOUND);
    const call = calls.named(name);
    const machine = machines.find(host);
    const failed = record.add(name, machine?.name ?? host!, shownArgs(call, args));
    const verdict = machine?.faults.strike(call, args) ?? NO_FAULT;
    const finish = (it: RawAnswer): RawAnswer => {
      activity.happened();
      if (!it.ok) failed(it.code);
      return it;
    };
    const asked = { call, host, args, on, verdict };
    if (!held || (verdict.delay === 0 && verdict.held.length === 0)) {
      const now = this.#answer(asked);
      return now instanceof Promise ? now.then(finish) : finish(now);
    }
    return this.#underWay(asked).then(finish);
  }

  /** A call that is held or late. When its service stops meanwhile it may fail at once, and is not carried out any more. */
  #underWay(asked: Asked): Promise<RawAnswer> {
    const { call, host, verdict } = asked;
    return new Promise<RawAnswer>((resolve, reject) => {
      let isBroken = false;
      const underWay = this.#options.machines.find(host)?.services.enter(call, code => {
        isBroken = true;
        resolve(failure(call.name, code));
      });
      this.#released(verdict)
        .then(() => {
          underWay?.leave();
          if (!isBroken) resolve(this.#answer(asked));
        })
        .catch(reject);
    });
  }

  #answer(asked: Asked): RawAnswer | Promise<RawAnswer> {
    const { call, args, verdict } = asked;
    const { code, shape } = verdict;
    const domain = this.#domains.get(call.name)!;
    if (code !== undefined && domain.warned?.(call.name, {}, code) === undefined) return failure(call.name, code);
    const plain = this.#decide(asked);
    if (code !== undefined) {
      const warn = (it: RawAnswer): RawAnswer =>
        it.ok ? { ...it, value: domain.warned!(call.name, it.value, code) } : it;
      return plain instanceof Promise ? plain.then(warn) : warn(plain);
    }
    if (shape === undefined) return plain;
    const spoil = (it: RawAnswer): RawAnswer =>
      it.ok && domain.isSpoilable(call.name, args, it.value, shape) ? { ...it, shape } : it;
    return plain instanceof Promise ? plain.then(spoil) : spoil(plain);
  }

  /** A host may be made while its call is held, so it is looked for again. */
  #decide({ call, host, args, on }: Asked): RawAnswer | Promise<RawAnswer> {
    const { machines } = this.#options;
    const machine = machines.find(host);
    const answer = (it: Outcome): RawAnswer =>
      typeof it === 'number' ? failure(call.name, it) : { ok: true, value: it.value };
    if (!machine?.isReached && call.reachesHost) {
      // What this machine itself answers while it goes down was not seen on Windows.
      return answer(machine?.isLocal && machine.isDown ? E.ERROR_SHUTDOWN_IN_PROGRESS : E.RPC_S_SERVER_UNAVAILABLE);
    }
    const refusal = machine?.services.refusalOf(call);
    if (refusal !== undefined) return answer(refusal);
    const target = { machine: machine ?? machines.local, on };
    const outcome = this.#domains.get(call.name)!.answer(call.name, args, target);
    if (!(outcome instanceof Promise)) return answer(outcome);
    return outcome.then(async it => {
      // The host may have begun to hang while the call waited there.
      if (call.reachesHost) await machine?.faults.hanging();
      return answer(it);
    });
  }

  async #released({ delay, held }: Verdict): Promise<void> {
    const { activity, clock } = this.#options;
    await Promise.all(held);
    if (delay === 0) return;
    await new Promise<void>(resolve => {
      clock.after(delay, () => {
        activity.happened();
        resolve();
      });
    });
  }
}

function failure(syscall: string, code: number): RawAnswer {
  return { ok: false, syscall, code };
}
