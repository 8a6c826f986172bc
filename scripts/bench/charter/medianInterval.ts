import { median } from './median.ts'

const RESAMPLES = 1_000
const SEED = 1

/**
 * Between which values the median lies with a probability of 95 %: by drawing settings, and rounds of each, again and
 * again (a bootstrap in two stages), since rounds of one setting resemble each other.
 */
export function medianInterval(
  settings: readonly (readonly number[])[],
): readonly [number, number] {
  const random = seeded(SEED)
  const draw = <T>(from: readonly T[]): readonly T[] =>
    from.map(() => from[Math.floor(random() * from.length)] as T)
  const medians = Array.from({ length: RESAMPLES }, () =>
    median(draw(settings).flatMap((setting) => draw(setting))),
  ).toSorted((a, b) => a - b)
  const at = (share: number) => medians[Math.floor(share * (RESAMPLES - 1))] as number
  return [at(0.025), at(0.975)]
}

/** Numbers from 0 to 1, the same each time (xorshift32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}
