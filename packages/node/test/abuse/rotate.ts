import type { AttackOptions } from './AttackTarget.ts'
import { post } from './post.ts'

/** Posts bodies one after the other and from the beginning again, so many at a time, until the attack is over. */
export async function rotate(
  options: AttackOptions,
  bodies: readonly unknown[],
  atATime: number,
): Promise<void> {
  let next = 0
  const client = async () => {
    while (!options.signal.aborted) await post(options, bodies[next++ % bodies.length])
  }
  await Promise.all(Array.from({ length: atATime }, client))
}
