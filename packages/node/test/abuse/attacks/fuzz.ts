import fc from 'fast-check'
import type { Attack } from '../AttackTarget.ts'
import { post } from '../post.ts'
import { randomMessages } from './randomMessages.ts'

const AT_A_TIME = 4
const BATCHES = 25

/** Random requests, most of them nearly right, in batches; of some the bytes are changed. */
export const fuzz: Attack = async (options) => {
  const messages = randomMessages(options.target)
  let { seed } = options
  while (!options.signal.aborted) {
    const bodies = fc.sample(messages, { numRuns: BATCHES, seed: seed++ })
    let next = 0
    const client = async () => {
      for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) {
        await post(options, body)
      }
    }
    await Promise.all(Array.from({ length: AT_A_TIME }, client))
  }
}
