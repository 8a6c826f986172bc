import { asHash, type Hash } from '@mvm/protocol'
import { hashOfWords } from '../state/encodeWords.ts'
import type { StackCell } from './StackCell.ts'

/** Hash of the stack without values. */
export const EMPTY_STACK_HASH: Hash = asHash(`0x${'00'.repeat(32)}`)

/** The hash chain over a stack, from its bottom up. */
export function stackHash(stack: StackCell | null): Hash {
  const open: StackCell[] = []
  let cell = stack
  while (cell !== null && cell.hash === undefined) {
    open.push(cell)
    cell = cell.below
  }
  let hash = cell?.hash ?? EMPTY_STACK_HASH
  for (let i = open.length - 1; i >= 0; i--) {
    const next = open[i] as StackCell
    hash = hashOfWords([hash, next.value])
    next.hash = hash
  }
  return hash
}
