import {
  type Address,
  asHash,
  type CallMessage,
  MAX_TRANSACTION_GAS,
  type TransactionHash,
} from '@mvm/protocol'
import type { BlockContext } from '../block/BlockContext.ts'
import type { TransactionWatcher } from '../block/TransactionWatcher.ts'
import type { ExecutionEngine } from '../engine/ExecutionEngine.ts'
import { CommittedState, type Slot } from '../state/CommittedState.ts'
import { WorldState } from '../state/WorldState.ts'
import { applyTransaction } from '../transaction/applyTransaction.ts'
import type { ExecutableTransaction } from '../transaction/ExecutableTransaction.ts'
import type { ExecutedTransaction } from '../transaction/ExecutedTransaction.ts'
import { findSkipReason } from '../transaction/findSkipReason.ts'
import { lesser } from '../transaction/lesser.ts'
import type { SkipReason } from '../transaction/SkipReason.ts'
import type { TransactionRules } from '../transaction/TransactionRules.ts'
import { applyOverride } from './applyOverride.ts'
import { interruptible } from './interruptible.ts'
import type { SimulationScene } from './SimulationScene.ts'
import type { SimulationTarget } from './SimulationTarget.ts'
import { sceneOf } from './sceneOf.ts'
import { simulationEngine } from './simulationEngine.ts'

const NO_HASH = asHash<TransactionHash>(`0x${'00'.repeat(32)}`)

/** A run of a message, or why it could not begin. */
export type SimulationRun =
  | {
      readonly status: 'ran'
      readonly executed: ExecutedTransaction
      readonly accesses: ReadonlyMap<Address, ReadonlySet<Slot>>
    }
  | { readonly status: 'invalid'; readonly skip: SkipReason }

/**
 * A message set up for simulation: every {@link Simulation.run} starts from the same state and leaves nothing
 * behind. Neither signature, nonce nor EIP-3607 is asked for, and no l1Fee is charged.
 */
export class Simulation {
  readonly #target: SimulationTarget
  readonly #message: CallMessage
  readonly #scene: SimulationScene
  readonly #rules: TransactionRules
  readonly #engine: ExecutionEngine
  readonly #watcher: TransactionWatcher | undefined
  readonly #committed: CommittedState
  /** Reasons to skip that do not keep a message from being simulated. */
  readonly #ignored: ReadonlySet<SkipReason['code']>

  constructor(
    target: SimulationTarget,
    message: CallMessage,
    ignored: readonly SkipReason['code'][] = [],
    watcher?: TransactionWatcher,
  ) {
    const { reader, cache, accountOverrides } = target
    const scene = sceneOf(target)
    const { stateRoot } = scene
    this.#watcher = watcher
    this.#target = target
    this.#scene = scene
    this.#rules = scene.rules()
    this.#engine = interruptible(
      target.engine ?? simulationEngine(target.profile, scene.fork, accountOverrides ?? new Map()),
      target.interrupt,
    )
    this.#message = message
    this.#committed = cache?.open(reader, stateRoot) ?? new CommittedState(reader, stateRoot)
    this.#ignored = new Set([...ignored, 'SENDER_HAS_CODE'])
  }

  /** The message's gas limit, or the most that the block and a transaction allow. */
  get gasLimit(): bigint {
    const most = lesser(this.#scene.gasLimit, MAX_TRANSACTION_GAS)
    return lesser(this.#message.gasLimit ?? most, most)
  }

  /** Wei per gas that the message offers; 0 if gas is free for it. */
  get maxFeePerGas(): bigint {
    return this.#message.maxFeePerGas ?? this.#message.gasPrice ?? 0n
  }

  /** Balance of the sender with overrides, in wei. */
  get balance(): bigint {
    return this.#prepare().balance(this.#message.from)
  }

  /** What the sender must have besides gas and value: a DAC's tax, blobs; in wei. */
  get reserve(): bigint {
    const world = this.#prepare()
    const transaction = this.#transaction(world, this.gasLimit, this.#message.accessList ?? [])
    return this.#rules.assess(world, this.#block(world), transaction).reserve
  }

  async run(gasLimit: bigint, accessList = this.#message.accessList ?? []): Promise<SimulationRun> {
    const world = this.#prepare()
    const block = this.#block(world)
    const rules = this.#rules
    const transaction = this.#transaction(world, gasLimit, accessList)
    const assessment = rules.assess(world, block, transaction)
    const skip = findSkipReason(world, block, 0n, transaction, rules, assessment, this.#ignored)
    if (skip !== null) return { status: 'invalid', skip }
    const engine = this.#engine
    this.#watcher?.before(transaction, world)
    let accesses: ReadonlyMap<Address, ReadonlySet<Slot>> = new Map()
    const executed = await applyTransaction(
      {
        // What a transaction makes warm before its first frame needs no listing.
        run: (inWorld, inBlock, frame) => {
          accesses = inWorld.recordAccesses()
          return engine.run(inWorld, inBlock, frame)
        },
      },
      world,
      block,
      0n,
      transaction,
      rules,
      assessment,
    )
    this.#watcher?.after(executed, world)
    accesses = new Map([...accesses].filter(([address]) => !world.isCreated(address)))
    return { status: 'ran', executed, accesses }
  }

  #prepare(): WorldState {
    const { keepsEmptyAccounts } = this.#scene
    const world = new WorldState(this.#committed, { keepsEmptyAccounts })
    world.beginTransaction()
    for (const [address, override] of this.#target.accountOverrides ?? []) {
      applyOverride(world, address, override)
    }
    this.#scene.prepare(world)
    return world
  }

  #block(world: WorldState): BlockContext {
    const block = this.#scene.block(world)
    return {
      ...block,
      // Nobody who pays nothing for gas can be held to the base fee.
      baseFeePerGas: this.maxFeePerGas === 0n ? 0n : block.baseFeePerGas,
      blobBaseFee: this.#message.maxFeePerBlobGas === 0n ? 0n : block.blobBaseFee,
    }
  }

  /** The least that has what the message has, so that it can be simulated in the past. */
  get #type(): number {
    const { authorizationList = [], blobVersionedHashes, accessList, gasPrice } = this.#message
    if (authorizationList.length > 0) return 4
    if (blobVersionedHashes !== undefined) return 3
    const { maxFeePerGas, maxPriorityFeePerGas } = this.#message
    if (maxFeePerGas !== undefined || maxPriorityFeePerGas !== undefined) return 2
    return accessList !== undefined && gasPrice !== undefined ? 1 : 0
  }

  #transaction(
    world: WorldState,
    gasLimit: bigint,
    accessList: NonNullable<CallMessage['accessList']>,
  ): ExecutableTransaction {
    const { from, to, value, data, authorizationList = [], gasPrice } = this.#message
    const { blobVersionedHashes, maxFeePerBlobGas = 0n } = this.#message
    const { maxFeePerGas } = this
    return {
      type: this.#type,
      hash: NO_HASH,
      size: 0,
      signer: from,
      nonce: world.nonce(from),
      gasLimit,
      maxFeePerGas,
      maxPriorityFeePerGas: this.#message.maxPriorityFeePerGas ?? gasPrice ?? 0n,
      to,
      value,
      data,
      accessList,
      authorizationList,
      blobs:
        blobVersionedHashes === undefined
          ? null
          : { versionedHashes: blobVersionedHashes, maxFeePerBlobGas },
    }
  }
}
