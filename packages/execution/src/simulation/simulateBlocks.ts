import type { Address, SimulatedCall } from '@mvm/protocol'
import type { TransactionWatcher } from '../block/TransactionWatcher.ts'
import type { ExecutionEngine } from '../engine/ExecutionEngine.ts'
import type { Fork } from '../engine/Fork.ts'
import { SwitchObserver } from '../engine/SwitchObserver.ts'
import type { Profile } from '../profile/Profile.ts'
import { OverlaidState } from '../state/OverlaidState.ts'
import type { StateReader } from '../state/StateReader.ts'
import type { ExecutedTransaction } from '../transaction/ExecutedTransaction.ts'
import { greater } from '../transaction/greater.ts'
import { lesser } from '../transaction/lesser.ts'
import type { SkipReason } from '../transaction/SkipReason.ts'
import type {
  BlockSimulationOptions,
  BlockSimulationOutcome,
  PlannedBlock,
  SimulatedBlock,
  UnsignedExecutable,
} from './BlockSimulation.ts'
import { interruptible } from './interruptible.ts'
import { prepareCall } from './prepareCall.ts'
import { simulationEngine } from './simulationEngine.ts'
import { TransferLogs } from './TransferLogs.ts'

/** A block in simulation, of either profile. */
export interface OpenSimulatedBlock<P> {
  readonly gasUsed: bigint
  readonly gasLimit: bigint
  nonce(address: Address): bigint
  tryCall(
    call: UnsignedExecutable,
  ): Promise<{ readonly executed: ExecutedTransaction } | { readonly skip: SkipReason }>
  /** The block, what the next one stands on, and the state that it made. */
  finish(): Promise<{
    readonly block: SimulatedBlock['block']
    readonly hash: SimulatedBlock['hash']
    readonly parent: P
    readonly changes: Parameters<OverlaidState['add']>[0]
  }>
}

/** How a profile begins a block that is simulated. */
export interface SimulationStage<P> {
  readonly profile: Profile
  readonly parent: P
  fork(parent: P, planned: PlannedBlock): Fork
  begin(
    reader: StateReader,
    parent: P,
    planned: PlannedBlock,
    tools: { readonly engine: ExecutionEngine; readonly watcher?: TransactionWatcher },
  ): Promise<OpenSimulatedBlock<P>>
}

/**
 * Executes planned blocks one on the other and keeps nothing (`eth_simulateV1`). A call that could not be a
 * transaction ends it; one that fails does not.
 */
export async function simulateBlocks<P>(
  reader: StateReader,
  stage: SimulationStage<P>,
  planned: readonly PlannedBlock[],
  options: BlockSimulationOptions,
): Promise<BlockSimulationOutcome> {
  const state = new OverlaidState(reader)
  const blocks: SimulatedBlock[] = []
  let { parent } = stage
  let budget = options.gasCap
  for (const plan of planned) {
    options.signal?.throwIfAborted()
    const observer = new SwitchObserver()
    const engine = simulationEngine(
      stage.profile,
      stage.fork(parent, plan),
      plan.accountOverrides,
      options.hasTransferLogs ? observer : undefined,
    )
    let transfers: TransferLogs | null = null
    const watcher: TransactionWatcher = {
      before: (_transaction, view) => {
        transfers = new TransferLogs((address) => view.account(address)?.balance ?? 0n)
        observer.current = transfers
      },
      after: () => {
        observer.current = null
      },
    }
    const open = await stage.begin(state, parent, plan, {
      engine: interruptible(engine, options.signal),
      ...(options.hasTransferLogs ? { watcher } : {}),
    })
    const transactions: UnsignedExecutable[] = []
    const calls: SimulatedCall[] = []
    for (const message of plan.calls) {
      options.signal?.throwIfAborted()
      const most = lesser(budget, open.gasLimit - open.gasUsed)
      const call = prepareCall(message, {
        chainId: stage.profile.chainId,
        nonce: message.nonce ?? open.nonce(message.from),
        gasLimit: message.gasLimit === undefined ? most : lesser(message.gasLimit, budget),
      })
      const result = await open.tryCall(call)
      if ('skip' in result) return { status: 'refused', skip: result.skip }
      const { executed } = result
      budget -= executed.receipt.gasUsed
      transactions.push(call)
      calls.push(describeCall(executed, (transfers as TransferLogs | null)?.logs))
    }
    const { block, hash, parent: next, changes } = await open.finish()
    state.add(changes)
    blocks.push({ block, hash, transactions, calls })
    parent = next
  }
  return { status: 'simulated', blocks }
}

function describeCall(
  executed: ExecutedTransaction,
  transferLogs: SimulatedCall['logs'] | undefined,
): SimulatedCall {
  const { receipt, status, output, gasSpent, haltReason } = executed
  const { gasUsed } = receipt
  return {
    status: status === 'succeeded' ? 'success' : status,
    output,
    gasUsed,
    maxUsedGas: greater(gasSpent, gasUsed),
    logs: transferLogs ?? receipt.logs,
    ...(haltReason === null ? {} : { reason: haltReason }),
  }
}
