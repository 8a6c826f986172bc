import {
  type Address,
  asHash,
  type BlockHeader,
  type ChainHeader,
  type ChainLog,
  type DepositTransaction,
  encodeDeposit,
  encodeTransaction,
  genesisHeader,
  type Hash,
  hashBlockHeader,
  hashWords,
  type Log,
  type LogPage,
  l1Fee,
  logsBloom,
  nextBaseFee,
  type Receipt,
  type StateRoot,
  type Transaction,
  toHex,
} from '@mvm/protocol'
import {
  type BlockL1Attributes,
  type ChainPort,
  dacHeader,
  type HeadChange,
  type HeadLevel,
  type LocatedReceipt,
  type LogQuery,
  type SealedHeader,
} from '../../src/index.ts'
import { scriptedAccounts } from './testAccounts.ts'

export interface TestBlock extends SealedHeader<ChainHeader & BlockHeader> {
  readonly transactions: readonly Transaction[]
  readonly receipts: readonly Receipt[]
}

export interface NewBlock {
  readonly transactions?: readonly Transaction[]
  readonly coinbase?: Address
  /** Seconds; by default 2 after the parent. */
  readonly timestamp?: number
}

export const l1Attributes: BlockL1Attributes = {
  originNumber: 100,
  originHash: asHash(`0x${'11'.repeat(32)}`),
  l1BaseFeePerGas: 7_000_000_000n,
  feeScalar: 100_500_000n,
}

const GAS_PER_TRANSACTION = 21_000n

/** A chain in an array: every transaction succeeds, and those to `logger` leave a log. */
export class TestChain implements ChainPort {
  readonly blocks: TestBlock[] = []
  /** What a node that prunes would say. */
  earliest = 0
  readonly levels: Record<Exclude<HeadLevel, 'unsafe'>, number> = { safe: 0, finalized: 0 }
  readonly #tell: (change: HeadChange) => void

  constructor(chainId: number, tell: (change: HeadChange) => void) {
    this.#tell = tell
    const header = dacHeader(genesisHeader(chainId))
    this.blocks.push({ header, hash: hashBlockHeader(header), transactions: [], receipts: [] })
  }

  get newest(): TestBlock {
    return this.blocks.at(-1) as TestBlock
  }

  mine(...blocks: readonly NewBlock[]): readonly TestBlock[] {
    const added = blocks.map((block) => this.#append(block))
    this.#tell({ removed: [], added })
    return added
  }

  /** Replaces the newest blocks by others, told as one change. */
  reorganise(depth: number, ...blocks: readonly NewBlock[]): readonly TestBlock[] {
    const removed = this.blocks.splice(this.blocks.length - depth).reverse()
    const added = blocks.map((block) => this.#append(block))
    this.#tell({ removed, added })
    return added
  }

  #append({ transactions = [], coinbase, timestamp }: NewBlock): TestBlock {
    const parent = this.newest
    const number = parent.header.number + 1
    const baseFeePerGas = nextBaseFee(parent.header)
    const receipts = receiptsOf(transactions, baseFeePerGas, parent)
    const sealed: BlockHeader = {
      ...parent.header,
      parentHash: parent.hash,
      number,
      coinbase: coinbase ?? parent.header.coinbase,
      // The same state twice is as good as any root here: no test reads through it.
      stateRoot: hashWords<StateRoot>(parent.header.stateRoot, transactions.length),
      logsBloom: logsBloom(receipts.flatMap(({ logs }) => logs)),
      gasUsed: GAS_PER_TRANSACTION * BigInt(transactions.length),
      timestamp: timestamp ?? parent.header.timestamp + 2,
      prevRandao: hashWords<Hash<'randao'>>(number),
      baseFeePerGas,
    }
    const header = dacHeader(sealed)
    const block = { header, hash: hashBlockHeader(header), transactions, receipts }
    this.blocks.push(block)
    return block
  }

  earliestBlock(): number {
    return this.earliest
  }

  head(level: HeadLevel): SealedHeader {
    return level === 'unsafe' ? this.newest : (this.blocks[this.levels[level]] as TestBlock)
  }

  headerByNumber(blockNumber: number): SealedHeader | null {
    return this.blocks[blockNumber] ?? null
  }

  headerByHash(hash: string): SealedHeader | null {
    return this.blocks.find((block) => block.hash === hash) ?? null
  }

  transactionHashes(block: SealedHeader) {
    return this.transactions(block).map(({ hash }) => hash)
  }

  encodedTransactions(block: SealedHeader) {
    return this.transactions(block).map((transaction) =>
      transaction.type === 0x7e ? encodeDeposit(transaction) : encodeTransaction(transaction),
    )
  }

  transactions({ hash }: SealedHeader) {
    return this.#find(hash).transactions
  }

  transaction({ hash }: SealedHeader, index: number) {
    return this.#find(hash).transactions[index]
  }

  receipts({ hash }: SealedHeader) {
    return this.#find(hash).receipts
  }

  transactionLocation(hash: string) {
    for (const block of this.blocks) {
      const index = block.transactions.findIndex((transaction) => transaction.hash === hash)
      if (index >= 0) return { block, index }
    }
    return null
  }

  transactionReceipt(hash: string): LocatedReceipt | null {
    const location = this.transactionLocation(hash)
    if (location === null) return null
    const { block, index } = location
    const logsBefore = block.receipts
      .slice(0, index)
      .reduce((count, { logs }) => count + logs.length, 0)
    return { block, index, logsBefore, receipt: block.receipts[index] as Receipt }
  }

  l1Attributes({ header }: SealedHeader) {
    return header.number === 0 ? null : l1Attributes
  }

  nextBaseFeePerGas({ hash }: SealedHeader) {
    return nextBaseFee(this.#find(hash).header)
  }

  ommers() {
    return []
  }

  withdrawals() {
    return []
  }

  blobFees() {
    return { baseFeePerGas: 1n, nextBaseFeePerGas: 1n, gasLimit: 0n }
  }

  async logs(query: LogQuery, maxLogs: number): Promise<LogPage> {
    const logs: ChainLog[] = []
    for (const block of this.blocks.slice(query.fromBlock, query.toBlock + 1)) {
      const found = placedLogs(block).filter((log) => meets(log, query))
      if (logs.length + found.length > maxLogs) {
        return { logs, completeTo: block.header.number - 1 }
      }
      logs.push(...found)
    }
    return { logs, completeTo: query.toBlock }
  }

  #find(hash: string): TestBlock {
    const block = this.blocks.find((candidate) => candidate.hash === hash)
    if (block === undefined) throw new Error(`the test chain has no block ${hash}`)
    return block
  }
}

function receiptsOf(
  transactions: readonly Transaction[],
  baseFeePerGas: bigint,
  parent: TestBlock,
): Receipt[] {
  return transactions.map((transaction, index) => {
    const isDeposit = transaction.type === 0x7e
    const from = isDeposit ? transaction.from : transaction.signer
    const logs = logsOf(transaction)
    return {
      transactionHash: transaction.hash,
      type: transaction.type,
      status: 1,
      from,
      to: transaction.to,
      contractAddress: transaction.to === null ? scriptedAccounts.echo : null,
      gasUsed: GAS_PER_TRANSACTION,
      cumulativeGasUsed: GAS_PER_TRANSACTION * BigInt(index + 1),
      effectiveGasPrice: isDeposit ? 0n : priceOf(transaction, baseFeePerGas),
      logs,
      logsBloom: logsBloom(logs),
      l1Fee: isDeposit
        ? 0n
        : l1Fee(transaction.size, l1Attributes.l1BaseFeePerGas, l1Attributes.feeScalar),
      taxPaid: 0n,
      charterVersion: parent.header.number === 0 ? 0n : 1n,
      inclusion: isDeposit ? 'deposit' : 'sequenced',
      ...(isDeposit ? { depositNonce: BigInt(index) } : {}),
    }
  })
}

function priceOf(
  transaction: Exclude<Transaction, DepositTransaction>,
  baseFeePerGas: bigint,
): bigint {
  if ('gasPrice' in transaction) return transaction.gasPrice
  return baseFeePerGas + transaction.maxPriorityFeePerGas
}

function logsOf({ to, data }: Transaction): Log[] {
  if (to !== scriptedAccounts.logger) return []
  return [{ address: to, topics: [toHex(data.subarray(0, 32))], data: toHex(data.subarray(32)) }]
}

/** Written apart from the server's own code, which is what the tests are about. */
function placedLogs({ header, hash, receipts }: TestBlock): ChainLog[] {
  const all = receipts.flatMap((receipt, transactionIndex) =>
    receipt.logs.map((log) => ({ ...log, transactionIndex, hash: receipt.transactionHash })),
  )
  return all.map(
    ({ address, topics, data, transactionIndex, hash: transactionHash }, logIndex) => ({
      address,
      topics,
      data,
      transactionIndex,
      transactionHash,
      logIndex,
      blockNumber: header.number,
      blockHash: hash,
      blockTimestamp: header.timestamp,
    }),
  )
}

function meets(log: Log, { addresses, topics }: LogQuery): boolean {
  const isWanted = <T>(list: readonly T[], item: T | undefined) =>
    item !== undefined && (list.length === 0 || list.includes(item))
  return (
    isWanted(addresses, log.address) &&
    topics.every((alternatives, position) => isWanted(alternatives, log.topics[position]))
  )
}
