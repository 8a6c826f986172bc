import type { BlockContext } from '../block/BlockContext.ts'
import type { ExecutionEngine } from '../engine/ExecutionEngine.ts'
import type { WorldState } from '../state/WorldState.ts'
import { applyAuthorizations } from './applyAuthorizations.ts'
import { contractAddress } from './contractAddress.ts'
import type { ExecutableTransaction } from './ExecutableTransaction.ts'
import type { ExecutedTransaction } from './ExecutedTransaction.ts'
import { greater } from './greater.ts'
import { lesser } from './lesser.ts'
import { refundedGas } from './refundedGas.ts'
import { removeDestroyed } from './removeDestroyed.ts'
import { runFrame } from './runFrame.ts'
import type { Assessment, TransactionRules } from './TransactionRules.ts'

/** Executes a user's transaction for which there is no reason to skip it: charges, runs, settles. */
export async function applyTransaction(
  engine: ExecutionEngine,
  world: WorldState,
  block: BlockContext,
  cumulativeGasUsed: bigint,
  transaction: ExecutableTransaction,
  rules: TransactionRules,
  { tax, l1Fee, charge, permissions, charterVersion }: Assessment,
): Promise<ExecutedTransaction> {
  const { signer, gasLimit, to, value, data, nonce } = transaction
  const tip = tipPerGas(block, transaction)
  const gasPrice = block.baseFeePerGas + tip

  world.beginTransaction(rules.precompiles)
  world.changeBalance(signer, -(gasLimit * gasPrice + charge))
  // Only a simulation gets as far as the last nonce, from which it goes on at 0.
  world.setNonce(signer, BigInt.asUintN(64, nonce + 1n))
  warmAll(world, transaction)
  if (rules.hasWarmCoinbase) world.warm(block.coinbase)
  applyAuthorizations(world, block.chainId, transaction.authorizationList)
  const run = await runFrame(engine, world, block, {
    caller: signer,
    to,
    value,
    data,
    gas: gasLimit - rules.intrinsicGas(transaction),
    gasPrice,
    blobVersionedHashes: transaction.blobs?.versionedHashes ?? [],
    permissions,
  })

  const hasSucceeded = run.status === 'succeeded'
  const gasSpent = gasLimit - run.gasLeft
  const refund = refundedGas(world.refund, gasSpent, rules.refundQuotient)
  const gasUsed = greater(gasSpent - refund, rules.floorGas(data))
  world.changeBalance(signer, (gasLimit - gasUsed) * gasPrice)
  world.changeBalance(hasSucceeded ? tax.treasury : signer, tax.amount)
  const baseFee = gasUsed * block.baseFeePerGas
  rules.settle(world, block, { baseFee, tip: gasUsed * tip, l1Fee })
  const burned = run.burned + removeDestroyed(world, rules.removesOldAccounts)
  const logs = [...world.logs]
  return {
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
      logsBloom: rules.logsBloom(logs),
      l1Fee,
      taxPaid: hasSucceeded ? tax.amount : 0n,
      charterVersion,
      inclusion: 'sequenced',
      ...(run.denial === null ? {} : { denial: run.denial }),
    },
    status: run.status,
    output: run.output,
    haltReason: run.haltReason,
    gasSpent,
    burned,
  }
}

function tipPerGas(
  { baseFeePerGas }: BlockContext,
  { maxFeePerGas, maxPriorityFeePerGas }: ExecutableTransaction,
): bigint {
  return lesser(maxFeePerGas - baseFeePerGas, maxPriorityFeePerGas)
}

function warmAll(world: WorldState, transaction: ExecutableTransaction): void {
  const { signer, to, accessList } = transaction
  world.warm(signer)
  if (to !== null) world.warm(to)
  for (const { address, storageKeys } of accessList) {
    world.warm(address)
    for (const slot of storageKeys) world.warmSlot(address, slot)
  }
}
