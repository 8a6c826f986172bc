import type { Hash } from '@mvm/protocol'

/** The top of a stack over the rest of it. Stacks share what lies below; nothing is ever changed but the memoized hash. */
export interface StackCell {
  readonly value: bigint
  readonly below: StackCell | null
  readonly size: number
  /** keccak(hash of the rest, value); filled when somebody asks. */
  hash: Hash | undefined
}

/** Most values that a stack holds. */
export const STACK_LIMIT = 1024

export function stackSize(stack: StackCell | null): number {
  return stack === null ? 0 : stack.size
}
