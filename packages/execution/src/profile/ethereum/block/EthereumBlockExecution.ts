import { type Address, asHash, type CodeHash, type EthereumReceipt, type Hash } from '@mvm/protocol'
import { BlockExecutionError } from '../../../block/BlockExecutionError.ts'
import type { SkippedTransaction } from '../../../block/ExecutedBlock.ts'
import type { ExecutionOptions } from '../../../block/ExecutionOptions.ts'
import type { ExecutionEngine } from '../../../engine/ExecutionEngine.ts'
import { isSince } from '../../../engine/isSince.ts'
import { applyOverride } from '../../../simulation/applyOverride.ts'
import { CommittedState } from '../../../state/CommittedState.ts'
import type { StateChanges } from '../../../state/commitWorldState.ts'
import type { StateReader } from '../../../state/StateReader.ts'
import { WorldState } from '../../../state/WorldState.ts'
import type { ExecutableTransaction } from '../../../transaction/ExecutableTransaction.ts'
import type { ExecutedTransaction } from '../../../transaction/ExecutedTransaction.ts'
import { executeSigned, type SignedOutcome } from '../../../transaction/executeSigned.ts'
import type { SkipReason } from '../../../transaction/SkipReason.ts'
import type { TransactionRules } from '../../../transaction/TransactionRules.ts'
import { engineFor } from '../../engineFor.ts'
import type { EthereumProfile } from '../../Profile.ts'
import { ethereumRules } from '../ethereumRules.ts'
import { GAS_PER_BLOB } from '../GAS_PER_BLOB.ts'
import type { EthereumParent } from '../header/EthereumParent.ts'
import { hashEthereumHeader } from '../header/hashEthereumHeader.ts'
import { tryDecodeEthereumTransaction } from '../tryDecodeEthereumTransaction.ts'
import { assembleEthereumHeader } from './assembleEthereumHeader.ts'
import type { BlockDepartures } from './BlockDepartures.ts'
import { beginEthereumBlock } from './beginEthereumBlock.ts'
import type { EthereumBlockInput } from './EthereumBlockInput.ts'
import type { ExecutedEthereumBlock } from './ExecutedEthereumBlock.ts'
import { type EthereumBlockContext, ethereumBlockContext } from './ethereumBlockContext.ts'
import { payRewards } from './payRewards.ts'
import { payWithdrawals } from './payWithdrawals.ts'
import { collectRequests } from './system/collectRequests.ts'
import { MAINNET_DEPOSIT_CONTRACT } from './system/MAINNET_DEPOSIT_CONTRACT.ts'

/** An Ethereum block's input before anybody has chosen its transactions. */
export type OpenEthereumBlockInput = Omit<EthereumBlockInput, 'transactions'>

export type EthereumTransactionResult =
  | {
      readonly status: 'included'
      readonly transaction: ExecutableTransaction
      readonly receipt: EthereumReceipt
      readonly executed: ExecutedTransaction
      /** Return or revert data. */
      readonly output: Uint8Array
    }
  | { readonly status: 'skipped'; readonly reason: SkipReason }

/** A transaction that need not be signed, as simulations have it. */
export interface PreparedTransaction {
  /** As it is to stand in the block. */
  readonly raw: Uint8Array
  readonly transaction: ExecutableTransaction
}

/** How an Ethereum block is executed. */
export interface EthereumExecutionOptions extends ExecutionOptions {
  /** For simulations. @default none */
  readonly departures?: BlockDepartures
}

/** What keeps nobody from sending in an unchecked simulation. */
const UNCHECKED: ReadonlySet<SkipReason['code']> = new Set([
  'SENDER_HAS_CODE',
  'NONCE_EXHAUSTED',
  'GAS_LIMIT_TOO_HIGH',
])
/** A simulated transaction's gas limit is bounded by the simulation. */
const SIMULATED: ReadonlySet<SkipReason['code']> = new Set(['GAS_LIMIT_TOO_HIGH'])
const CHECKED: ReadonlySet<SkipReason['code']> = new Set()

const NO_ROOT = asHash<Hash>(`0x${'00'.repeat(32)}`)

/**
 * An Ethereum block while it is executed, transaction by transaction. Building a block and checking one are
 * the same machine, so that they cannot differ.
 */
export class EthereumBlockExecution {
  readonly #parent: EthereumParent
  readonly #input: OpenEthereumBlockInput
  readonly #profile: EthereumProfile
  readonly #options: EthereumExecutionOptions
  readonly #context: EthereumBlockContext
  readonly #engine: ExecutionEngine
  readonly #rules: TransactionRules
  readonly #nodes = new Map<Hash, Uint8Array>()
  readonly #codes = new Map<CodeHash, Uint8Array>()
  readonly #transactions: Uint8Array[] = []
  readonly #receipts: EthereumReceipt[] = []
  readonly #skipped: SkippedTransaction[] = []
  #world: WorldState
  #tried = 0
  #gasUsed = 0n
  #blobGasUsed = 0n
  /** Why nothing more can be done with it. */
  #closed: string | null = null

  private constructor(
    reader: StateReader,
    parent: EthereumParent,
    input: OpenEthereumBlockInput,
    profile: EthereumProfile,
    options: EthereumExecutionOptions,
  ) {
    const { stateRoot } = parent.header
    this.#parent = parent
    this.#input = input
    this.#profile = profile
    this.#options = options
    this.#context = ethereumBlockContext(parent, input, profile, options.departures ?? {})
    const { fork, blobs } = this.#context
    this.#engine = options.engine ?? engineFor(profile, fork)
    this.#rules = ethereumRules(fork, { blobs })
    this.#world = this.#openWorld(
      options.cache?.open(reader, stateRoot) ?? new CommittedState(reader, stateRoot),
    )
  }

  /** Makes the calls that every block begins with. */
  static async begin(
    reader: StateReader,
    parent: EthereumParent,
    input: OpenEthereumBlockInput,
    profile: EthereumProfile,
    options: EthereumExecutionOptions = {},
  ): Promise<EthereumBlockExecution> {
    const execution = new EthereumBlockExecution(reader, parent, input, profile, options)
    execution.#overrideAccounts()
    const { block, fork } = execution.#context
    await beginEthereumBlock(execution.#engine, execution.#world, block, fork, {
      parentHash: parent.hash,
      parentBeaconBlockRoot: input.parentBeaconBlockRoot ?? NO_ROOT,
    })
    return execution
  }

  get gasUsed(): bigint {
    return this.#gasUsed
  }

  get blobGasUsed(): bigint {
    return this.#blobGasUsed
  }

  /** 0 before London. */
  get baseFeePerGas(): bigint {
    return this.#context.block.baseFeePerGas
  }

  /** Most gas of the block. */
  get gasLimit(): bigint {
    return this.#context.block.gasLimit
  }

  /** Nonce of an account as the block stands. */
  nonce(address: Address): bigint {
    return this.#world.nonce(address)
  }

  /**
   * Executes a transaction as the block's next. A skipped one leaves no trace but its entry in `skipped`. If it
   * throws, the engine or the store failed, and the execution is over.
   */
  async tryTransaction(
    transaction: Uint8Array | PreparedTransaction,
  ): Promise<EthereumTransactionResult> {
    this.#requireOpen()
    const index = this.#tried
    this.#tried += 1
    const prepared = transaction instanceof Uint8Array ? this.#decode(transaction) : transaction
    if ('reason' in prepared) return this.#skip(index, prepared.reason)
    const blobGas = blobGasOf(prepared.transaction)
    const maxBlobGas = BigInt(this.#context.blobs.max) * GAS_PER_BLOB
    if (this.#blobGasUsed + blobGas > maxBlobGas) {
      const detail = `the block has room for ${(maxBlobGas - this.#blobGasUsed) / GAS_PER_BLOB}`
      return this.#skip(index, { code: 'BLOBS_INVALID', detail })
    }
    this.#options.watcher?.before(prepared.transaction, this.#world)
    const outcome = await this.#exclusively(() => this.#execute(prepared.transaction))
    if (outcome.status === 'skipped') return this.#skip(index, outcome.reason)
    const { receipt, output } = outcome.executed
    this.#options.watcher?.after(outcome.executed, this.#world)
    const { l1Fee, taxPaid, charterVersion, inclusion, denial, ...common } = receipt
    const included: EthereumReceipt = {
      ...common,
      stateRoot: isSince(this.#context.fork, 'byzantium') ? null : this.#commitTransaction(),
      blobGasUsed: blobGas,
      blobGasPrice: this.#context.block.blobBaseFee,
    }
    this.#transactions.push(prepared.raw)
    this.#receipts.push(included)
    this.#gasUsed = receipt.cumulativeGasUsed
    this.#blobGasUsed += blobGas
    const { transaction: taken } = prepared
    return {
      status: 'included',
      transaction: taken,
      receipt: included,
      executed: outcome.executed,
      output,
    }
  }

  /** Pays rewards and withdrawals, collects requests, computes the header. The cache moves on to this block. */
  async finish(): Promise<ExecutedEthereumBlock> {
    this.#requireOpen()
    this.#closed = 'it is finished'
    const { fork, block } = this.#context
    const { withdrawals = [], ommers = [] } = this.#input
    this.#world.beginTransaction()
    payRewards(this.#world, fork, block, ommers)
    if (isSince(fork, 'shanghai')) payWithdrawals(this.#world, withdrawals)
    const requests = isSince(fork, 'prague') ? await this.#collectRequests() : null
    const changes = this.#commit()
    this.#options.cache?.advance(changes.committed)
    const header = assembleEthereumHeader(this.#parent.hash, this.#input, this.#context, {
      stateRoot: changes.stateRoot,
      transactions: this.#transactions,
      receipts: this.#receipts,
      requests,
      gasUsed: this.#gasUsed,
      blobGasUsed: this.#blobGasUsed,
    })
    return {
      block: {
        header,
        transactions: this.#transactions,
        ommers,
        withdrawals: isSince(fork, 'shanghai') ? withdrawals : null,
      },
      hash: hashEthereumHeader(header),
      receipts: this.#receipts,
      requests,
      skipped: this.#skipped,
      changes: { nodes: this.#nodes, codes: this.#codes },
    }
  }

  #execute(transaction: ExecutableTransaction): Promise<SignedOutcome> {
    const isUnchecked = this.#options.departures?.isUnchecked === true
    const { block } = this.#context
    const isFree = isUnchecked && transaction.maxFeePerGas === 0n
    return executeSigned(
      this.#engine,
      this.#world,
      isFree ? { ...block, baseFeePerGas: 0n } : block,
      this.#gasUsed,
      isUnchecked ? { ...transaction, nonce: this.nonce(transaction.signer) } : transaction,
      this.#rules,
      isUnchecked ? UNCHECKED : this.#options.departures === undefined ? CHECKED : SIMULATED,
    )
  }

  #overrideAccounts(): void {
    const overrides = this.#options.departures?.accountOverrides ?? []
    this.#world.beginTransaction()
    for (const [address, override] of overrides) applyOverride(this.#world, address, override)
  }

  #collectRequests(): Promise<Uint8Array[]> {
    const { fork, block } = this.#context
    const logs = this.#receipts.flatMap((receipt) => receipt.logs)
    const depositContract = this.#profile.depositContract ?? MAINNET_DEPOSIT_CONTRACT
    return collectRequests(this.#engine, this.#world, block, fork, logs, depositContract)
  }

  /** The state root after a transaction, which receipts had before Byzantium. */
  #commitTransaction(): StateChanges['stateRoot'] {
    const { stateRoot, committed } = this.#commit()
    this.#world = this.#openWorld(committed)
    return stateRoot
  }

  #commit(): StateChanges {
    const changes = this.#world.commit()
    for (const [hash, node] of changes.nodes) this.#nodes.set(hash, node)
    for (const [hash, code] of changes.codes) this.#codes.set(hash, code)
    return changes
  }

  #openWorld(committed: CommittedState): WorldState {
    return new WorldState(committed, {
      keepsEmptyAccounts: !isSince(this.#context.fork, 'spuriousDragon'),
    })
  }

  #decode(raw: Uint8Array): PreparedTransaction | { readonly reason: SkipReason } {
    const { fork, block } = this.#context
    const decoded = tryDecodeEthereumTransaction(raw, block.chainId, fork)
    return 'reason' in decoded ? decoded : { raw, transaction: decoded.transaction }
  }

  #skip(index: number, reason: SkipReason): EthereumTransactionResult {
    this.#skipped.push({ index, reason })
    return { status: 'skipped', reason }
  }

  async #exclusively<T>(execute: () => Promise<T>): Promise<T> {
    this.#closed = 'a transaction is being executed, or its execution has failed'
    const result = await execute()
    this.#closed = null
    return result
  }

  #requireOpen(): void {
    if (this.#closed === null) return
    const blockNumber = this.#context.block.number
    throw new BlockExecutionError({ blockNumber, problem: this.#closed })
  }
}

function blobGasOf({ blobs }: ExecutableTransaction): bigint {
  return BigInt(blobs?.versionedHashes.length ?? 0) * GAS_PER_BLOB
}
