import {
  computeTax,
  floorGas,
  intrinsicGas,
  l1Fee,
  logsBloom,
  MAX_TRANSACTION_GAS,
  predeploys,
} from '@mvm/protocol'
import type { BlockContext } from '../../block/BlockContext.ts'
import type { WorldState } from '../../state/WorldState.ts'
import type { ExecutableTransaction } from '../../transaction/ExecutableTransaction.ts'
import { MAX_INIT_CODE_SIZE } from '../../transaction/MAX_INIT_CODE_SIZE.ts'
import { precompileAddresses } from '../../transaction/precompileAddresses.ts'
import { REFUND_QUOTIENT } from '../../transaction/refundedGas.ts'
import type { SkipReason } from '../../transaction/SkipReason.ts'
import type { Assessment, TransactionRules } from '../../transaction/TransactionRules.ts'
import type { CharterReader } from './CharterReader.ts'
import { chargeFees } from './chargeFees.ts'
import { permissionsOfSigned } from './permissionsOfSigned.ts'

/** A DAC's rules for users' transactions: charter, tax, L1 data fee, fees to FeeVault (spec 2.2 to 2.4). */
export function mvmRules(charter: CharterReader): TransactionRules {
  return {
    maxGasLimit: MAX_TRANSACTION_GAS,
    maxInitCodeSize: MAX_INIT_CODE_SIZE,
    refundQuotient: REFUND_QUOTIENT,
    hasWarmCoinbase: true,
    removesOldAccounts: false,
    intrinsicGas,
    floorGas,
    logsBloom,
    precompiles: precompileAddresses('osaka'),
    assess: (world, block, transaction) => assess(charter, world, block, transaction),
    settle: (world, block, settlement) => chargeFees(world, block.coinbase, settlement),
  }
}

function assess(
  charter: CharterReader,
  world: WorldState,
  block: BlockContext,
  transaction: ExecutableTransaction,
): Assessment {
  const { signer, to, value, size } = transaction
  const terms = charter.terms(world)
  const { maySubmit, frames } = permissionsOfSigned(charter, world, transaction)
  const isExit = to === predeploys.l2StandardBridge || to === predeploys.l2ToL1MessagePasser
  const amount = isExit || value === 0n ? 0n : computeTax(terms.taxBrackets, value)
  const dataFee = l1Fee(size, block.l1BaseFeePerGas, block.feeScalar)
  let skip: SkipReason | null = null
  if (to === predeploys.ipfsResolver) skip = { code: 'TO_IPFS_RESOLVER' }
  else if (!maySubmit) skip = { code: 'SUBMIT_DENIED', signer }
  return {
    skip,
    permissions: frames,
    charge: amount + dataFee,
    reserve: amount + dataFee,
    l1Fee: dataFee,
    tax: { amount, treasury: terms.taxReceiver },
    charterVersion: terms.version,
  }
}
