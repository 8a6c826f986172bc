import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  EthereumBlockExecution,
  type EthereumHeader,
  type EthereumParent,
  type EthereumProfile,
  MemoryStateStore,
  systemContracts,
  traceBlock,
  writeAccounts,
} from '@mvm/execution'
import { type Address, asAddress, asHash, fromHex, type Hex, type TraceKind } from '@mvm/protocol'
import { Wallet } from 'ethers'
import { anvilBinary } from '../../src/devnet/anvilBinary.ts'
import { devnetAccounts } from '../../src/devnet/devnetAccounts.ts'
import { freePort } from '../../src/devnet/freePort.ts'
import { waitFor } from '../support/waitFor.ts'

const CHAIN_ID = 31_337
const NO_HASH = asHash<never>(`0x${'00'.repeat(32)}`)
const ETHER = 10n ** 18n

/** A transaction to be sent to both. */
export interface TwinTransaction {
  readonly to?: Address | null
  readonly data?: Hex
  readonly value?: bigint
  readonly gasLimit?: bigint
}

/** What both made of a transaction. */
export interface TwinResult {
  readonly hash: Hex
  /** Of a contract that it created. */
  readonly contract: Address
  /** What our execution recorded of it. */
  trace(kind: TraceKind): Promise<unknown>
  /** What anvil recorded of it. */
  anvilTrace(config: object): Promise<unknown>
  /** Asks anvil anything. */
  ask<T>(method: string, params: readonly unknown[]): Promise<T>
}

/** A block whose child has this base fee: anvil's first blocks do not follow EIP-1559. */
function withChildFee(parent: EthereumParent, baseFeePerGas: bigint): EthereumParent {
  const { header } = parent
  return { ...parent, header: { ...header, baseFeePerGas, gasUsed: header.gasLimit / 2n } }
}

const STOP = Uint8Array.of(0)

function account(balance: bigint, code = new Uint8Array()) {
  return { nonce: 0n, balance, code, storage: new Map<Hex, Hex>() }
}

type Json = Record<string, Hex>

/** An anvil, and our execution of the same blocks from the same accounts. */
export class AnvilTwin {
  readonly sender: Address
  readonly #child: ChildProcess
  readonly #url: string
  readonly #wallet: Wallet
  readonly #store = new MemoryStateStore()
  readonly #profile: EthereumProfile = {
    kind: 'ethereum',
    chainId: CHAIN_ID,
    forkAt: () => 'osaka',
  }
  #parent: EthereumParent
  #nonce = 0

  private constructor(child: ChildProcess, url: string, wallet: Wallet, genesis: Json) {
    this.#child = child
    this.#url = url
    this.#wallet = wallet
    this.sender = asAddress(wallet.address)
    const state = writeAccounts(
      new Map([
        [this.sender, account(10_000n * ETHER)],
        // Blocks end with calls to these, and anvil leaves them out.
        [systemContracts.withdrawalRequests, account(0n, STOP)],
        [systemContracts.consolidationRequests, account(0n, STOP)],
      ]),
    )
    this.#store.add(state)
    this.#parent = this.#parentOf(genesis, state.stateRoot)
  }

  static async start(): Promise<AnvilTwin> {
    const port = await freePort(0, '--port')
    const child = spawn(
      anvilBinary(),
      [
        ...['--port', String(port), '--chain-id', String(CHAIN_ID), '--hardfork', 'osaka'],
        ...['--mnemonic', 'test test test test test test test test test test test junk', '--quiet'],
        // Without it anvil has no opcodes to tell of.
        '--steps-tracing',
        ...['--prune-history', '300'],
      ],
      { stdio: 'ignore' },
    )
    const url = `http://127.0.0.1:${port}`
    const [account] = devnetAccounts().users
    const genesis = await waitFor('anvil', async () => {
      try {
        return await ask<Json>(url, 'eth_getBlockByNumber', ['0x0', false])
      } catch {
        return undefined
      }
    })
    return new AnvilTwin(child, url, new Wallet(account?.privateKey ?? ''), genesis)
  }

  /** Has a transaction mined by anvil, executes the same block, and compares what both used. */
  async send(transaction: TwinTransaction): Promise<TwinResult> {
    const raw = (await this.#wallet.signTransaction({
      type: 2,
      chainId: CHAIN_ID,
      nonce: this.#nonce++,
      gasLimit: 1_000_000n,
      maxFeePerGas: 10n ** 10n,
      maxPriorityFeePerGas: 10n ** 9n,
      ...transaction,
    })) as Hex
    const hash = await ask<Hex>(this.#url, 'eth_sendRawTransaction', [raw])
    const receipt = await waitFor('the receipt', async () => {
      return (await ask<Json | null>(this.#url, 'eth_getTransactionReceipt', [hash])) ?? undefined
    })
    const header = await ask<Json>(this.#url, 'eth_getBlockByNumber', [receipt.blockNumber, false])
    const parent = withChildFee(this.#parent, BigInt(header.baseFeePerGas ?? 0))
    const input = {
      timestamp: Number(header.timestamp),
      coinbase: asAddress(header.miner ?? ''),
      gasLimit: BigInt(header.gasLimit ?? 0),
      extraData: '0x' as Hex,
      mixHash: asHash<never>(header.mixHash ?? ''),
      transactions: [fromHex(raw)],
    }
    const execution = await EthereumBlockExecution.begin(this.#store, parent, input, this.#profile)
    const outcome = await execution.tryTransaction(fromHex(raw))
    if (outcome.status === 'skipped') throw new Error(JSON.stringify(outcome.reason))
    if (outcome.receipt.gasUsed !== BigInt(receipt.gasUsed ?? 0)) {
      throw new Error(`anvil used ${receipt.gasUsed} gas, we used ${outcome.receipt.gasUsed}`)
    }
    const { changes, block } = await execution.finish()
    this.#store.add(changes)
    this.#parent = this.#parentOf(header, block.header.stateRoot)
    return {
      hash,
      contract: asAddress(receipt.contractAddress ?? `0x${'00'.repeat(20)}`),
      trace: async (kind) => {
        const traced = { profile: this.#profile, parent, input }
        const options = { kinds: [kind], index: 0, limitBytes: 1 << 28 }
        const [trace] = await traceBlock(this.#store, traced, options)
        return trace?.results[0]
      },
      anvilTrace: (config) => ask(this.#url, 'debug_traceTransaction', [hash, config]),
      ask: (method, params) => ask(this.#url, method, params),
    }
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGKILL')
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      await once(this.#child, 'exit')
    }
  }

  #parentOf(json: Json, stateRoot: EthereumHeader['stateRoot']): EthereumParent {
    const header: EthereumHeader = {
      parentHash: NO_HASH,
      ommersHash: NO_HASH,
      coinbase: asAddress(json.miner ?? ''),
      stateRoot,
      transactionsRoot: NO_HASH,
      receiptsRoot: NO_HASH,
      logsBloom: '0x',
      difficulty: 0n,
      number: Number(json.number),
      gasLimit: BigInt(json.gasLimit ?? 0),
      gasUsed: BigInt(json.gasUsed ?? 0),
      timestamp: Number(json.timestamp),
      extraData: '0x',
      mixHash: NO_HASH,
      nonce: '0x',
      baseFeePerGas: BigInt(json.baseFeePerGas ?? 0),
      withdrawalsRoot: NO_HASH,
      blobGasUsed: 0n,
      excessBlobGas: 0n,
      parentBeaconBlockRoot: NO_HASH,
      requestsHash: NO_HASH,
    }
    return { header, hash: asHash(json.hash ?? ''), ancestorHash: () => NO_HASH }
  }
}

async function ask<T>(url: string, method: string, params: readonly unknown[]): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  })
  const { result, error } = (await response.json()) as { result: T; error?: { message: string } }
  if (error !== undefined) throw new Error(`${method}: ${error.message}`)
  return result
}
