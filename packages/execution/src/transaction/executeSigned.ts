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

/** Executes a user's transaction on the world, or finds why it is skipped and leaves the world as it is. */
export async function executeSigned(
  engine: ExecutionEngine,
  world: WorldState,
  block: BlockContext,
  cumulativeGasUsed: bigint,
  transaction: ExecutableTransaction,
  rules: TransactionRules,
): Promise<SignedOutcome> {
  const assessment = rules.assess(world, block, transaction)
  const reason = findSkipReason(world, block, cumulativeGasUsed, transaction, rules, assessment)
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
