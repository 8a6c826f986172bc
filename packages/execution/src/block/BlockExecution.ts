import {
  type Address,
  asHash,
  type BlockHeader,
  type BlockInput,
  blockExtraData,
  type DepositTransaction,
  decodeTransaction,
  EMPTY_ACCUMULATOR,
  hashBlockHeader,
  InvalidTransactionError,
  nextBaseFee,
  nextReceiptAcc,
  nextTxAcc,
  outputRoot,
  predeploys,
  type Receipt,
  type SignedTransaction,
  type StorageRoot,
  type Transaction,
  toHex,
  uniteLogsBlooms,
} from '@mvm/protocol'
import type { ExecutionEngine } from '../engine/ExecutionEngine.ts'
import type { Machine } from '../machine/Machine.ts'
import { machineAt } from '../machine/machineAt.ts'
import { engineFor } from '../profile/engineFor.ts'
import { CharterReader } from '../profile/mvm/CharterReader.ts'
import { charterMemoryOf } from '../profile/mvm/charterMemoryOf.ts'
import { executeDeposit } from '../profile/mvm/executeDeposit.ts'
import { mvmRules } from '../profile/mvm/mvmRules.ts'
import type { MvmProfile } from '../profile/Profile.ts'
import { applyOverride } from '../simulation/applyOverride.ts'
import { EMPTY_ACCOUNT } from '../state/AccountState.ts'
import { CommittedState } from '../state/CommittedState.ts'
import type { StateCache } from '../state/StateCache.ts'
import type { StateReader } from '../state/StateReader.ts'
import { WorldState } from '../state/WorldState.ts'
import type { ExecutableTransaction } from '../transaction/ExecutableTransaction.ts'
import type { ExecutedTransaction } from '../transaction/ExecutedTransaction.ts'
import { executeSigned } from '../transaction/executeSigned.ts'
import type { SkipReason } from '../transaction/SkipReason.ts'
import type { TransactionRules } from '../transaction/TransactionRules.ts'
import { toExecutable } from '../transaction/toExecutable.ts'
import type { BlockContext } from './BlockContext.ts'
import { BlockExecutionError } from './BlockExecutionError.ts'
import { beginBlock } from './beginBlock.ts'
import type { ExecutedBlock, SkippedTransaction } from './ExecutedBlock.ts'
import type { ExecutionOptions } from './ExecutionOptions.ts'
import type { ParentBlock } from './ParentBlock.ts'
import type { SimulationDepartures } from './SimulationDepartures.ts'
import type { TransactionWatcher } from './TransactionWatcher.ts'

/** A block's gas limit (spec 2.1). */
export const BLOCK_GAS_LIMIT = 30_000_000n

/** A block's input before anybody has chosen its transactions. */
export type OpenBlockInput = Omit<BlockInput, 'transactions'>

export type TransactionResult =
  | {
      readonly status: 'included'
      readonly transaction: SignedTransaction
      readonly receipt: Receipt
      readonly executed: ExecutedTransaction
      /** Return or revert data. */
      readonly output: Uint8Array
    }
  | { readonly status: 'skipped'; readonly reason: SkipReason }

/** How a DAC's block is executed. */
export interface DacExecutionOptions extends ExecutionOptions {
  /** For simulations. @default none */
  readonly departures?: SimulationDepartures
}

/** What keeps nobody from sending in a simulation: its gas is bounded otherwise. */
const SIMULATED: ReadonlySet<SkipReason['code']> = new Set(['GAS_LIMIT_TOO_HIGH'])
/** To look is not to submit. */
const UNCHECKED: ReadonlySet<SkipReason['code']> = new Set([
  ...SIMULATED,
  'SENDER_HAS_CODE',
  'NONCE_EXHAUSTED',
  'SUBMIT_DENIED',
])

/**
 * A DAC's block while it is executed, transaction by transaction: what sealing uses. `executeBlock` is the
 * same machine fed with a finished input, so that a sealed block and its re-execution cannot differ.
 */
export class BlockExecution {
  readonly #parent: ParentBlock
  readonly #world: WorldState
  readonly #block: BlockContext
  readonly #engine: ExecutionEngine
  readonly #charter: CharterReader
  readonly #rules: TransactionRules
  readonly #cache: StateCache | undefined
  readonly #departures: SimulationDepartures | undefined
  readonly #watcher: TransactionWatcher | undefined
  readonly #passerBalance: bigint
  readonly #withdrawalsOf: Machine['withdrawalsOf']
  readonly #transactions: Transaction[] = []
  readonly #receipts: Receipt[] = []
  readonly #skipped: SkippedTransaction[] = []
  #tried = 0
  #gasUsed = 0n
  #minted = 0n
  #destroyed = 0n
  /** Why nothing more can be done with it. */
  #closed: string | null = null

  private constructor(
    reader: StateReader,
    parent: ParentBlock,
    input: OpenBlockInput,
    profile: MvmProfile,
    options: DacExecutionOptions,
    machine: Partial<Machine>,
  ) {
    const { header } = parent
    if (input.number !== header.number + 1) {
      throw new BlockExecutionError({
        blockNumber: input.number,
        problem: `its parent has the number ${header.number}`,
      })
    }
    const committed =
      options.cache?.open(reader, header.stateRoot) ?? new CommittedState(reader, header.stateRoot)
    this.#parent = parent
    this.#cache = options.cache
    this.#watcher = options.watcher
    this.#engine = machine.engine ?? options.engine ?? engineFor(profile)
    const { cache } = options
    this.#charter = new CharterReader(cache && charterMemoryOf(cache))
    const rules = mvmRules(this.#charter)
    this.#rules = machine.rules?.(rules) ?? rules
    this.#withdrawalsOf = machine.withdrawalsOf
    this.#world = new WorldState(committed)
    this.#passerBalance = this.#world.balance(predeploys.l2ToL1MessagePasser)
    const origin = machine.origin?.(input.origin) ?? input.origin
    const block = beginBlock(
      this.#world,
      parent,
      { ...input, origin },
      { gasLimit: BLOCK_GAS_LIMIT, baseFeePerGas: nextBaseFee(header) },
    )
    this.#departures = options.departures
    this.#block = options.departures === undefined ? block : this.#depart(block, options.departures)
  }

  /** Writes what every block begins with and executes its deposits. */
  static async begin(
    reader: StateReader,
    parent: ParentBlock,
    input: OpenBlockInput,
    profile: MvmProfile,
    options: DacExecutionOptions = {},
  ): Promise<BlockExecution> {
    const machine = machineAt(options.machine, input.number)
    const execution = new BlockExecution(reader, parent, input, profile, options, machine)
    const deposits = machine.deposits?.(input.deposits) ?? input.deposits
    for (const deposit of deposits) await execution.#executeDeposit(deposit)
    return execution
  }

  /** Gas used so far, deposits included. */
  get gasUsed(): bigint {
    return this.#gasUsed
  }

  /** How many transactions the block has, deposits included. */
  get transactionCount(): number {
    return this.#transactions.length
  }

  get baseFeePerGas(): bigint {
    return this.#block.baseFeePerGas
  }

  /**
   * Executes a transaction, given as it stands in a payload or already decoded for this chain. A skipped one
   * leaves no trace but its entry in `skipped`. If it throws, the engine or the store failed, and the
   * execution is over.
   */
  async tryTransaction(transaction: Uint8Array | SignedTransaction): Promise<TransactionResult> {
    this.#requireOpen()
    const index = this.#tried
    this.#tried += 1
    const decoded = transaction instanceof Uint8Array ? this.#decode(transaction) : { transaction }
    if ('reason' in decoded) return this.#skip(index, decoded.reason)
    const executable = toExecutable(decoded.transaction)
    this.#watcher?.before(executable, this.#world)
    const outcome = await this.#exclusively(() =>
      executeSigned(this.#engine, this.#world, this.#block, this.#gasUsed, executable, this.#rules),
    )
    if (outcome.status === 'skipped') return this.#skip(index, outcome.reason)
    const { executed } = outcome
    this.#watcher?.after(executed, this.#world)
    this.#include(decoded.transaction, executed)
    return {
      status: 'included',
      transaction: decoded.transaction,
      receipt: executed.receipt,
      executed,
      output: executed.output,
    }
  }

  /** Most gas of the block. */
  get gasLimit(): bigint {
    return this.#block.gasLimit
  }

  /** Nonce of an account as the block stands. */
  nonce(address: Address): bigint {
    return this.#world.nonce(address)
  }

  /** Executes a transaction that nobody signed as the block's next; only in a simulation. */
  async tryUnsigned(
    transaction: ExecutableTransaction,
  ): Promise<{ readonly executed: ExecutedTransaction } | { readonly skip: SkipReason }> {
    this.#requireOpen()
    const isUnchecked = this.#departures?.isUnchecked === true
    const isFree = isUnchecked && transaction.maxFeePerGas === 0n
    this.#watcher?.before(transaction, this.#world)
    const outcome = await this.#exclusively(() =>
      executeSigned(
        this.#engine,
        this.#world,
        isFree ? { ...this.#block, baseFeePerGas: 0n } : this.#block,
        this.#gasUsed,
        isUnchecked ? { ...transaction, nonce: this.nonce(transaction.signer) } : transaction,
        this.#rules,
        isUnchecked ? UNCHECKED : SIMULATED,
      ),
    )
    if (outcome.status === 'skipped') return { skip: outcome.reason }
    const { executed } = outcome
    this.#watcher?.after(executed, this.#world)
    this.#receipts.push(executed.receipt)
    this.#gasUsed = executed.receipt.cumulativeGasUsed
    return { executed }
  }

  /** Computes the roots and the header. The cache, if there is one, moves on to this block. */
  finish(): ExecutedBlock {
    this.#requireOpen()
    this.#closed = 'it is finished'
    const withdrawn = this.#world.balance(predeploys.l2ToL1MessagePasser) - this.#passerBalance
    const { stateRoot, nodes, codes, committed } = this.#world.commit()
    this.#cache?.advance(committed)
    const withdrawals = this.#withdrawalsOf === 'parent' ? this.#world.committed : committed
    const passer = withdrawals.account(predeploys.l2ToL1MessagePasser) ?? EMPTY_ACCOUNT
    const messagePasserStorageRoot = asHash<StorageRoot>(toHex(passer.storageRoot))
    let transactionsRoot = EMPTY_ACCUMULATOR
    let receiptsRoot = EMPTY_ACCUMULATOR
    for (const receipt of this.#receipts) {
      transactionsRoot = nextTxAcc(transactionsRoot, receipt.transactionHash)
      receiptsRoot = nextReceiptAcc(receiptsRoot, receipt)
    }
    const header: BlockHeader = {
      parentHash: this.#parent.hash,
      coinbase: this.#block.coinbase,
      stateRoot,
      transactionsRoot,
      receiptsRoot,
      logsBloom: uniteLogsBlooms(this.#receipts.map(({ logsBloom }) => logsBloom)),
      number: this.#block.number,
      gasLimit: this.#block.gasLimit,
      gasUsed: this.#gasUsed,
      timestamp: this.#block.timestamp,
      extraData: blockExtraData(this.#block.chainId),
      prevRandao: asHash(this.#block.prevRandao),
      baseFeePerGas: this.#block.baseFeePerGas,
      withdrawalsRoot: messagePasserStorageRoot,
    }
    const hash = hashBlockHeader(header)
    return {
      header,
      hash,
      outputRoot: outputRoot({ stateRoot, messagePasserStorageRoot, blockHash: hash }),
      transactions: this.#transactions,
      receipts: this.#receipts,
      skipped: this.#skipped,
      changes: { nodes, codes },
      supply: { minted: this.#minted, withdrawn, destroyed: this.#destroyed },
    }
  }

  #depart(block: BlockContext, departures: SimulationDepartures): BlockContext {
    const { gasLimit, baseFeePerGas, prevRandao, accountOverrides } = departures
    for (const [address, override] of accountOverrides) {
      applyOverride(this.#world, address, override)
    }
    return {
      ...block,
      gasLimit: gasLimit ?? block.gasLimit,
      baseFeePerGas: baseFeePerGas ?? block.baseFeePerGas,
      prevRandao: prevRandao ?? block.prevRandao,
      // What a transaction pays for its bytes cannot be said of one that nobody signed.
      l1BaseFeePerGas: 0n,
      feeScalar: 0n,
    }
  }

  async #executeDeposit(deposit: DepositTransaction): Promise<void> {
    this.#watcher?.before(deposit, this.#world)
    const executed = await this.#exclusively(() =>
      executeDeposit(
        this.#engine,
        this.#world,
        this.#block,
        this.#gasUsed,
        deposit,
        this.#charter,
        this.#rules,
      ),
    )
    this.#watcher?.after(executed, this.#world)
    this.#minted += deposit.mint
    this.#include(deposit, executed)
  }

  #include(transaction: Transaction, { receipt, burned }: ExecutedTransaction): void {
    this.#transactions.push(transaction)
    this.#receipts.push(receipt)
    this.#gasUsed = receipt.cumulativeGasUsed
    this.#destroyed += burned
  }

  #skip(index: number, reason: SkipReason): TransactionResult {
    this.#skipped.push({ index, reason })
    return { status: 'skipped', reason }
  }

  #decode(
    raw: Uint8Array,
  ): { readonly transaction: SignedTransaction } | { readonly reason: SkipReason } {
    try {
      return { transaction: decodeTransaction(raw, { chainId: this.#block.chainId }) }
    } catch (error) {
      if (!(error instanceof InvalidTransactionError)) throw error
      const { reason, message } = error
      return { reason: { code: 'INVALID_ENCODING', reason, detail: message } }
    }
  }

  async #exclusively<T>(execute: () => Promise<T>): Promise<T> {
    this.#closed = 'a transaction is being executed, or its execution has failed'
    const result = await execute()
    this.#closed = null
    return result
  }

  #requireOpen(): void {
    if (this.#closed === null) return
    throw new BlockExecutionError({ blockNumber: this.#block.number, problem: this.#closed })
  }
}
