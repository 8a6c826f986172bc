import {
  type Address,
  asHash,
  type Hex,
  type L1BlockHash,
  type L1TransactionHash,
} from '@mvm/protocol'
import { L1DataMismatchError } from '../error/L1DataMismatchError.ts'
import { L1ResponseError } from '../error/L1ResponseError.ts'
import { encodeL1Header } from './encodeL1Header.ts'
import type { L1Block, L1BlockReference } from './L1Block.ts'
import type { L1CallRequest } from './L1CallRequest.ts'
import type { L1Fees } from './L1Fees.ts'
import type { L1Log, L1LogFilter } from './L1Log.ts'
import type { L1Receipt } from './L1Receipt.ts'
import type { L1Transaction } from './L1Transaction.ts'
import { type L1RequestOptions, L1Transport, type L1TransportOptions } from './L1Transport.ts'
import { parseL1Block } from './parseL1Block.ts'
import { parseL1Log } from './parseL1Log.ts'
import { parseL1Receipt } from './parseL1Receipt.ts'
import { parseL1Transaction } from './parseL1Transaction.ts'
import type { RpcAnswer, RpcCall } from './RpcCall.ts'
import { RpcObject } from './RpcObject.ts'

export interface L1ClientOptions extends L1TransportOptions {
  /**
   * Takes headers as they come instead of recomputing their hashes: for an L1 after a fork that adds header fields
   * which this version does not know. @default false
   */
  readonly trustsHeaders?: boolean
}

/** Blocks from `from` to `to`, both included, or one block by its hash. */
export type L1LogRange =
  | { readonly from: number; readonly to: number }
  | { readonly blockHash: L1BlockHash }

/**
 * L1's JSON-RPC, typed and checked. Every method throws {@link L1UnreachableError} when no endpoint answers,
 * {@link L1RpcError} when L1 refuses, {@link L1ResponseError} or {@link L1DataMismatchError} when the answer cannot
 * be true, and the signal's reason when it is aborted. Methods for many things make one HTTP exchange of them.
 */
export class L1Client {
  readonly transport: L1Transport
  readonly #trustsHeaders: boolean

  constructor(options: L1ClientOptions) {
    this.transport = new L1Transport(options)
    this.#trustsHeaders = options.trustsHeaders ?? false
  }

  async chainId(options?: L1RequestOptions): Promise<number> {
    return this.#number({ method: 'eth_chainId', params: [] }, options)
  }

  /** `null` when L1 does not know the block, or has no such tag yet. */
  async block(reference: L1BlockReference, options?: L1RequestOptions): Promise<L1Block | null> {
    const [block] = await this.blocks([reference], options)
    return block as L1Block | null
  }

  /** In the order of the references; `null` for those that L1 does not know. */
  async blocks(
    references: readonly L1BlockReference[],
    options?: L1RequestOptions,
  ): Promise<(L1Block | null)[]> {
    const read = (answer: RpcAnswer, call: RpcCall) => this.#readBlock(answer, call)
    return this.transport.requestAll(references.map(blockCall), read, options)
  }

  /**
   * The RLP of a block's header, of which its hash is taken; `null` for a block that L1 does not know. Contracts prove
   * what a header says by it.
   */
  async headerRlp(number: number, options?: L1RequestOptions): Promise<Hex | null> {
    const read = (answer: RpcAnswer, call: RpcCall) => {
      // Recomputes the hash, so that the bytes are those that L1 hashed.
      if (this.#readBlock(answer, call) === null) return null
      return encodeL1Header(new RpcObject(call.method, resultOf(answer)))
    }
    return this.#request(blockCall(number), read, options)
  }

  /** In the order of the chain. Refuses ranges that are too long for it: {@link readLogs} splits them. */
  async logs(filter: L1LogFilter, range: L1LogRange, options?: L1RequestOptions): Promise<L1Log[]> {
    const [logs] = await this.logsOf(filter, [range], options)
    return logs as L1Log[]
  }

  /** The logs of each range, in the order of the ranges. */
  async logsOf(
    filter: L1LogFilter,
    ranges: readonly L1LogRange[],
    options?: L1RequestOptions,
  ): Promise<L1Log[][]> {
    const method = 'eth_getLogs'
    const calls = ranges.map((range) => ({ method, params: [encodeLogQuery(filter, range)] }))
    const read = (answer: RpcAnswer) =>
      listOf(method, resultOf(answer)).map((log) => parseL1Log(method, log))
    return this.transport.requestAll(calls, read, options)
  }

  /** In the order of the hashes; `null` for those that L1 does not know. */
  async transactions(
    hashes: readonly L1TransactionHash[],
    options?: L1RequestOptions,
  ): Promise<(L1Transaction | null)[]> {
    return this.#each('eth_getTransactionByHash', hashes, parseL1Transaction, options)
  }

  /** In the order of the hashes; `null` for those that are in no canonical block. */
  async receipts(
    hashes: readonly L1TransactionHash[],
    options?: L1RequestOptions,
  ): Promise<(L1Receipt | null)[]> {
    return this.#each('eth_getTransactionReceipt', hashes, parseL1Receipt, options)
  }

  /** All receipts of each block, in the order of its transactions; `null` for blocks that L1 does not know. */
  async blockReceipts(
    hashes: readonly L1BlockHash[],
    options?: L1RequestOptions,
  ): Promise<(L1Receipt[] | null)[]> {
    const parse = (method: string, value: unknown) =>
      listOf(method, value).map((receipt) => parseL1Receipt(method, receipt))
    return this.#each('eth_getBlockReceipts', hashes, parse, options)
  }

  async call(
    request: L1CallRequest,
    reference: L1BlockReference = 'latest',
    options?: L1RequestOptions,
  ): Promise<Hex> {
    const [result] = await this.calls([request], reference, options)
    return result as Hex
  }

  /** Results in the order of the requests. Throws the first error among them. */
  async calls(
    requests: readonly L1CallRequest[],
    reference: L1BlockReference = 'latest',
    options?: L1RequestOptions,
  ): Promise<Hex[]> {
    const method = 'eth_call'
    const block = encodeBlockParameter(reference)
    const calls = requests.map((request) => ({ method, params: [encodeCall(request), block] }))
    return this.transport.requestAll(calls, readHex, options)
  }

  /** The number of transactions that the account has sent up to a block; `pending` counts the mempool's. */
  async nonce(
    address: Address,
    reference: L1BlockReference = 'latest',
    options?: L1RequestOptions,
  ): Promise<number> {
    const params = [address, encodeBlockParameter(reference)]
    return this.#number({ method: 'eth_getTransactionCount', params }, options)
  }

  /** Wei. */
  async balance(
    address: Address,
    reference: L1BlockReference = 'latest',
    options?: L1RequestOptions,
  ): Promise<bigint> {
    const params = [address, encodeBlockParameter(reference)]
    return this.#request({ method: 'eth_getBalance', params }, readQuantity, options)
  }

  async code(
    address: Address,
    reference: L1BlockReference = 'latest',
    options?: L1RequestOptions,
  ): Promise<Hex> {
    const params = [address, encodeBlockParameter(reference)]
    return this.#request({ method: 'eth_getCode', params }, readHex, options)
  }

  async fees(options?: L1RequestOptions): Promise<L1Fees> {
    const head = blockCall('latest')
    const tip = { method: 'eth_maxPriorityFeePerGas', params: [] }
    const read = (answer: RpcAnswer, call: RpcCall) => {
      if (call === tip) return readQuantity(answer, call)
      return this.#readBlock(answer, call)?.baseFeePerGas
    }
    const [baseFeePerGas, maxPriorityFeePerGas] = await this.transport.requestAll(
      [head, tip],
      read,
      options,
    )
    return {
      baseFeePerGas: baseFeePerGas as bigint,
      maxPriorityFeePerGas: maxPriorityFeePerGas as bigint,
    }
  }

  async estimateGas(
    request: L1CallRequest,
    reference: L1BlockReference = 'latest',
    options?: L1RequestOptions,
  ): Promise<bigint> {
    const params = [encodeCall(request), encodeBlockParameter(reference)]
    return this.#request({ method: 'eth_estimateGas', params }, readQuantity, options)
  }

  /** Safe to repeat: the same bytes are the same transaction. */
  async sendRawTransaction(raw: Hex, options?: L1RequestOptions): Promise<L1TransactionHash> {
    const call = { method: 'eth_sendRawTransaction', params: [raw] }
    return asHash(await this.#request(call, readHex, options))
  }

  #readBlock(answer: RpcAnswer, { method, params }: RpcCall): L1Block | null {
    const [asked] = params
    // Young chains have no safe or finalized block yet; nodes say so with an error.
    const isYoung = asked === 'safe' || asked === 'finalized'
    if (!answer.ok && isYoung && answer.error.rpcCode <= -32000) return null
    const value = resultOf(answer)
    if (value === null) return null
    const block = parseL1Block(method, value, this.#trustsHeaders)
    const isNamed = typeof asked === 'string' && asked.startsWith('0x')
    const name = method === 'eth_getBlockByHash' ? block.hash : encodeBlockParameter(block.number)
    if (!isNamed || name === asked) return block
    throw new L1DataMismatchError({
      what: 'which block it is',
      expected: asked,
      actual: String(name),
    })
  }

  async #request<T>(
    call: RpcCall,
    read: (answer: RpcAnswer, call: RpcCall) => T,
    options?: L1RequestOptions,
  ): Promise<T> {
    const [result] = await this.transport.requestAll([call], read, options)
    return result as T
  }

  async #number(call: RpcCall, options?: L1RequestOptions): Promise<number> {
    return Number(await this.#request(call, readQuantity, options))
  }

  #each<T>(
    method: string,
    hashes: readonly Hex[],
    parse: (method: string, value: unknown) => T,
    options?: L1RequestOptions,
  ): Promise<(T | null)[]> {
    const calls = hashes.map((hash) => ({ method, params: [hash] }))
    const read = (answer: RpcAnswer) => {
      const value = resultOf(answer)
      return value === null ? null : parse(method, value)
    }
    return this.transport.requestAll(calls, read, options)
  }
}

function blockCall(reference: L1BlockReference): RpcCall {
  return typeof reference === 'object'
    ? { method: 'eth_getBlockByHash', params: [reference.hash, false] }
    : { method: 'eth_getBlockByNumber', params: [encodeBlockParameter(reference), false] }
}

/** By number, by tag, or by hash as EIP-1898 has it. */
function encodeBlockParameter(reference: L1BlockReference): unknown {
  if (typeof reference === 'number') return `0x${reference.toString(16)}`
  return typeof reference === 'string' ? reference : { blockHash: reference.hash }
}

function encodeLogQuery({ addresses, topics }: L1LogFilter, range: L1LogRange): unknown {
  const where =
    'blockHash' in range
      ? range
      : { fromBlock: encodeBlockParameter(range.from), toBlock: encodeBlockParameter(range.to) }
  return { address: addresses, topics, ...where }
}

function encodeCall({ to, data, from, value, gasLimit }: L1CallRequest): unknown {
  return {
    to,
    data,
    ...(from === undefined ? {} : { from }),
    ...(value === undefined ? {} : { value: `0x${value.toString(16)}` }),
    ...(gasLimit === undefined ? {} : { gas: `0x${gasLimit.toString(16)}` }),
  }
}

function resultOf(answer: RpcAnswer): unknown {
  if (!answer.ok) throw answer.error
  return answer.result
}

function listOf(method: string, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw new L1ResponseError({ method, reason: 'it is no list' })
}

function readQuantity(answer: RpcAnswer, { method }: RpcCall): bigint {
  return new RpcObject(method, { result: resultOf(answer) }).bigint('result')
}

function readHex(answer: RpcAnswer, { method }: RpcCall): Hex {
  return new RpcObject(method, { result: resultOf(answer) }).bytes('result')
}
