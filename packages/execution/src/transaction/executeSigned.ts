import type { BlockContext } from '../block/BlockContext.ts'
import type { ExecutionEngine } from '../engine/ExecutionEngine.ts'
import type { WorldState } from '../state/WorldState.ts'
import { applyTransaction } from './applyTransaction.ts'
import type { ExecutableTransaction } from './ExecutableTransaction.ts'
import type { ExecutedTransaction } from './ExecutedTransaction.ts'
import { findSkipReason } from './findSkipReason.ts'
import type { SkipReason } from './SkipReason.ts'
import type { TransactionRules } from './TransactionRules.ts'

export type SignedOutcome =
  | { readonly status: 'included'; readonly executed: ExecutedTransaction }
  | { readonly status: 'skipped'; readonly reason: SkipReason }

const NONE: ReadonlySet<SkipReason['code']> = new Set()

/**
 * Executes a user's transaction on the world, or finds why it is skipped and leaves the world as it is. `ignored`
 * are reasons that do not count, for simulations.
 */
export async function executeSigned(
  engine: ExecutionEngine,
  world: WorldState,
  block: BlockContext,
  cumulativeGasUsed: bigint,
  transaction: ExecutableTransaction,
  rules: TransactionRules,
  ignored: ReadonlySet<SkipReason['code']> = NONE,
): Promise<SignedOutcome> {
  const assessment = rules.assess(world, block, transaction)
  const reason = findSkipReason(
    world,
    block,
    cumulativeGasUsed,
    transaction,
    rules,
    assessment,
    ignored,
  )
  if (reason !== null) return { status: 'skipped', reason }

  const executed = await applyTransaction(
    engine,
    world,
    block,
    cumulativeGasUsed,
    transaction,
    rules,
    assessment,
  )
  return { status: 'included', executed }
}
