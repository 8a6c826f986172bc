import { intrinsicGas, logsBloom } from '@mvm/protocol'
import type { BlockContext } from '../block/BlockContext.ts'
import type { ExecutionEngine } from '../engine/ExecutionEngine.ts'
import type { WorldState } from '../state/WorldState.ts'
import { applyAuthorizations } from './applyAuthorizations.ts'
import { contractAddress } from './contractAddress.ts'
import type { ExecutableTransaction } from './ExecutableTransaction.ts'
import type { ExecutedTransaction } from './ExecutedTransaction.ts'
import { findSkipReason } from './findSkipReason.ts'
import { removeDestroyed } from './removeDestroyed.ts'
import { runFrame } from './runFrame.ts'
import type { SkipReason } from './SkipReason.ts'
import type { TransactionRules } from './TransactionRules.ts'

export type SignedOutcome =
  | { readonly status: 'included'; readonly executed: ExecutedTransaction }
  | { readonly status: 'skipped'; readonly reason: SkipReason }

/** EIP-3529: at most a fifth of the gas spent is given back. */
const REFUND_QUOTIENT = 5n

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

  const { signer, gasLimit, to, value, data, nonce } = transaction
  const { tax, l1Fee, permissions } = assessment
  const tipCap = transaction.maxFeePerGas - block.baseFeePerGas
  const tip = transaction.maxPriorityFeePerGas < tipCap ? transaction.maxPriorityFeePerGas : tipCap
  const gasPrice = block.baseFeePerGas + tip

  world.beginTransaction(rules.precompiles)
  world.changeBalance(signer, -(gasLimit * gasPrice + assessment.charge))
  world.setNonce(signer, nonce + 1n)
  warmAll(world, block, transaction)
  applyAuthorizations(world, block.chainId, transaction.authorizationList)
  const run = await runFrame(engine, world, block, {
    caller: signer,
    to,
    value,
    data,
    gas: gasLimit - intrinsicGas(transaction),
    gasPrice,
    blobVersionedHashes: transaction.blobs?.versionedHashes ?? [],
    permissions,
  })

  const hasSucceeded = run.status === 'succeeded'
  const spent = gasLimit - run.gasLeft
  const refund = min(world.refund, spent / REFUND_QUOTIENT)
  const gasUsed = max(spent - refund, rules.floorGas(data))
  world.changeBalance(signer, (gasLimit - gasUsed) * gasPrice)
  world.changeBalance(hasSucceeded ? tax.treasury : signer, tax.amount)
  rules.settle(world, block, {
    baseFee: gasUsed * block.baseFeePerGas,
    tip: gasUsed * tip,
    l1Fee,
  })
  const burned = run.burned + removeDestroyed(world)
  const logs = [...world.logs]
  return {
    status: 'included',
    executed: {
      receipt: {
        transactionHash: transaction.hash,
        type: transaction.type,
        status: hasSucceeded ? 1 : 0,
        from: signer,
        to,
        contractAddress: to === null ? contractAddress(signer, nonce) : null,
        gasUsed,
        cumulativeGasUsed: cumulativeGasUsed + gasUsed,
        effectiveGasPrice: gasPrice,
        logs,
        logsBloom: logsBloom(logs),
        l1Fee,
        taxPaid: hasSucceeded ? tax.amount : 0n,
        charterVersion: assessment.charterVersion,
        inclusion: 'sequenced',
        ...(run.denial === null ? {} : { denial: run.denial }),
      },
      output: run.output,
      haltReason: run.haltReason,
      burned,
    },
  }
}

function warmAll(world: WorldState, block: BlockContext, transaction: ExecutableTransaction): void {
  const { signer, to, accessList } = transaction
  world.warm(signer)
  if (to !== null) world.warm(to)
  world.warm(block.coinbase)
  for (const { address, storageKeys } of accessList) {
    world.warm(address)
    for (const slot of storageKeys) world.warmSlot(address, slot)
  }
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}
