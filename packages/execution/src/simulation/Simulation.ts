import {
  type Address,
  asHash,
  MAX_TRANSACTION_GAS,
  nextBaseFee,
  type TransactionHash,
} from '@mvm/protocol'
import type { BlockContext } from '../block/BlockContext.ts'
import { historicHash } from '../block/historicHash.ts'
import { writeHistory } from '../block/writeHistory.ts'
import { engineFor } from '../profile/engineFor.ts'
import { CharterReader } from '../profile/mvm/CharterReader.ts'
import { mvmRules } from '../profile/mvm/mvmRules.ts'
import { CommittedState, type Slot } from '../state/CommittedState.ts'
import { WorldState } from '../state/WorldState.ts'
import { applyTransaction } from '../transaction/applyTransaction.ts'
import type { ExecutableTransaction } from '../transaction/ExecutableTransaction.ts'
import type { ExecutedTransaction } from '../transaction/ExecutedTransaction.ts'
import { findSkipReason } from '../transaction/findSkipReason.ts'
import { lesser } from '../transaction/lesser.ts'
import type { SkipReason } from '../transaction/SkipReason.ts'
import { applyOverride } from './applyOverride.ts'
import type { CallMessage } from './CallMessage.ts'
import type { SimulationTarget } from './SimulationTarget.ts'

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
  readonly #charter = new CharterReader()
  readonly #committed: CommittedState
  /** Reasons to skip that do not keep a message from being simulated. */
  readonly #ignored: ReadonlySet<SkipReason['code']>

  constructor(
    target: SimulationTarget,
    message: CallMessage,
    ignored: readonly SkipReason['code'][] = [],
  ) {
    const { reader, at, cache } = target
    const { stateRoot } = at.header
    this.#target = target
    this.#message = message
    this.#committed = cache?.open(reader, stateRoot) ?? new CommittedState(reader, stateRoot)
    this.#ignored = new Set([...ignored, 'SENDER_HAS_CODE'])
  }

  /** The message's gas limit, or the most that the block and a transaction allow. */
  get gasLimit(): bigint {
    const { at, blockOverride } = this.#target
    const ofBlock = blockOverride?.gasLimit ?? at.header.gasLimit
    const most = lesser(ofBlock, MAX_TRANSACTION_GAS)
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

  async run(gasLimit: bigint, accessList = this.#message.accessList ?? []): Promise<SimulationRun> {
    const world = this.#prepare()
    const block = this.#block(world)
    const rules = mvmRules(this.#charter)
    const transaction = this.#transaction(world, gasLimit, accessList)
    const assessment = rules.assess(world, block, transaction)
    const skip = findSkipReason(world, block, 0n, transaction, rules, assessment, this.#ignored)
    if (skip !== null) return { status: 'invalid', skip }
    const engine = this.#target.engine ?? engineFor(this.#target.profile)
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
    accesses = new Map([...accesses].filter(([address]) => !world.isCreated(address)))
    return { status: 'ran', executed, accesses }
  }

  #prepare(): WorldState {
    const world = new WorldState(this.#committed)
    world.beginTransaction()
    for (const [address, override] of this.#target.accountOverrides ?? []) {
      applyOverride(world, address, override)
    }
    if (this.#target.isNextBlock) writeHistory(world, this.#target.at)
    return world
  }

  #block(world: WorldState): BlockContext {
    const { at, isNextBlock, blockOverride = {}, profile } = this.#target
    const { header } = at
    const number = Number(blockOverride.number ?? BigInt(header.number + (isNextBlock ? 1 : 0)))
    const baseFee =
      blockOverride.baseFeePerGas ?? (isNextBlock ? nextBaseFee(header) : header.baseFeePerGas)
    return {
      chainId: profile.chainId,
      number,
      timestamp: Number(blockOverride.timestamp ?? BigInt(header.timestamp)),
      coinbase: blockOverride.coinbase ?? header.coinbase,
      gasLimit: blockOverride.gasLimit ?? header.gasLimit,
      // Nobody who pays nothing for gas can be held to the base fee.
      baseFeePerGas: this.maxFeePerGas === 0n ? 0n : baseFee,
      prevRandao: blockOverride.prevRandao ?? header.prevRandao,
      blobBaseFee: 1n,
      l1BaseFeePerGas: 0n,
      feeScalar: 0n,
      blockHash: (ancestor) => historicHash(world, ancestor),
    }
  }

  #transaction(
    world: WorldState,
    gasLimit: bigint,
    accessList: NonNullable<CallMessage['accessList']>,
  ): ExecutableTransaction {
    const { from, to, value, data, authorizationList = [], gasPrice } = this.#message
    const { maxFeePerGas } = this
    return {
      type: authorizationList.length > 0 ? 4 : 2,
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
      blobs: null,
    }
  }
}
