import { asHash, toHex } from '@mvm/protocol'
import type { Json, SubmitOutcome } from '@mvm/rpc'
import { SequencerRefusalError } from '../error/SequencerRefusalError.ts'
import { UnavailablePoolPort } from './UnavailablePoolPort.ts'

const TIMEOUT_MS = 10_000
const NO_SEQUENCER =
  'this node follows L1 only and knows no sequencer; use L1 (mvm tx force) or another node'

/** What a sequencer answers, if it is one. */
interface Answer {
  readonly result?: string
  readonly error?: { readonly code: number; readonly message: string; readonly data?: Json }
}

/** A follower's mempool: it has none, and hands what it gets to the DAC's sequencer. */
export class ForwardingPoolPort extends UnavailablePoolPort {
  readonly #sequencerUrl: string | undefined

  /** @param sequencerUrl JSON-RPC of this DAC at its sequencer. */
  constructor(sequencerUrl: string | undefined) {
    super(NO_SEQUENCER)
    this.#sequencerUrl = sequencerUrl
  }

  /** Throws {@link SequencerRefusalError} with the sequencer's own code and words. */
  override async submit(encoded: Uint8Array): Promise<SubmitOutcome> {
    const url = this.#sequencerUrl
    if (url === undefined) return super.submit(encoded)
    let answer: Answer | null
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          jsonrpc: '2.0',
          id: 1,
          method: 'eth_sendRawTransaction',
          params: [toHex(encoded)],
        }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      answer = (await response.json()) as Answer | null
    } catch (error) {
      return {
        status: 'unavailable',
        reason: `the sequencer does not answer (${error instanceof Error ? error.message : error})`,
      }
    }
    if (answer?.result !== undefined) return { status: 'accepted', hash: asHash(answer.result) }
    if (answer?.error !== undefined) throw new SequencerRefusalError(answer.error)
    return { status: 'unavailable', reason: 'what answers for the sequencer is no JSON-RPC' }
  }
}
