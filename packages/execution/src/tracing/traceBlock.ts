import type { BlockInput, TraceKind } from '@mvm/protocol'
import { BlockExecution } from '../block/BlockExecution.ts'
import type { ParentBlock } from '../block/ParentBlock.ts'
import type { FrameObserver } from '../engine/FrameObserver.ts'
import type { Machine } from '../machine/Machine.ts'
import { MVM_FORK } from '../profile/engineFor.ts'
import { EthereumBlockExecution } from '../profile/ethereum/block/EthereumBlockExecution.ts'
import type { EthereumBlockInput } from '../profile/ethereum/block/EthereumBlockInput.ts'
import type { EthereumParent } from '../profile/ethereum/header/EthereumParent.ts'
import type { EthereumProfile, MvmProfile } from '../profile/Profile.ts'
import { simulationEngine } from '../simulation/simulationEngine.ts'
import type { StateReader } from '../state/StateReader.ts'
import { TraceBudget } from './TraceBudget.ts'
import { TraceSession, type TransactionTrace } from './TraceSession.ts'

/** A block to be executed again, on its parent. */
export type TracedBlock =
  | {
      readonly profile: MvmProfile
      readonly parent: ParentBlock
      readonly input: BlockInput
      /** By which its owner executed it. @default the protocol's */
      readonly machine?: Machine
    }
  | {
      readonly profile: EthereumProfile
      readonly parent: EthereumParent
      readonly input: EthereumBlockInput
    }

/** What of a block is recorded. */
export interface TraceOptions {
  readonly kinds: readonly TraceKind[]
  /** Place among the block's transactions, deposits included; `null` for all. */
  readonly index: number | null
  /** Bytes of all that is recorded, roughly. */
  readonly limitBytes: number
  readonly signal?: Pick<AbortSignal, 'throwIfAborted'>
}

/**
 * Executes a block again and records its transactions. Throws {@link TraceTooLargeError}, what the signal throws,
 * and what execution throws.
 */
export async function traceBlock(
  reader: StateReader,
  traced: TracedBlock,
  { kinds, index, limitBytes, signal }: TraceOptions,
): Promise<readonly TransactionTrace[]> {
  const { input, profile } = traced
  const machine = 'machine' in traced ? traced.machine : undefined
  const budget = new TraceBudget(limitBytes, signal)
  const session = new TraceSession(kinds, budget, input.coinbase, index)
  const engine = simulationEngine(profile, forkOf(traced), new Map(), session.observer)
  const options = { engine, watcher: session }
  const execution =
    traced.profile.kind === 'mvm'
      ? await BlockExecution.begin(
          reader,
          traced.parent as ParentBlock,
          traced.input as BlockInput,
          traced.profile,
          { ...options, ...observed(machine, session.observer) },
        )
      : await EthereumBlockExecution.begin(
          reader,
          traced.parent as EthereumParent,
          traced.input as EthereumBlockInput,
          traced.profile,
          options,
        )
  for (const raw of input.transactions) {
    if (session.isComplete) break
    signal?.throwIfAborted()
    await execution.tryTransaction(raw)
  }
  return session.traces
}

function observed(machine: Machine | undefined, observer: FrameObserver): { machine?: Machine } {
  if (machine?.observedEngine === undefined) return machine === undefined ? {} : { machine }
  return { machine: { ...machine, engine: machine.observedEngine(observer) } }
}

function forkOf({ profile, parent, input }: TracedBlock) {
  if (profile.kind === 'mvm') return MVM_FORK
  const { header } = parent as EthereumParent
  const { timestamp, isStaked } = input as EthereumBlockInput
  const staked = isStaked ?? header.difficulty === 0n
  const place = { number: header.number + 1, timestamp }
  return profile.forkAt(staked ? { ...place, difficulty: 0n } : place)
}
