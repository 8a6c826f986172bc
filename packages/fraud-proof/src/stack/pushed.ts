import type { StackCell } from './StackCell.ts'

/** The stack with one more value on top. */
export function pushed(stack: StackCell | null, value: bigint): StackCell {
  return { value, below: stack, size: stack === null ? 1 : stack.size + 1, hash: undefined }
}
