import type { L1Block } from '../client/L1Block.ts'
import type { L1HeadChange } from '../follower/L1FollowerEvent.ts'

/** One change instead of two, of which the first was not dealt with. */
export function joinChanges(first: L1HeadChange, second: L1HeadChange): L1HeadChange {
  if (second.kind === 'advanced') {
    return { ...second, ...kindOf(first), blocks: [...first.blocks, ...second.blocks] }
  }
  const kept: L1Block[] = first.blocks.filter(({ number }) => number <= second.commonAncestorNumber)
  const blocks = [...kept, ...second.blocks]
  const { latest, safeNumber, finalizedNumber } = second
  const fields = { blocks, latest, safeNumber, finalizedNumber }
  // With blocks of the first left, the second changes only what was never given.
  if (kept.length > 0) return { ...fields, ...kindOf(first) }
  const firstNumber = first.blocks[0]?.number ?? Number.POSITIVE_INFINITY
  const firstAncestor = first.kind === 'reorganised' ? first.commonAncestorNumber : firstNumber - 1
  if (second.commonAncestorNumber === firstNumber - 1) return { ...fields, ...kindOf(first) }
  const commonAncestorNumber = Math.min(firstAncestor, second.commonAncestorNumber)
  return { ...fields, kind: 'reorganised', commonAncestorNumber }
}

function kindOf(change: L1HeadChange) {
  return change.kind === 'advanced'
    ? { kind: change.kind }
    : { kind: change.kind, commonAncestorNumber: change.commonAncestorNumber }
}
