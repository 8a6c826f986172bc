import { InvalidInputError } from '../../error/InvalidInputError.ts'
import type { ChainPort } from '../../port/ChainPort.ts'

/** Throws `InvalidInputError` for a time before that of the head. */
export function requireLater(chain: ChainPort, timestamp: number): void {
  const head = Number(chain.head('unsafe').header.timestamp)
  if (timestamp >= head) return
  throw new InvalidInputError({
    problem: `timestamp ${timestamp} is lower than that of the head, ${head}; time does not go back`,
  })
}
