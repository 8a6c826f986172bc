import type { Address, Log } from '@mvm/protocol'
import type { BlockContext } from '../../../../block/BlockContext.ts'
import type { ExecutionEngine } from '../../../../engine/ExecutionEngine.ts'
import type { Fork } from '../../../../engine/Fork.ts'
import type { WorldState } from '../../../../state/WorldState.ts'
import { InvalidBlockError } from '../../InvalidBlockError.ts'
import { callSystemContract } from './callSystemContract.ts'
import { depositRequests } from './depositRequests.ts'
import { systemContracts } from './systemContracts.ts'

const DEPOSIT = 0
const WITHDRAWAL = 1
const CONSOLIDATION = 2

/**
 * What a block asks of the beacon chain, each kind with its type in front, those without content left out
 * (EIP-7685). Throws {@link InvalidBlockError} where a contract is missing or fails.
 */
export async function collectRequests(
  engine: ExecutionEngine,
  world: WorldState,
  block: BlockContext,
  fork: Fork,
  logs: readonly Log[],
  depositContract: Address,
): Promise<Uint8Array[]> {
  const invalid = (expected: string, found: string): InvalidBlockError =>
    new InvalidBlockError({ blockNumber: block.number, field: 'requests', expected, found })
  const call = async (contract: Address): Promise<Uint8Array> => {
    const outcome = await callSystemContract(engine, world, block, fork, contract, NO_DATA)
    if (outcome === null) throw invalid(`answered by a contract at ${contract}`, 'no contract')
    if (outcome.status === 'succeeded') return outcome.output
    throw invalid(`answered by ${contract}`, outcome.haltReason ?? 'a revert')
  }
  const deposits = depositRequests(logs, depositContract)
  if (deposits === null) throw invalid(`deposits as ${depositContract} logs them`, 'another log')
  const withdrawals = await call(systemContracts.withdrawalRequests)
  const consolidations = await call(systemContracts.consolidationRequests)
  return [
    { type: DEPOSIT, data: deposits },
    { type: WITHDRAWAL, data: withdrawals },
    { type: CONSOLIDATION, data: consolidations },
  ]
    .filter(({ data }) => data.length > 0)
    .map(({ type, data }) => Buffer.concat([Uint8Array.of(type), data]))
}

const NO_DATA = new Uint8Array()
