import { describe, expect, it } from 'vitest';
import { createWorld } from '../../../../lib/mock/index.js';
import { addMembers } from '../../../../lib/mock/world/members.js';

class Counter {
  #count = 0;
  get count(): number {
    return this.#count;
  }
  add(by: number): number {
    this.#count += by;
    return this.#count;
  }
}

class Special extends Counter {
  readonly name = 'special';
  twice(): number {
    return this.add(this.count);
  }
}

describe('an object with the members of others', () => {
  it('has their methods, getters and values, inherited ones too, and they keep their state', () => {
    const part = new Special();
    const target = { own: 1 };
    const both = addMembers(target, part);
    expect(both).toBe(target);
    const { add } = both;
    expect(add(3)).toBe(3);
    expect(both.twice()).toBe(6);
    expect(both.count).toBe(6);
    expect(part.count).toBe(6);
    expect([both.own, both.name]).toEqual([1, 'special']);
  });

  it('gets no name twice', () => {
    expect(() => addMembers(addMembers({}, new Counter()), new Counter())).toThrow('there are two members named');
    expect(() => addMembers({ count: 1 }, new Counter())).toThrow('there are two members named count');
  });

  it('can have a member replaced, as spies do', () => {
    const both = addMembers({}, new Counter());
    both.add = () => 42;
    expect(both.add(1)).toBe(42);
  });
});

describe('a world', () => {
  it('has every member of the back door to its local host, beside its own', () => {
    const world = createWorld();
    const other = world.host('THERE');
    const membersOf = (it: object) => Object.getOwnPropertyNames(it).filter(name => name in other);
    expect(membersOf(world).sort()).toEqual(membersOf(other).sort());
    expect(membersOf(other)).toEqual(expect.arrayContaining(['name', 'logon', 'messages', 'fail', 'setClock']));
    world.logon({ user: 'anna' });
    expect([world.name, other.name]).toEqual(['WORLD', 'THERE']);
    // Nothing of them shows where a world is printed.
    expect(Object.keys(other)).toEqual([]);
  });
});
