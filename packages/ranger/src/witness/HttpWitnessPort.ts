import type { WitnessPort } from '../port/WitnessPort.ts'
import { MalformedWitnessError } from './MalformedWitnessError.ts'
import { parseWitness } from './parseWitness.ts'
import type { SegmentWitness } from './SegmentWitness.ts'
import { WitnessLimitError } from './WitnessLimitError.ts'
import { WitnessServerError } from './WitnessServerError.ts'

export interface HttpWitnessOptions {
  /** Base URL of a node; a DAC's is `<url>/<slug>`. */
  readonly url: string
  readonly slugOf: (chainId: number) => string
  /** @default 30 s */
  readonly timeoutMs?: number
  /** Longest answer that is read. @default 32 MB */
  readonly maxBytes?: number
}

/** What a node answers to who asks for more than it hands out. */
const LIMIT_EXCEEDED = -32005

/** A node's witnesses over JSON-RPC: `mvm_blockWitness`. */
export class HttpWitnessPort implements WitnessPort {
  readonly name: string
  readonly #slugOf: (chainId: number) => string
  readonly #timeoutMs: number
  readonly #maxBytes: number

  constructor({ url, slugOf, timeoutMs = 30_000, maxBytes = 32_000_000 }: HttpWitnessOptions) {
    this.name = url
    this.#slugOf = slugOf
    this.#timeoutMs = timeoutMs
    this.#maxBytes = maxBytes
  }

  /** Throws {@link WitnessLimitError}, {@link WitnessServerError}, {@link MalformedWitnessError}. */
  async witness(
    chainId: number,
    firstBlock: number,
    lastBlock: number,
    signal: AbortSignal,
  ): Promise<SegmentWitness> {
    const url = `${this.name}/${this.#slugOf(chainId)}`
    const params = [firstBlock, lastBlock].map((number) => `0x${number.toString(16)}`)
    const request = { jsonrpc: '2.0', id: 1, method: 'mvm_blockWitness', params }
    const text = await this.#post(url, request, signal)
    if (text === null) {
      if (firstBlock < lastBlock) {
        const fittingBlock = Math.floor((firstBlock + lastBlock) / 2)
        throw new WitnessLimitError({ url, fittingBlock })
      }
      throw new WitnessServerError({ url, problem: `more than ${this.#maxBytes} bytes` })
    }
    const { result, error } = parse(text)
    if (error === undefined) return parseWitness(result)
    const fittingBlock = fittingBlockOf(error)
    if (fittingBlock !== null) throw new WitnessLimitError({ url, fittingBlock })
    throw new WitnessServerError({ url, problem: JSON.stringify(error) })
  }

  /** `null` for an answer that is longer than is read. */
  async #post(url: string, request: object, signal: AbortSignal): Promise<string | null> {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request),
        signal: AbortSignal.any([signal, AbortSignal.timeout(this.#timeoutMs)]),
      })
      return await this.#read(url, response)
    } catch (cause) {
      signal.throwIfAborted()
      if (cause instanceof WitnessServerError) throw cause
      const problem = cause instanceof Error ? cause.message : String(cause)
      throw new WitnessServerError({ url, problem, cause })
    }
  }

  async #read(url: string, response: Response): Promise<string | null> {
    if (!response.ok) throw new WitnessServerError({ url, problem: `HTTP ${response.status}` })
    const parts: Uint8Array[] = []
    let length = 0
    for await (const part of response.body ?? []) {
      length += part.length
      if (length > this.#maxBytes) return null
      parts.push(part)
    }
    return Buffer.concat(parts).toString('utf8')
  }
}

function parse(text: string): { readonly result?: unknown; readonly error?: unknown } {
  let answer: unknown
  try {
    answer = JSON.parse(text)
  } catch (cause) {
    throw new MalformedWitnessError({ problem: `it is no JSON: ${(cause as Error).message}` })
  }
  if (typeof answer === 'object' && answer !== null) return answer
  throw new MalformedWitnessError({ problem: 'it is no answer of JSON-RPC' })
}

/** The last block up to which the node says that it would answer; `null` where it says no such thing. */
function fittingBlockOf(error: unknown): number | null {
  const { code, data } = error as { readonly code?: unknown; readonly data?: unknown }
  if (code !== LIMIT_EXCEEDED || typeof data !== 'object' || data === null) return null
  const { toBlock } = data as { readonly toBlock?: unknown }
  if (typeof toBlock !== 'string' || !/^0x[0-9a-f]{1,12}$/.test(toBlock)) return null
  return Number(toBlock)
}
