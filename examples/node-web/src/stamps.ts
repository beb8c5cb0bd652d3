/** 모은 도장의 수를 세고, 다 모았는지 알려 줍니다. */
export const FULL = 10;

export type Card = { name: string; count: number };

export class Stamps {
  #counts = new Map<string, number>();

  add(name: string): Card {
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    return { name, count };
  }

  find(name: string): Card {
    return { name, count: this.#counts.get(name) ?? 0 };
  }
}

export function say({ name, count }: Card): string {
  return count >= FULL ? `${name} 님, 다 모았습니다!` : `${name} 님, ${FULL - count}개 남았습니다.`;
}
