import {
  type Address,
  type CharterDenial,
  type DepositTransaction,
  floorGas,
  intrinsicGas,
  predeploys,
} from '@mvm/protocol'
import type { BlockContext } from '../../block/BlockContext.ts'
import type { ExecutionEngine } from '../../engine/ExecutionEngine.ts'
import type { WorldState } from '../../state/WorldState.ts'
import type { ExecutedTransaction } from '../../transaction/ExecutedTransaction.ts'
import { greater } from '../../transaction/greater.ts'
import { precompileAddresses } from '../../transaction/precompileAddresses.ts'
import { refundedGas } from '../../transaction/refundedGas.ts'
import { removeDestroyed } from '../../transaction/removeDestroyed.ts'
import { type FrameRun, runFrame } from '../../transaction/runFrame.ts'
import type { TransactionRules } from '../../transaction/TransactionRules.ts'
import type { CharterReader } from './CharterReader.ts'
import { permissionsOfDeposit } from './permissionsOfDeposit.ts'

/** The number of the named operation. */
const SUBMIT = 0xfe

/**
 * Executes a deposit, which is always included (spec 2.2): its mint and its sender's nonce stay whatever
 * happens; if it fails or does not call at all, it has used all its gas.
 */
export async function executeDeposit(
  engine: ExecutionEngine,
  world: WorldState,
  block: BlockContext,
  cumulativeGasUsed: bigint,
  deposit: DepositTransaction,
  charter: CharterReader,
  rules: Pick<TransactionRules, 'refundQuotient' | 'removesOldAccounts' | 'logsBloom'>,
): Promise<ExecutedTransaction> {
  const { from, to, mint, gasLimit, data } = deposit
  const { maySubmit, frames } = permissionsOfDeposit(charter, world, deposit)
  const charterVersion = charter.terms(world).version
  const depositNonce = world.nonce(from)

  world.beginTransaction(precompileAddresses('osaka'))
  world.changeBalance(from, mint)
  world.setNonce(from, depositNonce + 1n)
  world.warm(from)
  world.warm(to)
  world.warm(block.coinbase)
  const intrinsic = intrinsicGas({ to, data })
  const floor = floorGas(data)
  const problem = obstacle(world, deposit, maySubmit, greater(intrinsic, floor))
  const run: FrameRun =
    problem === null
      ? await runFrame(engine, world, block, {
          caller: from,
          to,
          value: deposit.value,
          data,
          gas: gasLimit - intrinsic,
          gasPrice: 0n,
          blobVersionedHashes: [],
          permissions: frames,
        })
      : {
          ...notRun,
          haltReason: problem,
          denial: maySubmit ? null : submitDenial(deposit, frames.signer),
        }

  const hasSucceeded = run.status === 'succeeded'
  const gasSpent = hasSucceeded ? gasLimit - run.gasLeft : gasLimit
  const gasUsed = hasSucceeded
    ? greater(gasSpent - refundedGas(world.refund, gasSpent, rules.refundQuotient), floor)
    : gasLimit
  const burned = run.burned + removeDestroyed(world, rules.removesOldAccounts)
  const logs = [...world.logs]
  return {
    receipt: {
      transactionHash: deposit.hash,
      type: deposit.type,
      status: hasSucceeded ? 1 : 0,
      from,
      to,
      contractAddress: null,
      gasUsed,
      cumulativeGasUsed: cumulativeGasUsed + gasUsed,
      effectiveGasPrice: 0n,
      logs,
      logsBloom: rules.logsBloom(logs),
      l1Fee: 0n,
      taxPaid: 0n,
      charterVersion,
      inclusion: 'deposit',
      depositNonce,
      ...(run.denial === null ? {} : { denial: run.denial }),
    },
    status: run.status,
    output: run.output,
    haltReason: run.haltReason,
    gasSpent,
    burned,
  }
}

const notRun: FrameRun = {
  status: 'halted',
  gasLeft: 0n,
  output: new Uint8Array(),
  createdAddress: null,
  haltReason: null,
  denial: null,
  burned: 0n,
}

/** Why a deposit does not call at all. */
function obstacle(
  world: WorldState,
  { from, to, value, gasLimit }: DepositTransaction,
  maySubmit: boolean,
  leastGas: bigint,
): string | null {
  if (!maySubmit) return 'the charter denies SUBMIT'
  if (to === predeploys.ipfsResolver) return 'deposits to the IPFS resolver are not executed'
  if (gasLimit < leastGas)
    return `it has less gas than the ${leastGas} that it costs before execution`
  if (world.balance(from) < value) return 'its sender lacks the value'
  return null
}

function submitDenial(deposit: DepositTransaction, signer: Address): CharterDenial {
  return { signer, opcode: SUBMIT, self: deposit.from, depth: 0 }
}
