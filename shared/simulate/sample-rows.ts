import type { Random } from '../stats/random.ts';

/** `count` draws from `items` with replacement, each as likely as any other: a clean batch. O(count). */
export function bootstrap<T>(items: readonly T[], count: number, random: Random): T[] {
  return Array.from({ length: count }, () => items[random.integer(items.length)]!);
}

/** All items in random order (Fisher–Yates). O(n). */
export function shuffle<T>(items: readonly T[], random: Random): T[] {
  const shuffled = [...items];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
  }
  return shuffled;
}

/**
 * `count` different items, in random order; an item of twice the weight is twice as likely to be the next one
 * drawn. Efraimidis and Spirakis, "Weighted random sampling with a reservoir" (2006): the largest keys
 * log(u) / weight win. O(n log n).
 *
 * @param weight positive and finite
 */
export function weightedSample<T>(
  items: readonly T[],
  weight: (item: T) => number,
  count: number,
  random: Random,
): T[] {
  const keyed = items.map((item) => ({ item, key: Math.log(1 - random.uniform()) / weight(item) }));
  keyed.sort((a, b) => b.key - a.key);
  // The keys' order puts the heavy ones first; a stream has no such order.
  return shuffle(
    keyed.slice(0, count).map(({ item }) => item),
    random,
  );
}
