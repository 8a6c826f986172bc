import { type ContractSource, readDispute, readDisputeCount, readGame } from '@mvm/l1'
import { readGameLogs } from './readGameLogs.ts'

/**
 * Whether none but a deployment's first dispute was opened before that one's end. Where the deleted roots are asserted
 * again by somebody who is the same wrong machine, that is another lie, and disputed as such.
 */
export async function isOnlyDispute(source: ContractSource): Promise<boolean> {
  const count = await readDisputeCount(source)
  const later = await Promise.all(
    Array.from({ length: count - 1 }, (_, i) => readDispute(source, i + 1)),
  )
  if (later.length === 0) return true
  const { resolved } = await readGameLogs(source, await readGame(source, 0))
  return (
    resolved !== undefined &&
    later.every(({ openedAtBlock }) => openedAtBlock > resolved.l1BlockNumber)
  )
}
